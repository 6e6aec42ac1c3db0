package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.net.ClientAddress;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Limits failed logins: to one account from wherever they come, from one address to whichever account, and from one
 * address to one account; and stops at a hundred failures in a row.
 *
 * <pre>{@code
 * LoginProtection.Reservation reservation = logins.reserve(head, email);   // before the password is checked
 * if (reservation instanceof LoginProtection.Refusal refusal) {
 *     return answer(refusal.problem(), refusal.headers());                 // 429
 * }
 * try (LoginProtection.Permit permit = (LoginProtection.Permit) reservation) {
 *     if (!passwords.verify(email, password)) {
 *         permit.failed();                                                 // stays charged
 *         return wrong();
 *     }
 *     permit.succeeded();                                                  // costs nothing
 * }                                                                        // neither, a database that fails: refunded
 * }</pre>
 *
 * <p>A guess is paid for before it is made, so guesses that are made at the same time cannot pass together. Whether the
 * account exists makes no difference. Accounts that differ in case, blanks around them, accents, invisible characters
 * or Unicode compatibility forms count as one, and so do all names of more than 1,024 characters.
 *
 * <p>By default an account may have 10 failures a minute (ten at once, then one every six seconds), an address 100 an
 * hour, the two together 20 in a quarter of an hour, and an account 100 in a row (NIST SP 800-63B section 3.2.2). Then it
 * is locked until {@link #unlock}: call it when the owner has proven herself otherwise, by a password reset for example.
 *
 * <p>What it does not do: it checks no password, and it does not delay answers. Thread-safe.
 */
public final class LoginProtection implements EvidenceSource {

    /** Names that nobody has lock as well, so this betrays no account. An hour, because nothing changes by itself. */
    private static final Refusal LOCKED = new Refusal(
            Problem.of(429, "rate_limited", "Too many failed logins; the account has to be unlocked")
                    .type(LimitFields.TYPES + "quota-exceeded"),
            Map.of(LimitFields.RETRY_FIELD, "3600"),
            true);

    /** What came of asking for an attempt. */
    public sealed interface Reservation {}

    /** The attempt may be made and is paid for. Say how it went, once; closing it without refunds it. */
    public static final class Permit implements Reservation, AutoCloseable {

        private final LoginProtection protection;
        private final String account;
        private final List<Charge> taken;
        private final AtomicBoolean settled = new AtomicBoolean();

        private Permit(LoginProtection protection, String account, List<Charge> taken) {
            this.protection = protection;
            this.account = account;
            this.taken = taken;
        }

        /** The credentials were right: the attempt costs nothing, and the failures before it are forgiven. */
        public void succeeded() {
            if (settled.compareAndSet(false, true)) {
                protection.refund(taken);
                protection.failures.clear(account);
            }
        }

        /** The credentials were wrong: the attempt stays charged. */
        public void failed() {
            settled.set(true);
        }

        /** Gives everything back unless the attempt has been settled: nobody has learned anything. */
        @Override
        public void close() {
            if (settled.compareAndSet(false, true)) {
                protection.refund(taken);
                protection.failures.refund(account);
            }
        }
    }

    /**
     * The attempt must not be made.
     *
     * @param problem 429 {@code rate_limited}, or 503 {@code overloaded} where the store could not decide
     * @param headers {@code RateLimit-Policy}, {@code RateLimit} and {@code Retry-After}; only {@code Retry-After} where
     *     the account is locked
     * @param locked whether waiting does not help: only {@link #unlock} does
     */
    public record Refusal(Problem problem, Map<String, String> headers, boolean locked) implements Reservation {}

    private final LimitStore store;
    private final LimitFields byAccount;
    private final LimitFields byPair;
    private final LimitFields byAddress;
    private final LoginFailures failures;
    private final int ceiling;
    private final @Nullable Secret pseudonymKey;
    private final Events events;

    LoginProtection(LoginProtectionBuilder builder) {
        store = builder.store;
        byAccount = new LimitFields(Limit.of(builder.policy(), builder.perAccount()));
        byPair = new LimitFields(Limit.of(builder.policy() + "-pair", builder.perPair()));
        byAddress = new LimitFields(Limit.of(builder.policy() + "-address", builder.perAddress()));
        failures = builder.failures();
        ceiling = builder.ceiling();
        pseudonymKey = builder.pseudonymKey;
        events = builder.events == null ? Events.none() : builder.events;
    }

    /** The limits named above, the numbers of failures in a row kept in memory. */
    public static LoginProtection of(LimitStore store) {
        return builder(store).build();
    }

    public static LoginProtectionBuilder builder(LimitStore store) {
        return new LoginProtectionBuilder(store);
    }

    /** Asks for one attempt, before the password is checked; a missing name counts as an empty one. */
    public Reservation reserve(RequestHead head, @Nullable String account) {
        ClientAddress client = head.attribute(RequestAttributes.CLIENT_ADDRESS);
        return reserve(client == null ? head.peer() : client.address(), account);
    }

    /** Asks for one attempt from an address, before the password is checked. */
    public Reservation reserve(IpAddress client, @Nullable String account) {
        String name = AccountNames.normalise(account == null ? "" : account);
        return reserve(
                name,
                List.of(byAccount, byPair, byAddress),
                List.of(accountCharge(name, 1), pairCharge(client, name, 1), addressCharge(client)));
    }

    /** Asks for one attempt at an account where no address is known; only the account's limits hold. */
    public Reservation reserve(@Nullable String account) {
        String name = AccountNames.normalise(account == null ? "" : account);
        return reserve(name, List.of(byAccount), List.of(accountCharge(name, 1)));
    }

    private Reservation reserve(String name, List<LimitFields> limits, List<Charge> charges) {
        long[] verdicts = store.takeAll(charges);
        int refused = Verdict.refusal(verdicts);
        if (refused >= 0) {
            if (verdicts[refused] != Verdict.UNAVAILABLE) {
                events.emit(LimitEvent.ACCOUNT_LIMITED, null);
            }
            return refusal(limits.get(refused), verdicts[refused]);
        }
        List<Charge> taken = taken(charges, verdicts);
        boolean counted = false;
        try {
            counted = failures.charge(name, ceiling);
        } catch (RuntimeException e) {
            events.emit(LimitEvent.STORE_FAILED, null, e);
            refund(taken);
            return refusal(byAccount, Verdict.UNAVAILABLE);
        }
        if (!counted) {
            events.emit(LimitEvent.ACCOUNT_LOCKED, null);
            refund(taken);
            return LOCKED;
        }
        return new Permit(this, name, taken);
    }

    /** What the store has, and may be given back: during an outage it took nothing. */
    private static List<Charge> taken(List<Charge> charges, long[] verdicts) {
        List<Charge> taken = new ArrayList<>(charges.size());
        for (int i = 0; i < verdicts.length; i++) {
            if (Verdict.isTaken(verdicts[i])) {
                taken.add(charges.get(i));
            }
        }
        return taken;
    }

    private static Refusal refusal(LimitFields limit, long verdict) {
        if (verdict == Verdict.UNAVAILABLE) {
            return new Refusal(
                    Problem.of(503, "overloaded", "The service could not decide about the login in time"),
                    Map.of(LimitFields.RETRY_FIELD, "1"),
                    false);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(LimitFields.POLICY_FIELD, limit.policyItem());
        headers.put(LimitFields.STATE_FIELD, limit.stateItem(verdict));
        headers.put(LimitFields.RETRY_FIELD, LimitFields.retryAfter(verdict));
        return new Refusal(limit.problem(), headers, false);
    }

    private void refund(List<Charge> charges) {
        for (Charge charge : charges) {
            store.refundAsync(charge.limit(), charge.key(), charge.cost());
        }
    }

    /** Forgives an account all its failures: after a password reset, or by hand. */
    public void unlock(String account) {
        String name = AccountNames.normalise(account);
        failures.clear(name);
        refund(List.of(accountCharge(name, everything(byAccount))));
    }

    /** Forgives an account all its failures, those from an address with it: after a password reset from there. */
    public void unlock(IpAddress client, String account) {
        unlock(account);
        refund(List.of(pairCharge(client, AccountNames.normalise(account), everything(byPair))));
    }

    private static int everything(LimitFields limit) {
        return Math.toIntExact(limit.limit().quota().burst());
    }

    private Charge accountCharge(String name, int cost) {
        return new Charge(byAccount.limit(), LimitKey.ofAccount(AccountNames.fold(name), pseudonymKey), cost);
    }

    /** The address first: its length is fixed, so no name can make two pairs look alike. */
    private Charge pairCharge(IpAddress client, String name, int cost) {
        String pair = LimitKey.ofAddress(client).toHex() + '\n' + AccountNames.fold(name);
        return new Charge(byPair.limit(), LimitKey.ofAccount(pair, pseudonymKey), cost);
    }

    private Charge addressCharge(IpAddress client) {
        return new Charge(byAddress.limit(), LimitKey.ofAddress(client), 1);
    }

    /** The limits of failed logins as a table, for the documentation; see {@link LimitReference#and}. */
    public LimitReference reference() {
        return new LimitReference(
                List.of(row(byAccount, "account"), row(byPair, "account and address"), row(byAddress, "address")),
                List.of(),
                List.of());
    }

    private static LimitReference.Row row(LimitFields limit, String by) {
        return new LimitReference.Row(
                "failed logins", limit.limit().policy(), by, limit.limit().quota());
    }

    @Override
    public List<Evidence> evidence() {
        String limits = "failed logins to one account: " + byAccount.limit().quota() + "; from one address: "
                + byAddress.limit().quota() + "; both: " + byPair.limit().quota();
        List<Evidence> all = new ArrayList<>();
        boolean unbounded = ceiling == Integer.MAX_VALUE;
        String summary = limits + (unbounded ? "" : "; in a row: " + ceiling + " (" + failures + ")");
        all.add(
                unbounded
                        ? Evidence.weakened(
                                "AUTH-THROTTLE", "LoginProtection", summary, "no ceiling of failures in a row")
                        : Evidence.enforced("AUTH-THROTTLE", "LoginProtection", summary));
        return all;
    }

    @Override
    public String toString() {
        return "LoginProtection[" + byAccount.limit().quota() + "]";
    }
}
