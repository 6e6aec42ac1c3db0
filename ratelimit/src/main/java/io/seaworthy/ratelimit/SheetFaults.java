package io.seaworthy.ratelimit;

import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.RoutePattern;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What can be wrong with a table of limits as a whole. Each check adds what it finds. */
final class SheetFaults {

    /** What refills for longer than this and lets many through at once needs a shorter quota beside it. */
    private static final Duration LONG = Duration.ofHours(1);

    private static final long MANY = 100;

    static final String NAME = "1 to 64 lower-case letters, digits and hyphens";

    private final Faults faults;

    SheetFaults(Faults faults) {
        this.faults = faults;
    }

    /** Quotas of one plan or rule: each window can be said in whole seconds, once, and a long one has a short guard. */
    void quotas(String option, String name, List<Quota> quotas) {
        boolean guarded = quotas.isEmpty();
        Set<String> policies = new HashSet<>();
        for (Quota quota : quotas) {
            faults.check(
                    LimitFields.isExpressible(quota),
                    option,
                    name + ": " + quota,
                    "inexpressible_window",
                    "a period of whole seconds, which is all that RateLimit-Policy can say");
            guarded |= quota.burst() <= MANY
                    || (quota.calendar() == null && quota.capacityNanos() <= LONG.toNanos() + quota.burst());
        }
        faults.check(
                guarded,
                option,
                name + ": " + quotas,
                "without_short_guard",
                "a second quota with a period of at most an hour, or a burst: else all of it may come at once");
        if (Limit.isName(name)) {
            for (Limit limit : Tier.limits(LimitSheet.PLAN_POLICY, quotas)) {
                faults.check(policies.add(limit.policy()), option, name, "duplicate", "each period once");
            }
        }
    }

    /** A local store tells so many calendars apart; those of customers in all time zones are fewer. */
    void calendars(Collection<List<Quota>> plans, Collection<List<Quota>> callers) {
        long different = Stream.concat(plans.stream(), callers.stream())
                .flatMap(List::stream)
                .map(Quota::calendar)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        faults.check(
                different <= Calendars.MOST,
                "caller",
                different + " calendars",
                "out_of_range",
                Calendars.MOST + " different days and months of a zone");
    }

    void rules(List<LimitRule> rules, Map<String, List<Quota>> plans, List<RoutePattern> exempt) {
        Set<String> policies = new HashSet<>();
        for (LimitRule rule : rules) {
            boolean named = Limit.isName(rule.policy);
            faults.check(named, "rule", rule.policy, "malformed", NAME);
            boolean taken = rule.policy.equals(LimitSheet.PLAN_POLICY) || rule.policy.equals(LimitSheet.FLOOD_POLICY);
            faults.check(!taken, "rule", rule.policy, "reserved", "a policy name other than plan and address");
            policies.add(rule.policy);
            quotas("rule", rule.policy, rule.quotas);
            cost(rule);
            rule.planQuotas.forEach((plan, quotas) -> {
                quotas("rule", rule.policy, quotas);
                faults.check(
                        plans.containsKey(plan), "rule", rule.policy + ": " + plan, "unknown_plan", "a plan's name");
            });
        }
        policies.add(LimitSheet.PLAN_POLICY);
        buckets(rules, plans);
        for (LimitRule rule : rules) {
            for (String replaced : rule.replaced) {
                boolean known = policies.contains(replaced) && !replaced.equals(rule.policy);
                faults.check(known, "rule", rule.policy + ": " + replaced, "unknown_policy", "another rule or plan");
            }
            reachable(rule, rules, exempt);
        }
    }

    /** What costs more than fits at once is never admitted. */
    private void cost(LimitRule rule) {
        Stream.concat(Stream.of(rule.quotas), rule.planQuotas.values().stream())
                .flatMap(List::stream)
                .filter(quota -> rule.costOf == null && rule.cost > quota.burst())
                .forEach(quota -> faults.add(
                        "cost", rule.policy + ": " + rule.cost, "never_admitted", "at most the burst of " + quota));
    }

    /** A second quota is named after its period: a rule of that name would be charged to the same bucket. */
    private void buckets(List<LimitRule> rules, Map<String, List<Quota>> plans) {
        Map<String, String> owners = new HashMap<>();
        plans.values().forEach(quotas -> own(LimitSheet.PLAN_POLICY, quotas, owners));
        for (LimitRule rule : rules) {
            own(rule.policy, rule.quotas, owners);
            rule.planQuotas.values().forEach(quotas -> own(rule.policy, quotas, owners));
        }
    }

    private void own(String policy, List<Quota> quotas, Map<String, String> owners) {
        for (Limit limit : Limit.isName(policy) ? Tier.limits(policy, quotas) : List.<Limit>of()) {
            String owner = owners.putIfAbsent(limit.policy(), policy);
            boolean free = owner == null || owner.equals(policy);
            faults.check(free, "rule", limit.policy(), "ambiguous_policy", "a name that no quota's period makes");
        }
    }

    /** A rule that never gets a request, or never has the last word about one, is a mistake. */
    private void reachable(LimitRule rule, List<LimitRule> rules, List<RoutePattern> exempt) {
        for (RoutePattern pattern : rule.patterns) {
            faults.check(
                    exempt.stream().noneMatch(free -> Patterns.covers(free, pattern)),
                    "rule",
                    rule.policy + ": " + pattern,
                    "unreachable",
                    "a route that is not exempt");
            boolean replaced = rules.stream()
                    .anyMatch(other -> other.replaced.contains(rule.policy)
                            && other.percent == 100
                            && other.patterns.stream().anyMatch(wide -> Patterns.covers(wide, pattern)));
            faults.check(
                    !replaced, "rule", rule.policy + ": " + pattern, "unreachable", "a route that no rule replaces");
        }
        boolean idle = !rule.patterns.isEmpty() && rules.stream().anyMatch(other -> neverLessStrict(other, rule));
        faults.check(
                !idle, "rule", rule.policy, "unreachable", "a quota that can refuse what stricter rules let through");
    }

    /** Whether one rule refuses everything, and counts everything, that the other does. */
    private static boolean neverLessStrict(LimitRule strict, LimitRule lax) {
        boolean plain = strict != lax
                && strict.by == lax.by
                && strict.percent == 100
                && strict.planQuotas.isEmpty()
                && lax.planQuotas.isEmpty()
                && strict.costOf == null
                && lax.costOf == null
                && strict.cost >= lax.cost
                && strict.replaced.isEmpty()
                && !lax.replaced.contains(strict.policy);
        return plain
                && lax.patterns.stream()
                        .allMatch(narrow -> strict.patterns.stream().anyMatch(wide -> Patterns.covers(wide, narrow)))
                && lax.quotas.stream()
                        .allMatch(quota -> strict.quotas.stream().anyMatch(other -> stricter(other, quota)));
    }

    private static boolean stricter(Quota strict, Quota lax) {
        return strict.calendar() == null
                && lax.calendar() == null
                && strict.intervalNanos() > lax.intervalNanos()
                && strict.burst() <= lax.burst();
    }
}
