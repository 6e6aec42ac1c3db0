package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.RoutePattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects the table of {@link RateLimits} and reports all its faults at once. Not thread-safe. */
public final class RateLimitsBuilder {

    private final Map<String, List<Quota>> plans = new LinkedHashMap<>();
    private final Map<String, List<Quota>> callers = new LinkedHashMap<>();
    private final List<LimitRule> rules = new ArrayList<>();
    private final Set<String> policies = new HashSet<>();
    private final List<String> exempt = new ArrayList<>();
    private final Faults faults = Faults.in("RateLimits");
    private @Nullable Quota flood;
    private @Nullable Events events;
    private @Nullable Function<RequestHead, @Nullable Plan> planOf;
    private @Nullable UsageMeter usage;
    private @Nullable Duration jitter;
    private @Nullable Duration longest;
    private @Nullable Long mostRemaining;
    private boolean legacy;

    RateLimitsBuilder() {}

    /**
     * The quotas of a plan, decided together. {@code anonymous} must be there: it is for callers without credentials,
     * by address. Permitted: {@code "free"}. Prohibited: a name twice, an empty one, a long quota without a short one.
     */
    public RateLimitsBuilder plan(String name, Quota... quotas) {
        faults.check(quotas.length > 0, "plan", name, "missing", "at least one quota");
        return addPlan(name, List.of(quotas));
    }

    /** A plan without a quota, for a service of your own; routes and the flood ceiling still limit it. */
    public RateLimitsBuilder unlimited(String plan) {
        boolean sound = !plan.equals(Plan.ANONYMOUS.name());
        faults.check(sound, "unlimited", plan, "not_anonymous", "a plan of verified callers");
        return addPlan(plan, List.of());
    }

    private RateLimitsBuilder addPlan(String name, List<Quota> quotas) {
        faults.check(Limit.isName(name), "plan", name, "malformed", SheetFaults.NAME);
        faults.check(plans.put(name, quotas) == null, "plan", name, "duplicate", "each plan once");
        return this;
    }

    /** The quotas of a single verified caller, instead of its plan's. */
    public RateLimitsBuilder caller(String id, Quota... quotas) {
        faults.check(quotas.length > 0, "caller", id, "missing", "at least one quota");
        faults.check(callers.put(id, List.of(quotas)) == null, "caller", id, "duplicate", "each caller once");
        return this;
    }

    /** A limit of some routes. */
    public RateLimitsBuilder rule(LimitRule rule) {
        checkOwnName(rule.policy);
        rules.add(rule);
        return this;
    }

    /**
     * A limit of some routes on top of the plan, the same for all plans; short for a {@link LimitRule}.
     *
     * @param policy the name that clients see, {@code "auth-address"}; {@code "plan"} and {@code "address"} are taken
     * @param pattern the routes, {@code "POST /auth/*"}; see {@link RoutePattern}
     */
    public RateLimitsBuilder route(String policy, String pattern, LimitBy by, Quota... quotas) {
        faults.check(quotas.length > 0, "rule", policy, "missing", "at least one quota");
        checkOwnName(policy);
        LimitRule rule = LimitRule.builder(policy, by).on(pattern).quota(quotas).build(faults);
        if (rule != null) {
            rules.add(rule);
        }
        return this;
    }

    private void checkOwnName(String policy) {
        faults.check(policies.add(policy), "rule", policy, "duplicate", "a policy name of its own for each rule");
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
        once(flood, "floodCeiling");
        flood = Objects.requireNonNull(quota, "quota");
        return this;
    }

    /**
     * How a verified caller's plan is found; by default in {@code RequestAttributes.PLAN}. Null is no plan, and so is what it
     * throws: then the quota is that of {@code anonymous}, and {@link LimitEvent#UNKNOWN_PLAN} is reported. It is not asked
     * about callers without a principal: their plan is {@code anonymous}.
     */
    public RateLimitsBuilder planOf(Function<RequestHead, @Nullable Plan> planOf) {
        once(this.planOf, "planOf");
        this.planOf = Objects.requireNonNull(planOf, "planOf");
        return this;
    }

    /** Where requests are counted by caller and plan; nowhere by default. */
    public RateLimitsBuilder usage(UsageMeter usage) {
        once(this.usage, "usage");
        this.usage = Objects.requireNonNull(usage, "usage");
        return this;
    }

    /**
     * By how much {@code Retry-After} is later at random, so that refused clients do not come back together; not at all
     * by default. Permitted: 0 to 1 h, whole seconds. It is never earlier than the quota comes back.
     */
    public RateLimitsBuilder retryJitter(Duration jitter) {
        once(this.jitter, "retryJitter");
        this.jitter = Objects.requireNonNull(jitter, "jitter");
        return this;
    }

    /**
     * Times further away than this are not told: {@code t} and {@code Retry-After} are left out, never shortened. No
     * bound by default. Permitted: 1 s to 366 d.
     */
    public RateLimitsBuilder longestWaitTold(Duration longest) {
        once(this.longest, "longestWaitTold");
        this.longest = Objects.requireNonNull(longest, "longest");
        return this;
    }

    /** No more than this is said to be left, so that nobody plans to use it at once; no bound by default. At least 1. */
    public RateLimitsBuilder mostRemainingTold(long remaining) {
        once(mostRemaining, "mostRemainingTold");
        mostRemaining = remaining;
        return this;
    }

