package io.seaworthy.ratelimit;

import io.seaworthy.kernel.AsyncGuard;
import io.seaworthy.kernel.ContextElement;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.http.RoutePattern;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
 * {@link IllegalStateException}. Immutable, thread-safe.
 */
public final class RateLimits implements EvidenceSource {

    /** A limit of some routes, on top of the plan. */
    record Route(RoutePattern pattern, LimitBy by, LimitFields fields) {}

    private final Map<String, LimitFields> plans;
    private final LimitFields anonymous;
    private final LimitFields flood;
    private final List<Route> routes;
    private final List<RoutePattern> exempt;
    private final LimitStore store;
    private final Events events;
    private final Cashier cashier;
    private final LimitKeys keys = new LimitKeys();

    RateLimits(
            Map<String, LimitFields> plans,
            LimitFields anonymous,
            LimitFields flood,
            List<Route> routes,
            List<RoutePattern> exempt,
            LimitStore store,
            Events events) {
        this.plans = Map.copyOf(plans);
        this.anonymous = anonymous;
        this.flood = flood;
        this.routes = List.copyOf(routes);
        this.exempt = List.copyOf(exempt);
        this.store = store;
        this.events = events;
        this.cashier = new Cashier(store);
    }

    public static RateLimitsBuilder builder() {
        return new RateLimitsBuilder();
    }

    /** Whether decisions may wait for another machine, so that the asynchronous guards are needed. */
    public boolean isRemote() {
        return cashier.isRemote();
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
                head -> cashier.chargeAsync(floodCharge(head)).thenApply(decision -> flooded(decision, head)));
    }

    /** The plan's quota and the routes' limits. */
    public Guard byPlan() {
        requireLocal("byPlanAsync");
        return new LimitGuard("byPlan", this, this::checkPlan);
    }

    /** The plan's quota and the routes' limits, for any store. */
    public AsyncGuard byPlanAsync() {
        return new AsyncLimitGuard("byPlan", this, head -> {
            PlannedCharge charge = planCharge(head);
            return charge == null
                    ? CompletableFuture.completedFuture(Decision.proceed())
                    : cashier.chargeAsync(charge).thenApply(decision -> limited(decision, head));
        });
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
            return isCharged(decision, head)
                    ? withFields(decision, cashier.charge(rejectedCharge(head)), head)
                    : decision;
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
        return isCharged(decision, head)
                ? cashier.chargeAsync(rejectedCharge(head)).thenApply(charged -> withFields(decision, charged, head))
                : CompletableFuture.completedFuture(decision);
    }

    private boolean isCharged(Decision decision, RequestHead head) {
        return decision instanceof Decision.Reject reject && reject.problem().status() < 500 && !isExempt(head);
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

    private Decision checkAddress(RequestHead head) {
        return flooded(cashier.charge(floodCharge(head)), head);
    }

    /** The ceiling shows only once it is reached: what clients should plan with are their plan's fields. */
    private Decision flooded(Decision decision, RequestHead head) {
        if (decision instanceof Decision.Reject) {
            events.emit(LimitEvent.FLOOD, head);
            return decision;
        }
        return Decision.proceed();
    }

    private Decision checkPlan(RequestHead head) {
        PlannedCharge charge = planCharge(head);
        return charge == null ? Decision.proceed() : limited(cashier.charge(charge), head);
    }

    private Decision limited(Decision decision, RequestHead head) {
        if (decision instanceof Decision.Reject reject && reject.problem().status() == 429) {
            events.emit(LimitEvent.LIMITED, head);
        }
        return decision;
    }

    private PlannedCharge floodCharge(RequestHead head) {
        return new PlannedCharge(flood, LimitKeys.address(head), null);
    }

    private PlannedCharge rejectedCharge(RequestHead head) {
        LimitKey address = LimitKeys.address(head);
        return new PlannedCharge(anonymous, address, routeCharges(head, address, address));
    }

    private @Nullable PlannedCharge planCharge(RequestHead head) {
        if (isExempt(head)) {
            return null;
        }
        Principal principal = head.attribute(RequestAttributes.PRINCIPAL);
        LimitKey address = LimitKeys.address(head);
        LimitKey caller = principal == null ? address : keys.principal(principal);
        LimitFields plan = principal == null ? anonymous : plan(head);
        return new PlannedCharge(plan, caller, routeCharges(head, address, caller));
    }

    private @Nullable PlannedCharge routeCharges(RequestHead head, LimitKey address, LimitKey caller) {
        PlannedCharge charges = null;
        for (int i = routes.size() - 1; i >= 0; i--) {
            Route route = routes.get(i);
            if (route.pattern.matches(head.method(), head.rawPath())) {
                charges = new PlannedCharge(route.fields, route.by == LimitBy.ADDRESS ? address : caller, charges);
            }
        }
        return charges;
    }

    /** A caller whose plan is missing or unknown gets the anonymous quota, for itself. */
    private LimitFields plan(RequestHead head) {
        Plan plan = head.attribute(RequestAttributes.PLAN);
        LimitFields known = plan == null ? null : plans.get(plan.name());
        if (known == null) {
            events.emit(LimitEvent.UNKNOWN_PLAN, head);
            return anonymous;
        }
        return known;
    }

    private boolean isExempt(RequestHead head) {
        return Patterns.match(exempt, head);
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

    /** All limits, for a README or a developer portal. */
    public LimitReference reference() {
        List<LimitReference.Row> rows = new ArrayList<>();
        plans.forEach((name, fields) -> rows.add(LimitReference.row("plan " + name, "caller", fields)));
        rows.sort(LimitReference.SLOWEST_FIRST);
        for (Route route : routes) {
            String by = route.by == LimitBy.ADDRESS ? "address" : "caller";
            rows.add(LimitReference.row(route.pattern.toString(), by, route.fields));
        }
        rows.add(LimitReference.row("flood ceiling", "address", flood));
        return new LimitReference(
                rows, exempt.stream().map(RoutePattern::toString).toList());
    }

    @Override
    public List<Evidence> evidence() {
        List<Evidence> all = new ArrayList<>(store.evidence());
        String name = "RateLimits";
        String exempted = exempt.isEmpty() ? "none" : exempt.toString();
        all.add(Evidence.enforced("RATE-API", name, "every route has a limit; exempt: " + exempted));
        all.add(Evidence.enforced(
                "RATE-CALLER", name, "verified callers by id, others by address (IPv4 whole, IPv6 by /64)"));
        all.add(Evidence.enforced("RATE-TIER", name, reference().plans()));
        all.add(Evidence.enforced(
                "RATE-DDOS", name, "flood ceiling by address: " + flood.limit().quota()));
        all.add(Evidence.enforced(
                "RATE-DOC",
                name,
                "RateLimit and RateLimit-Policy on every limited route, Retry-After, generated table"));
        return all;
    }

    @Override
    public String toString() {
        return "RateLimits[" + reference().plans() + ", store " + store + "]";
    }
}
