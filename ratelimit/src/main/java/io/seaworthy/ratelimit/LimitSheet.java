package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.http.RoutePattern;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The table of plans, callers and rules, as it is in force. Replaced as a whole when limits change. Immutable,
 * thread-safe.
 *
 * @param plans each plan's quotas; empty for a plan without limit
 * @param callers quotas of single callers, instead of their plan's
 * @param flood the ceiling by address
 * @param rules in the order in which they are charged
 * @param exempt routes that are not charged
 * @param planOf how a caller's plan is found; null for the attribute
 * @param usage where requests are counted, or null
 */
record LimitSheet(
        Map<String, Tier> plans,
        Map<String, Tier> callers,
        LimitFields flood,
        List<SheetRule> rules,
        List<RoutePattern> exempt,
        @Nullable Function<RequestHead, @Nullable Plan> planOf,
        @Nullable UsageMeter usage) {

    static final String PLAN_POLICY = "plan";
    static final String FLOOD_POLICY = "address";

    static final String ANONYMOUS = Plan.ANONYMOUS.name();

    LimitSheet {
        plans = Map.copyOf(plans);
        callers = Map.copyOf(callers);
        rules = List.copyOf(rules);
        exempt = List.copyOf(exempt);
    }

    boolean isExempt(RequestHead head) {
        return Patterns.match(exempt, head);
    }

    /** The name of the caller's plan. One that is missing or unknown is the anonymous one, and reported. */
    String plan(RequestHead head, @Nullable Principal principal, Events events) {
        if (principal == null) {
            return ANONYMOUS;
        }
        RuntimeException failure = null;
        try {
            Plan plan = planOf == null ? head.attribute(RequestAttributes.PLAN) : planOf.apply(head);
            if (plan != null && plans.containsKey(plan.name())) {
                return plan.name();
            }
        } catch (RuntimeException e) {
            // What it asks may be away: that must lift no limit and refuse nobody.
            failure = e;
        }
        events.emit(LimitEvent.UNKNOWN_PLAN, head, failure);
        return ANONYMOUS;
    }

    /** What the plan, or the caller's own entry, allows. */
    Tier tier(String plan, @Nullable Principal principal) {
        Tier own = principal == null || callers.isEmpty() ? null : callers.get(principal.id());
        Tier tier = own != null ? own : plans.get(plan);
        if (tier == null) {
            throw new IllegalStateException("The table has no plan " + plan);
        }
        return tier;
    }

    boolean hasRuleFor(RequestHead head) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).rule().matches(head)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the guard charges a request by a rule as well, and shows it. */
    boolean shows(SheetRule rule, RequestHead head, LimitKey caller) {
        return rule.rule().matches(head) && !isExempt(head) && !isReplaced(rule.rule().policy, head, caller);
    }

    /** The rule with a policy, or null. */
    @Nullable
    SheetRule rule(String policy) {
        for (SheetRule rule : rules) {
            if (rule.rule().policy.equals(policy)) {
                return rule;
            }
        }
        return null;
    }

    /** Everything that a request is charged with. */
    Bill bill(RequestHead head, String plan, Tier tier, LimitKey caller, LimitKey address, Events events) {
        Bill bill = new Bill();
        if (!isReplaced(PLAN_POLICY, head, caller)) {
            bill.add(tier, caller, 1);
        }
        for (int i = 0; i < rules.size(); i++) {
            SheetRule rule = rules.get(i);
            if (rule.rule().matches(head) && !isReplaced(rule.rule().policy, head, caller)) {
                add(bill, rule, head, plan, key(rule.rule().by, caller, address), caller, events);
            }
        }
        return bill;
    }

    private static void add(
            Bill bill, SheetRule rule, RequestHead head, String plan, LimitKey key, LimitKey caller, Events events) {
        Tier tier = rule.tier(plan);
        int known = rule.rule().cost(head, events);
        int cost = known < 0 ? tier.leastBurst() : known;
        if (cost == 0) {
            return;
        }
        if (rule.isEnforcedFor(caller)) {
            bill.add(tier, key, cost);
        } else {
            bill.tryOut(tier, key, cost);
        }
    }

    static LimitKey key(LimitBy by, LimitKey caller, LimitKey address) {
        return switch (by) {
            case ADDRESS -> address;
            case CALLER -> caller;
            case EVERYBODY -> LimitKey.ofEverybody();
        };
    }

    /** A rule that is only tried for this caller replaces nothing. */
    private boolean isReplaced(String policy, RequestHead head, LimitKey caller) {
        for (int i = 0; i < rules.size(); i++) {
            SheetRule rule = rules.get(i);
            if (rule.rule().replaced.contains(policy) && rule.rule().matches(head) && rule.isEnforcedFor(caller)) {
                return true;
            }
        }
        return false;
    }
}
