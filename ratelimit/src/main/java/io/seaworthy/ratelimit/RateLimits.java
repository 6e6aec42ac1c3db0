package io.seaworthy.ratelimit;

import io.seaworthy.kernel.AsyncGuard;
import io.seaworthy.kernel.ContextElement;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Rate limits by plan, by route and by address.
 *
 * <pre>{@code
 * RateLimits limits = RateLimits.builder()
 *         .plan("anonymous", Quota.of(60).per(Duration.ofMinutes(1)))
 *         .plan("free", Quota.of(120).per(Duration.ofMinutes(1)))
 *         .route("auth-address", "POST /auth/*", LimitBy.ADDRESS, Quota.of(30).per(Duration.ofMinutes(1)))
 *         .exempt("/health/**")
 *         .build(LocalLimitStore.bounded(1_000_000, Overflow.SHARE_BY_PREFIX));
 *
 * GuardChain.builder()
 *         .then(clientAddress)
 *         .then(limits.byAddress())                       // the flood ceiling, before anything expensive
 *         .then(limits.chargeRejected(authentication))    // a failed login attempt is charged too
 *         .then(limits.byPlan())
 * }</pre>
 *
 * <p>{@code byPlan} charges a verified caller's plan, and callers without one the anonymous plan by client address. It
 * puts {@code RateLimit} and {@code RateLimit-Policy} on every answer, and answers 429 {@code rate_limited} with
 * {@code Retry-After} beyond the quota. A request that several limits apply to is charged to all or, once one refuses,
 * to none.
 *
 * <p>What it does not do: it does not find the client's address ({@link io.seaworthy.kernel.net.TrustedProxies} must
 * run before) nor the caller; it does not limit failed logins to one account ({@link LoginProtection}).
 *
 * <p>With a remote store use the methods that end in {@code Async}; the others would block a server thread and throw
 * {@link IllegalStateException}.
 *
 * <p>Limits change while the service runs by {@link #change}. A bucket belongs to a policy's name and a key, not to a
 * quota: where the name stays, what was used stays used, as a share of the new quota where it refills evenly (precisely:
 * the time until the bucket is full again); where it goes by the calendar, as a number in {@link LocalLimitStore} and as a
 * share in a store over bucket4j. A policy under a new name, or
 * one that changes between the two kinds, begins full; one that is left out is forgotten when it is full again.
 *
 * <p>Thread-safe.
 */
public final class RateLimits implements EvidenceSource {

    private final Events events;
    private final Cashier cashier;
    private final LimitKeys keys = new LimitKeys();
    private volatile LimitSheet sheet;

    RateLimits(LimitSheet sheet, LimitStore store, Events events) {
        this.sheet = sheet;
        this.events = events;
        this.cashier = new Cashier(store, events);
    }

    public static RateLimitsBuilder builder() {
        return new RateLimitsBuilder();
    }

    /** Whether decisions may wait for another machine, so that the asynchronous guards are needed. */
    public boolean isRemote() {
        return cashier.store().isRemote();
    }

    /** The flood ceiling by client address; it counts every request that reaches it, preflights and all. */
    public Guard byAddress() {
        requireLocal("byAddressAsync");
        return new LimitGuard("byAddress", this, this::checkAddress);
    }

    /** The flood ceiling by client address, for any store. */
    public AsyncGuard byAddressAsync() {
        return new AsyncLimitGuard(
                "byAddress",
                this,
                head -> cashier.store()
                        .takeAsync(sheet.flood().limit(), LimitKeys.address(head), 1)
                        .thenApply(verdict -> flooded(verdict, head)));
    }

    /** The plan's quota and the routes' limits. */
    public Guard byPlan() {
        requireLocal("byPlanAsync");
        return new LimitGuard("byPlan", this, this::checkPlan);
    }

    /** The plan's quota and the routes' limits, for any store. */
    public AsyncGuard byPlanAsync() {
        return new AsyncLimitGuard("byPlan", this, this::checkPlanAsync);
    }

    /**
     * A guard that charges what another one refuses with a 4xx, failed credentials for example, to the anonymous plan
     * by client address. The refusal then carries the fields, and is a 429 beyond the quota.
     */
    public Guard chargeRejected(Guard guard) {
        requireLocal("chargeRejectedLater");
        requireNoContext(guard);
        return new LimitGuard("chargeRejected", guard, head -> {
            Decision decision = guard.check(head);
            if (!isCharged(decision, head)) {
                return decision;
            }
            Bill bill = rejectedBill(head);
            return withFields(decision, counted(cashier.charge(bill, head), bill), head);
        });
    }

    /** Like {@link #chargeRejected}, for any store and a guard that decides at once. */
    public AsyncGuard chargeRejectedLater(Guard guard) {
        requireNoContext(guard);
        return new AsyncLimitGuard("chargeRejected", guard, head -> chargeRejected(guard.check(head), head));
    }

    /** Like {@link #chargeRejected}, for any store and a guard that decides later. */
    public AsyncGuard chargeRejectedAsync(AsyncGuard guard) {
        requireNoContext(guard);
        return new AsyncLimitGuard(
                "chargeRejected",
                guard,
                head -> guard.check(head).thenCompose(decision -> chargeRejected(decision, head)));
    }

    private CompletionStage<Decision> chargeRejected(Decision decision, RequestHead head) {
        if (!isCharged(decision, head)) {
            return CompletableFuture.completedFuture(decision);
        }
        Bill bill = rejectedBill(head);
        return cashier.chargeAsync(bill, head).thenApply(charged -> withFields(decision, counted(charged, bill), head));
    }

    /** What another guard refused and the anonymous plan was charged with is usage of that plan. */
    private Decision counted(Decision charged, Bill bill) {
        UsageMeter usage = sheet.usage();
        if (usage != null) {
            usage.count(LimitSheet.ANONYMOUS, null, bill.units, !(charged instanceof Decision.Reject));
        }
        return charged;
    }

    private boolean isCharged(Decision decision, RequestHead head) {
        return decision instanceof Decision.Reject reject && reject.problem().status() < 500 && !sheet.isExempt(head);
    }

    private Decision withFields(Decision decision, Decision charged, RequestHead head) {
        if (!(decision instanceof Decision.Reject reject) || charged instanceof Decision.Reject) {
            return limited(charged, head);
        }
        HeaderEdits edits = HeaderEdits.forOneRequest()
                .addAll(reject.headers())
                .addAll(charged.headers())
                .build();
        return Decision.reject(reject.problem(), edits);
    }

    /**
     * Puts another table in force, for the next request on. Where its events are reported stays as it was.
     *
     * @param next the whole new table. Throws {@link io.seaworthy.kernel.config.ConfigurationException} with every
     *     fault, and then the old one stays
     */
    public void change(RateLimitsBuilder next) {
        sheet = next.sheet();
    }

    /**
     * Reserves for work whose cost is known afterwards, from a rule's quotas for the request's caller. For whom the rule
     * is only tried, what does not fit is granted, charged to nobody and reported.
     *
     * @param policy a rule's policy name
     * @param cost what the work may cost; more than the quota's burst is never granted
     */
    public Hold reserve(RequestHead head, String policy, int cost) {
        requireLocal("reserveAsync");
        return reserveAsync(head, policy, cost).toCompletableFuture().join();
    }

    /** Like {@link #reserve}, for any store. */
    public CompletionStage<Hold> reserveAsync(RequestHead head, String policy, int cost) {
        LimitSheet now = sheet;
        SheetRule rule = now.rule(policy);
        if (rule == null) {
            throw new IllegalArgumentException("There is no rule with the policy " + policy);
        }
        Principal principal = head.attribute(RequestAttributes.PRINCIPAL);
        LimitKey address = LimitKeys.address(head);
        LimitKey caller = principal == null ? address : keys.principal(principal);
        Bill bill = new Bill();
        LimitKey key = LimitSheet.key(rule.rule().by, caller, address);
        String plan = now.plan(head, principal, events);
        bill.add(rule.tier(plan), key, cost);
        UsageMeter usage = now.usage();
        String id = principal == null ? null : principal.id();
        IntConsumer settled = usage == null ? units -> {} : units -> usage.countWork(plan, id, units);
        Ticker ticker = cashier.ticker();
        long asked = ticker.nanos();
        return cashier.store().takeAllAsync(bill.charges).thenApply(verdicts -> {
            int refusal = Verdict.refusal(verdicts);
            if (refusal < 0) {
                return new Hold.Granted(cashier.store(), bill.charges, cost, verdicts, ticker, asked, settled);
            }
            if (!rule.isEnforcedFor(caller)) {
                events.emit(LimitEvent.WOULD_LIMIT, head);
                return new Hold.Granted(cashier.store(), List.of(), cost, verdicts, ticker, asked, settled);
            }
            if (usage != null) {
                usage.count(plan, id, 0, false);
            }
            events.emit(LimitEvent.LIMITED, head);
            return bill.fields.get(refusal).hold(verdicts[refusal], cost, now.shows(rule, head, caller));
        });
    }

    private Decision checkAddress(RequestHead head) {
        return flooded(cashier.takeByAddress(sheet.flood().limit(), head), head);
    }

    /** The ceiling shows only once it is reached: what clients should plan with are their plan's fields. */
    private Decision flooded(long verdict, RequestHead head) {
        if (Verdict.isAdmitted(verdict)) {
            return Decision.proceed();
        }
        if (verdict != Verdict.UNAVAILABLE) {
            events.emit(LimitEvent.FLOOD, head);
        }
        return sheet.flood().refused(verdict);
    }

    /** Most requests are charged to one plan's one quota: for those nothing is allocated. */
    private Decision checkPlan(RequestHead head) {
        LimitSheet now = sheet;
        if (now.isExempt(head)) {
            return Decision.proceed();
        }
        Principal principal = head.attribute(RequestAttributes.PRINCIPAL);
        String plan = now.plan(head, principal, events);
        Tier tier = now.tier(plan, principal);
        if (tier.limits().size() != 1 || now.hasRuleFor(head)) {
            Bill bill = bill(now, head, principal, plan, tier);
            return finished(cashier.charge(bill, head), now, plan, principal, bill.units, head);
        }
        LimitFields fields = tier.limits().get(0);
        long verdict = principal == null
                ? cashier.takeByAddress(fields.limit(), head)
                : cashier.take(fields.limit(), keys.principal(principal), 1, head);
        return finished(Cashier.decision(fields, verdict), now, plan, principal, 1, head);
    }

    private CompletionStage<Decision> checkPlanAsync(RequestHead head) {
        LimitSheet now = sheet;
        if (now.isExempt(head)) {
            return CompletableFuture.completedFuture(Decision.proceed());
        }
        Principal principal = head.attribute(RequestAttributes.PRINCIPAL);
        String plan = now.plan(head, principal, events);
        Bill bill = bill(now, head, principal, plan, now.tier(plan, principal));
        return cashier.chargeAsync(bill, head)
                .thenApply(decision -> finished(decision, now, plan, principal, bill.units, head));
    }

    private Bill bill(LimitSheet now, RequestHead head, @Nullable Principal principal, String plan, Tier tier) {
        LimitKey address = LimitKeys.address(head);
        return now.bill(head, plan, tier, principal == null ? address : keys.principal(principal), address, events);
    }

    private Bill rejectedBill(RequestHead head) {
        LimitSheet now = sheet;
        return bill(now, head, null, LimitSheet.ANONYMOUS, now.tier(LimitSheet.ANONYMOUS, null));
    }

    private Decision finished(
            Decision decision,
            LimitSheet now,
            String plan,
            @Nullable Principal principal,
            int units,
            RequestHead head) {
        UsageMeter usage = now.usage();
        if (usage != null) {
            boolean admitted = !(decision instanceof Decision.Reject);
            usage.count(plan, principal == null ? null : principal.id(), units, admitted);
        }
        return limited(decision, head);
    }

    private Decision limited(Decision decision, RequestHead head) {
        if (decision instanceof Decision.Reject reject) {
            switch (reject.problem().code()) {
                case "rate_limited" -> events.emit(LimitEvent.LIMITED, head);
                case "at_capacity" -> events.emit(LimitEvent.CAPACITY, head);
                default -> {}
            }
        }
        return decision;
    }

    private void requireLocal(String instead) {
        if (isRemote()) {
            throw new IllegalStateException(
                    "This store may wait for another machine: add " + instead + "() with thenAsync instead");
        }
    }

    private static void requireNoContext(Object guard) {
        if (guard instanceof ContextElement) {
            throw new IllegalArgumentException(
                    "A guard that carries context would lose it here: register it with GuardChain.Builder.carry too, "
                            + "behind a lambda");
        }
    }

    /** All limits in force, for a README or a developer portal. */
    public LimitReference reference() {
        return LimitReference.of(sheet);
    }

    @Override
    public List<Evidence> evidence() {
        return SheetEvidence.of(sheet, cashier.store());
    }

    @Override
    public String toString() {
        return "RateLimits[" + reference().plans() + ", store " + cashier.store() + "]";
    }
}
