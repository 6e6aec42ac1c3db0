package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.RoutePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A limit of some routes, with quotas that may depend on the caller's plan.
 *
 * <pre>{@code
 * LimitRule reports = LimitRule.builder("reports", LimitBy.CALLER)
 *         .on("GET /api/reports/**")
 *         .quota(Quota.of(10).per(Duration.ofMinutes(1)))
 *         .planQuota("premium", Quota.of(100).per(Duration.ofMinutes(1)))
 *         .replacing("plan")              // these routes count here and not there
 *         .enforcedFor(10)                // for one caller in ten; for the others it only reports
 *         .build();
 * }</pre>
 *
 * <p>A rule comes on top of the plan and of other rules, except of those it replaces. A rule without routes is charged
 * by {@link RateLimits#reserve} alone. Immutable, thread-safe.
 */
public final class LimitRule {

    final String policy;
    final LimitBy by;
    final List<RoutePattern> patterns;
    final List<Quota> quotas;
    final Map<String, List<Quota>> planQuotas;
    final Set<String> replaced;
    final int cost;
    final @Nullable ToIntFunction<RequestHead> costOf;
    final int percent;

    private LimitRule(Builder builder, List<RoutePattern> patterns) {
        policy = builder.policy;
        by = builder.by;
        this.patterns = patterns;
        quotas = List.copyOf(builder.quotas);
        planQuotas = Map.copyOf(builder.planQuotas);
        replaced = Set.copyOf(builder.replaced);
        cost = builder.cost == null ? 1 : builder.cost;
        costOf = builder.costOf;
        percent = builder.percent == null ? 100 : builder.percent;
    }

    /**
     * Options for a rule.
     *
     * @param policy the name that clients see, {@code "reports"}; {@code "plan"} and {@code "address"} are taken
     */
    public static Builder builder(String policy, LimitBy by) {
        return new Builder(Objects.requireNonNull(policy, "policy"), Objects.requireNonNull(by, "by"));
    }

    boolean matches(RequestHead head) {
        return !patterns.isEmpty() && Patterns.match(patterns, head);
    }

    /** What a request counts as; 0 is free, negative where the function does not know. */
    int cost(RequestHead head, Events events) {
        if (costOf == null) {
            return cost;
        }
        try {
            int asked = costOf.applyAsInt(head);
            if (asked < 0) {
                events.emit(LimitEvent.COST_UNKNOWN, head);
            }
            return asked;
        } catch (RuntimeException e) {
            events.emit(LimitEvent.COST_UNKNOWN, head, e);
            return -1;
        }
    }

    @Override
    public String toString() {
        return "LimitRule[" + policy + " on " + patterns + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final String policy;
        private final LimitBy by;
        private final List<String> patterns = new ArrayList<>();
        private final List<Quota> quotas = new ArrayList<>();
        private final Map<String, List<Quota>> planQuotas = new LinkedHashMap<>();
        private final Set<String> replaced = new LinkedHashSet<>();
        private final Faults faults = Faults.in("LimitRule");
        private @Nullable Integer cost;
        private @Nullable ToIntFunction<RequestHead> costOf;
        private @Nullable Integer percent;

        private Builder(String policy, LimitBy by) {
            this.policy = policy;
            this.by = by;
        }

        /** The routes, {@code "GET /api/reports/**"}; see {@link RoutePattern}. */
        public Builder on(String... patterns) {
            this.patterns.addAll(List.of(patterns));
            return this;
        }

        /** What holds for plans without a quota of their own; several are decided together. */
        public Builder quota(Quota... quotas) {
            this.quotas.addAll(List.of(quotas));
            return this;
        }

        /**
         * What holds for a plan instead. Counted by address or for everybody, the plan's callers have a bucket of their
         * own then; counted by caller, one who changes plans keeps what it has used.
         */
        public Builder planQuota(String plan, Quota... quotas) {
            faults.check(quotas.length > 0, "planQuota", plan, "missing", "at least one quota");
            faults.check(planQuotas.put(plan, List.of(quotas)) == null, "planQuota", plan, "duplicate", "a plan once");
            return this;
        }

        /** The rule does not hold for a plan; what it replaces stays replaced. */
        public Builder unlimitedFor(String plan) {
            boolean first = planQuotas.put(plan, List.of()) == null;
            faults.check(first, "unlimitedFor", plan, "duplicate", "a plan once");
            return this;
        }

        /** Policies that do not count what this rule counts: {@code "plan"}, or a wider rule. */
        public Builder replacing(String... policies) {
            replaced.addAll(List.of(policies));
            return this;
        }

        /** How many requests one counts as, 1 by default. Permitted: 1 to 1,000,000. Prohibited: 0. */
        public Builder cost(int cost) {
            requireFirst(this.cost == null && costOf == null, "cost");
            this.cost = cost;
            faults.check(
                    cost >= 1 && cost <= 1_000_000, "cost", Integer.toString(cost), "out_of_range", "1 to 1,000,000");
            return this;
        }

        /**
         * The same from the request's head; 0 is free. More than the burst is never admitted. Where the function throws or
         * says less than 0, the request counts as a whole burst, and {@link LimitEvent#COST_UNKNOWN} is reported: nobody
         * gets in for less by sending what it cannot read.
         */
        public Builder cost(ToIntFunction<RequestHead> cost) {
            requireFirst(this.cost == null && costOf == null, "cost");
            this.costOf = Objects.requireNonNull(cost, "cost");
            return this;
        }

        /**
         * For how many of a hundred callers the rule refuses, always the same ones; for the others it only reports
         * {@link LimitEvent#WOULD_LIMIT}. 100 by default, 0 for a trial run.
         */
        public Builder enforcedFor(int percent) {
            requireFirst(this.percent == null, "enforcedFor");
            this.percent = percent;
            boolean sound = percent >= 0 && percent <= 100;
            faults.check(sound, "enforcedFor", Integer.toString(percent), "out_of_range", "0 to 100 percent");
            return this;
        }

        private static void requireFirst(boolean first, String option) {
            if (!first) {
                throw new IllegalStateException(option + " is set twice");
            }
        }

        /** The rule. Throws {@link io.seaworthy.kernel.config.ConfigurationException} with every fault. */
        public LimitRule build() {
            List<RoutePattern> parsed = Patterns.parse("on", patterns, faults);
            faults.check(Limit.isName(policy), "policy", policy, "malformed", SheetFaults.NAME);
            faults.check(!quotas.isEmpty() || !planQuotas.isEmpty(), "quota", policy, "missing", "at least one quota");
            faults.check(!replaced.contains(policy), "replacing", policy, "itself", "another policy");
            faults.throwIfAny();
            return new LimitRule(this, parsed);
        }

        /** The same with its faults added to those of the whole table; null where there are some. */
        @Nullable
        LimitRule build(Faults others) {
            int before = others.violations().size();
            List<RoutePattern> parsed = Patterns.parse("rule", patterns, others);
            return others.violations().size() == before ? new LimitRule(this, parsed) : null;
        }
    }
}
