package io.seaworthy.ratelimit;

import java.util.Objects;

/**
 * One of the buckets that a request is charged to.
 *
 * @param limit the policy, and the quota that holds for this charge
 * @param key whose bucket
 * @param cost how many requests this one counts as, 1 or more
 */
public record Charge(Limit limit, LimitKey key, int cost) {

    public Charge {
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(key, "key");
        requireCost(cost);
    }

    static void requireCost(int cost) {
        if (cost < 1) {
            throw new IllegalArgumentException("A charge costs 1 or more, not " + cost);
        }
    }
}
