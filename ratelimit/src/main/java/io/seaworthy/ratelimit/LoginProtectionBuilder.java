package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the options of a {@link LoginProtection}; not thread-safe. */
public final class LoginProtectionBuilder {

    private static final int LEAST_KEY_BYTES = 32;
    private static final int ACCOUNTS = 100_000;
    private static final int MOST_IN_A_ROW = 100;
    private static final int LONGEST_POLICY = 64 - "-address".length();

    final LimitStore store;
    private @Nullable Quota perAccount;
    private @Nullable Quota perPair;
    private @Nullable Quota perAddress;
    private @Nullable String policy;
    private @Nullable Integer ceiling;
    private @Nullable LoginFailures failures;

    @Nullable
    Secret pseudonymKey;

    @Nullable
    Events events;

    LoginProtectionBuilder(LimitStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    /** How many failures one account may have, 10 a minute by default. Prohibited: more than 100 at once. */
    public LoginProtectionBuilder failures(Quota failures) {
        Options.once(perAccount, "failures");
        perAccount = Objects.requireNonNull(failures, "failures");
        return this;
    }

    /** How many failures one address may have with one account, 20 in 15 minutes by default. */
    public LoginProtectionBuilder failuresPerPair(Quota failures) {
        Options.once(perPair, "failuresPerPair");
        perPair = Objects.requireNonNull(failures, "failures");
        return this;
    }

    /** How many failures one address may have, 100 an hour by default. An office behind one address shares them. */
    public LoginProtectionBuilder failuresPerAddress(Quota failures) {
        Options.once(perAddress, "failuresPerAddress");
        perAddress = Objects.requireNonNull(failures, "failures");
        return this;
    }

    /** How many failures in a row lock an account, 100 by default. Permitted: 10 to 100. Prohibited: 101. */
    public LoginProtectionBuilder ceiling(int failuresInARow) {
        Options.once(ceiling, "ceiling");
        ceiling = failuresInARow;
        return this;
    }

    /** Locks no account, however often its logins fail. Shows as weakened. */
    public LoginProtectionBuilder withoutCeiling() {
        Options.once(ceiling, "ceiling");
        ceiling = Integer.MAX_VALUE;
        return this;
    }

    /** Where failures in a row are counted, in memory for 100,000 accounts by default. */
    public LoginProtectionBuilder countedIn(LoginFailures failures) {
        Options.once(this.failures, "countedIn");
        this.failures = Objects.requireNonNull(failures, "failures");
        return this;
    }

    /**
     * The policy's name, {@code auth-account} by default; another one counts separately. Those of the pair and the
     * address are this one with {@code -pair} and {@code -address}.
     */
    public LoginProtectionBuilder policy(String policy) {
        Options.once(this.policy, "policy");
        this.policy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Makes the stored keys HMACs, so that nobody who reads the store can guess accounts; the same on all nodes.
     * Permitted: 32 bytes or more. Prohibited: what somebody could guess.
     */
    public LoginProtectionBuilder pseudonymKey(Secret key) {
        Options.once(pseudonymKey, "pseudonymKey");
        pseudonymKey = Objects.requireNonNull(key, "key");
        return this;
    }

    /** Where refusals are reported; nowhere by default. */
    public LoginProtectionBuilder events(Events events) {
        Options.once(this.events, "events");
        this.events = Objects.requireNonNull(events, "events");
        return this;
    }

    String policy() {
        return policy == null ? "auth-account" : policy;
    }

    Quota perAccount() {
        return perAccount == null ? Quota.of(10).per(Duration.ofMinutes(1)) : perAccount;
    }

    Quota perPair() {
        return perPair == null ? Quota.of(20).per(Duration.ofMinutes(15)) : perPair;
    }

    Quota perAddress() {
        return perAddress == null ? Quota.of(100).per(Duration.ofHours(1)) : perAddress;
    }

    int ceiling() {
        return ceiling == null ? MOST_IN_A_ROW : ceiling;
    }

    LoginFailures failures() {
        if (ceiling() == Integer.MAX_VALUE) {
            return NoLoginFailures.INSTANCE;
        }
        return failures == null ? LoginFailures.inMemory(ACCOUNTS) : failures;
    }

    public LoginProtection build() {
        Faults faults = Faults.in("LoginProtection");
        checkQuota(faults, "failures", perAccount, MOST_IN_A_ROW);
        checkQuota(faults, "failuresPerPair", perPair, MOST_IN_A_ROW);
        checkQuota(faults, "failuresPerAddress", perAddress, Integer.MAX_VALUE);
        boolean sound = ceiling() == Integer.MAX_VALUE || (ceiling() >= 10 && ceiling() <= MOST_IN_A_ROW);
        faults.check(
                sound,
                "ceiling",
                Integer.toString(ceiling()),
                "out_of_range",
                "10 to 100 failures in a row (NIST SP 800-63B section 3.2.2)");
        boolean strong = pseudonymKey == null || pseudonymKey.exposeTo(key -> key.length >= LEAST_KEY_BYTES);
        faults.check(strong, "pseudonymKey", null, "too_short", "32 bytes or more");
        boolean named = Limit.isName(policy()) && policy().length() <= LONGEST_POLICY;
        faults.check(named, "policy", policy(), "malformed", "1 to 56 lower-case letters, digits and hyphens");
        faults.throwIfAny();
        return new LoginProtection(this);
    }

    private static void checkQuota(Faults faults, String option, @Nullable Quota quota, int most) {
        if (quota != null) {
            boolean sound = quota.burst() <= most && quota.calendar() == null;
            faults.check(sound, option, quota.toString(), "out_of_range", "at most " + most + " at once, no calendar");
        }
    }
}
