package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.text.Normalizer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Limits failed logins to one account, from wherever they come.
 *
 * <pre>{@code
 * LoginProtection.Reservation reservation = logins.reserve(email);     // before the password is checked
 * if (reservation instanceof LoginProtection.Refusal refusal) {
 *     return answer(refusal.problem(), refusal.headers());             // 429
 * }
 * if (passwords.verify(email, password)) {
 *     ((LoginProtection.Permit) reservation).refund();                 // success costs nothing
 * }
 * }</pre>
 *
 * <p>A guess is paid for before it is made, so guesses that are made at the same time cannot pass together; an
 * exception on the way leaves it paid. Whether the account exists makes no difference. Accounts that differ in case,
 * blanks around them or Unicode compatibility forms count as one.
 *
 * <p>By default 10 failures a minute: ten at once, then one every six seconds. What it does not do: it never locks an
 * account for good, and it counts no addresses; see {@link RateLimitsBuilder#route}. Thread-safe.
 */
public final class LoginProtection implements EvidenceSource {

    /** What came of asking for an attempt. */
    public sealed interface Reservation {}

    /** The attempt may be made and is paid for. */
    public static final class Permit implements Reservation {

        private final LoginProtection protection;
        private final LimitKey key;
        private final AtomicBoolean refunded = new AtomicBoolean();

        private Permit(LoginProtection protection, LimitKey key) {
            this.protection = protection;
            this.key = key;
        }

        /** Gives the payment back after a success; only the first call does anything. */
        public void refund() {
            if (refunded.compareAndSet(false, true)) {
                protection.store.refund(protection.limit, key, 1);
            }
        }
    }

    /**
     * The attempt must not be made.
     *
     * @param problem 429 {@code rate_limited}, or 503 {@code unavailable} where the store could not decide
     * @param headers {@code RateLimit-Policy}, {@code RateLimit} and {@code Retry-After}
     */
    public record Refusal(Problem problem, Map<String, String> headers) implements Reservation {}

    private final LimitStore store;
    private final Limit limit;
    private final LimitFields fields;
    private final @Nullable Secret pseudonymKey;
    private final Events events;

    private LoginProtection(Builder builder) {
        store = builder.store;
        Quota failures = builder.failures == null ? Quota.of(10).per(Duration.ofMinutes(1)) : builder.failures;
        limit = Limit.of(builder.policy == null ? "auth-account" : builder.policy, failures);
        fields = new LimitFields(limit);
        pseudonymKey = builder.pseudonymKey;
        events = builder.events == null ? Events.none() : builder.events;
    }

    /** Ten failures a minute for each account, policy {@code auth-account}. */
    public static LoginProtection of(LimitStore store) {
        return builder(store).build();
    }

    public static Builder builder(LimitStore store) {
        return new Builder(store);
    }

    /** Asks for one attempt at an account, before its password is checked. A remote store may take its deadline. */
    public Reservation reserve(String account) {
        LimitKey key = LimitKey.ofAccount(normalise(account), pseudonymKey);
        long verdict = store.take(limit, key, 1);
        if (Verdict.isAdmitted(verdict)) {
            return new Permit(this, key);
        }
        if (verdict == Verdict.UNAVAILABLE) {
            return new Refusal(
                    Problem.of(503, "unavailable", "The service could not decide about the login in time"),
                    Map.of(LimitFields.RETRY_FIELD, "1"));
        }
        events.emit(LimitEvent.ACCOUNT_LIMITED, null);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(LimitFields.POLICY_FIELD, fields.policyItem());
        headers.put(LimitFields.STATE_FIELD, fields.stateItem(verdict));
        headers.put(LimitFields.RETRY_FIELD, LimitFields.retryAfter(verdict));
        return new Refusal(fields.problem(), headers);
    }

    /** Merges at least what an account look-up may take for the same; merging more only limits more. */
    private static String normalise(String account) {
        return Normalizer.normalize(account, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "AUTH-THROTTLE", "LoginProtection", "failed logins to one account: " + limit.quota()));
    }

    @Override
    public String toString() {
        return "LoginProtection[" + limit.quota() + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final LimitStore store;
        private @Nullable Quota failures;
        private @Nullable String policy;
        private @Nullable Secret pseudonymKey;
        private @Nullable Events events;

        private Builder(LimitStore store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        /** How many failures one account may have, 10 a minute by default. Prohibited: more than 100 at once. */
        public Builder failures(Quota failures) {
            once(this.failures, "failures");
            this.failures = Objects.requireNonNull(failures, "failures");
            return this;
        }

        /** The policy's name, {@code auth-account} by default; another one counts separately. */
        public Builder policy(String policy) {
            once(this.policy, "policy");
            this.policy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** Makes the stored keys HMACs, so that nobody who reads the store can guess accounts; the same on all nodes. */
        public Builder pseudonymKey(Secret key) {
            once(this.pseudonymKey, "pseudonymKey");
            this.pseudonymKey = Objects.requireNonNull(key, "key");
            return this;
        }

        /** Where refusals are reported; nowhere by default. */
        public Builder events(Events events) {
            once(this.events, "events");
            this.events = Objects.requireNonNull(events, "events");
            return this;
        }

        private static void once(@Nullable Object present, String option) {
            if (present != null) {
                throw new IllegalStateException(option + " is set twice");
            }
        }

        public LoginProtection build() {
            Faults faults = Faults.in("LoginProtection");
            if (failures != null) {
                faults.check(
                        failures.burst() <= 100,
                        "failures",
                        failures.toString(),
                        "out_of_range",
                        "at most 100 at once (NIST SP 800-63B section 3.2.2)");
            }
            if (policy != null) {
                faults.check(
                        Limit.isName(policy), "policy", policy, "malformed", "1 to 64 lower-case letters and hyphens");
            }
            faults.throwIfAny();
            return new LoginProtection(this);
        }
    }
}
