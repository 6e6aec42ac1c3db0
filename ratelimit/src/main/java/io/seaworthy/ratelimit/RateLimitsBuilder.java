package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.RoutePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the table of {@link RateLimits} and reports all its faults at once. Not thread-safe. */
public final class RateLimitsBuilder {

    private static final String PLAN_POLICY = "plan";
    private static final String FLOOD_POLICY = "address";

    private record Rule(String policy, String pattern, LimitBy by, Quota quota) {}

    private final Map<String, Quota> plans = new LinkedHashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<String> exempt = new ArrayList<>();
    private final Faults faults = Faults.in("RateLimits");
    private @Nullable Quota flood;
    private @Nullable Events events;

    RateLimitsBuilder() {}

    /**
     * The quota of a plan. {@code anonymous} must be there: it is for callers without credentials, by address.
     * Permitted: {@code "free"}. Prohibited: a name twice, an empty one.
     */
    public RateLimitsBuilder plan(String name, Quota quota) {
        Objects.requireNonNull(quota, "quota");
        faults.check(Limit.isName(name), "plan", name, "malformed", "1 to 64 lower-case letters, digits and hyphens");
        faults.check(plans.put(name, quota) == null, "plan", name, "duplicate", "each plan once");
        return this;
    }

    /**
     * A limit of some routes on top of the plan, with a policy name of its own.
     *
     * @param policy the name that clients see, {@code "auth-address"}; {@code "plan"} and {@code "address"} are taken
     * @param pattern the routes, {@code "POST /auth/*"}; see {@link RoutePattern}
     */
    public RateLimitsBuilder route(String policy, String pattern, LimitBy by, Quota quota) {
        rules.add(new Rule(policy, pattern, Objects.requireNonNull(by, "by"), Objects.requireNonNull(quota, "quota")));
        return this;
    }

    /** Routes that {@code byPlan} does not charge, health checks for example; the flood ceiling counts them. */
    public RateLimitsBuilder exempt(String... patterns) {
        exempt.addAll(List.of(patterns));
        return this;
    }

    /**
     * How much one address may send before anybody knows who it is, twice the largest plan unless set. Prohibited: less
     * than the largest plan, whose users would never get what they were promised.
     */
    public RateLimitsBuilder floodCeiling(Quota quota) {
        if (flood != null) {
            throw new IllegalStateException("floodCeiling is set twice");
        }
        flood = Objects.requireNonNull(quota, "quota");
        return this;
    }

    /** Where refusals are reported; nowhere by default. */
    public RateLimitsBuilder events(Events events) {
        if (this.events != null) {
            throw new IllegalStateException("events is set twice; combine receivers with Events.and");
        }
        this.events = Objects.requireNonNull(events, "events");
        return this;
    }

    /** The limits over a store. Throws {@link io.seaworthy.kernel.config.ConfigurationException} with every fault. */
    public RateLimits build(LimitStore store) {
        Objects.requireNonNull(store, "store");
        Quota anonymous = plans.get(Plan.ANONYMOUS.name());
        if (anonymous == null) {
            faults.add("plan", null, "missing", "a plan named anonymous, for callers without credentials");
        }
        Map<String, LimitFields> planFields = new LinkedHashMap<>();
        plans.forEach((name, quota) -> planFields.put(name, new LimitFields(Limit.of(PLAN_POLICY, quota))));
        Quota ceiling = flood == null ? defaultCeiling() : flood;
        plans.forEach((name, quota) -> faults.check(
                ceiling != null && ceiling.exceeds(quota),
                "floodCeiling",
                String.valueOf(ceiling),
                "too_low",
                "more than the plan " + name + ", " + quota));
        List<RateLimits.Route> routes = routes();
        List<RoutePattern> exemptPatterns = Patterns.parse("exempt", exempt, faults);
        faults.throwIfAny();
        return new RateLimits(
                planFields,
                Objects.requireNonNull(planFields.get(Plan.ANONYMOUS.name())),
                new LimitFields(Limit.of(FLOOD_POLICY, Objects.requireNonNull(ceiling))),
                routes,
                exemptPatterns,
                store,
                events == null ? Events.none() : events);
    }

    /** Twice the fastest rate with twice the largest burst. */
    private @Nullable Quota defaultCeiling() {
        Quota fastest = null;
        long burst = 1;
        for (Quota quota : plans.values()) {
            fastest = fastest == null || quota.intervalNanos() < fastest.intervalNanos() ? quota : fastest;
            burst = Math.max(burst, quota.burst());
        }
        return fastest == null
                ? null
                : Quota.of(Math.min(Quota.MAX_TOKENS, 2 * fastest.requests()))
                        .per(fastest.period())
                        .burst(Math.min(Quota.MAX_TOKENS, 2 * burst));
    }

    private List<RateLimits.Route> routes() {
        List<RateLimits.Route> routes = new ArrayList<>();
        Map<String, Rule> byPolicy = new LinkedHashMap<>();
        for (Rule rule : rules) {
            boolean named = Limit.isName(rule.policy);
            faults.check(named, "route", rule.policy, "malformed", "1 to 64 lower-case letters, digits and hyphens");
            boolean taken = rule.policy.equals(PLAN_POLICY) || rule.policy.equals(FLOOD_POLICY);
            faults.check(!taken, "route", rule.policy, "reserved", "a policy name other than plan and address");
            boolean repeated = byPolicy.put(rule.policy, rule) != null;
            faults.check(!repeated, "route", rule.policy, "duplicate", "a policy name of its own for each route limit");
            RoutePattern parsed = Patterns.parse("route", rule.pattern, faults);
            if (named && parsed != null) {
                routes.add(new RateLimits.Route(parsed, rule.by, new LimitFields(Limit.of(rule.policy, rule.quota))));
            }
        }
        return routes;
    }
}
