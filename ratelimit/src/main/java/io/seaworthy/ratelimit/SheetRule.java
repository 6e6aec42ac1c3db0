package io.seaworthy.ratelimit;

import java.util.Map;

/**
 * A rule with what clients are told about it.
 *
 * @param rule the rule
 * @param tier what holds for most plans
 * @param plans what holds for some instead
 */
record SheetRule(LimitRule rule, Tier tier, Map<String, Tier> plans) {

    Tier tier(String plan) {
        Tier own = plans.get(plan);
        return own != null ? own : tier;
    }

    /** Whether a caller is one of those for whom the rule refuses; by the key's bits, so always the same ones. */
    boolean isEnforcedFor(LimitKey caller) {
        if (rule.percent == 100) {
            return true;
        }
        // The policy's name decides too, or the same callers would be the first for every rule.
        long mixed =
                (caller.high() ^ Long.rotateLeft(caller.low(), 32) ^ rule.policy.hashCode()) * 0x9e37_79b9_7f4a_7c15L;
        return Long.remainderUnsigned(mixed ^ mixed >>> 32, 100) < rule.percent;
    }
}