    /** Sends {@code X-RateLimit-Limit}, {@code -Remaining} and {@code -Reset} (seconds from now) as well. */
    public RateLimitsBuilder legacyFields() {
        if (legacy) {
            throw new IllegalStateException("legacyFields is set twice");
        }
        legacy = true;
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

    private static void once(@Nullable Object present, String option) {
        if (present != null) {
            throw new IllegalStateException(option + " is set twice");
        }
    }

    /** The limits over a store. Throws {@link io.seaworthy.kernel.config.ConfigurationException} with every fault. */
    public RateLimits build(LimitStore store) {
        Objects.requireNonNull(store, "store");
        return new RateLimits(sheet(), store, events == null ? Events.none() : events);
    }

    LimitSheet sheet() {
        if (!plans.containsKey(Plan.ANONYMOUS.name())) {
            faults.add("plan", null, "missing", "a plan named anonymous, for callers without credentials");
        }
        List<RoutePattern> exemptPatterns = Patterns.parse("exempt", exempt, faults);
        SheetFaults checks = new SheetFaults(faults);
        plans.forEach((name, quotas) -> checks.quotas("plan", name, quotas));
        callers.forEach((id, quotas) -> checks.quotas("caller", id, quotas));
        checks.rules(rules, plans, exemptPatterns);
        checks.calendars(plans.values(), callers.values());
        Quota ceiling = flood == null ? defaultCeiling() : flood;
        checkCeiling(ceiling);
        FieldOptions options = fieldOptions();
        faults.throwIfAny();
        return new LimitSheet(
                tiers(plans, options),
                tiers(callers, options),
                new LimitFields(Limit.of(LimitSheet.FLOOD_POLICY, Objects.requireNonNull(ceiling)), options, false),
                rules.stream().map(rule -> sheetRule(rule, options)).toList(),
                exemptPatterns,
                planOf,
                usage);
    }

    private static Map<String, Tier> tiers(Map<String, List<Quota>> quotas, FieldOptions options) {
        Map<String, Tier> tiers = new LinkedHashMap<>();
        quotas.forEach((name, of) -> tiers.put(name, Tier.of(LimitSheet.PLAN_POLICY, of, options)));
        return tiers;
    }

    private static SheetRule sheetRule(LimitRule rule, FieldOptions options) {
        boolean everybody = rule.by == LimitBy.EVERYBODY;
        Map<String, Tier> plans = new LinkedHashMap<>();
        rule.planQuotas.forEach((plan, quotas) -> {
            // Callers of several plans behind one address, or everybody: each plan has a bucket of its own there, or
            // those with the small quota would use up what the others were promised.
            List<Limit> limits = Tier.limits(rule.policy, quotas).stream()
                    .map(limit -> rule.by == LimitBy.CALLER ? limit : limit.in(plan))
                    .toList();
            plans.put(plan, Tier.of(limits, options, everybody));
        });
        Tier others = Tier.of(Tier.limits(rule.policy, rule.quotas), options, everybody);
        return new SheetRule(rule, others, Map.copyOf(plans));
    }

    private void checkCeiling(@Nullable Quota ceiling) {
        allQuotas()
                .forEach((name, quotas) -> quotas.forEach(quota -> faults.check(
                        ceiling != null && ceiling.exceeds(quota),
                        "floodCeiling",
                        String.valueOf(ceiling),
                        "too_low",
                        "more than " + name + ", " + quota)));
    }

    /** Of each plan and caller the quotas that do not go by the calendar: those have no rate to compare. */
    private Map<String, List<Quota>> allQuotas() {
        Map<String, List<Quota>> all = new LinkedHashMap<>();
        plans.forEach((name, quotas) -> all.put("the plan " + name, evenly(quotas)));
        callers.forEach((id, quotas) -> all.put("the caller " + id, evenly(quotas)));
        return all;
    }

    private static List<Quota> evenly(List<Quota> quotas) {
        return quotas.stream().filter(quota -> quota.calendar() == null).toList();
    }

    /** Twice the fastest rate with twice the largest burst. */
    private @Nullable Quota defaultCeiling() {
        Quota fastest = null;
        long burst = 1;
        for (List<Quota> quotas : allQuotas().values()) {
            for (Quota quota : quotas) {
                fastest = fastest == null || quota.intervalNanos() < fastest.intervalNanos() ? quota : fastest;
                burst = Math.max(burst, quota.burst());
            }
        }
        return fastest == null
                ? null
                : Quota.of(Math.min(Quota.MAX_TOKENS, 2 * fastest.requests()))
                        .per(fastest.period())
                        .burst(Math.min(Quota.MAX_TOKENS, 2 * burst));
    }

    private FieldOptions fieldOptions() {
        Duration latest = jitter == null ? Duration.ZERO : jitter;
        boolean whole = latest.getNano() == 0 && !latest.isNegative() && latest.compareTo(Duration.ofHours(1)) <= 0;
        faults.check(whole, "retryJitter", latest.toString(), "out_of_range", "0 to 1 h, whole seconds");
        boolean sound = longest == null
                || (longest.compareTo(Duration.ofSeconds(1)) >= 0 && longest.compareTo(Duration.ofDays(366)) <= 0);
        faults.check(sound, "longestWaitTold", String.valueOf(longest), "out_of_range", "1 s to 366 d");
        boolean some = mostRemaining == null || mostRemaining >= 1;
        faults.check(some, "mostRemainingTold", String.valueOf(mostRemaining), "out_of_range", "1 or more");
        return new FieldOptions(
                legacy,
                latest.toSeconds(),
                longest == null ? Long.MAX_VALUE : longest.toSeconds(),
                mostRemaining == null ? Long.MAX_VALUE : mostRemaining);
    }
}
