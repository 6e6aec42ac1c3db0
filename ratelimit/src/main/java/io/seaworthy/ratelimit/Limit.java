package io.seaworthy.ratelimit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A quota under a policy's name. The name, not the quota, says which bucket of a key is charged: a caller whose plan
 * changes keeps what it has used, as a share of the new quota, and cannot gain by changing back and forth. Immutable,
 * thread-safe.
 */
public final class Limit {

    private final String policy;
    private final Quota quota;
    private final long scope;

    private Limit(String policy, Quota quota) {
        this.policy = policy;
        this.quota = quota;
        this.scope = scope(policy);
    }

    /**
     * A limit.
     *
     * @param policy the name in the {@code RateLimit} fields: 1 to 64 lower-case letters, digits and hyphens
     * @param quota how much is allowed
     */
    public static Limit of(String policy, Quota quota) {
        if (!isName(policy)) {
            throw new IllegalArgumentException(
                    "A policy is named by 1 to 64 lower-case letters, digits and hyphens, not \"" + policy + "\"");
        }
        return new Limit(policy, Objects.requireNonNull(quota, "quota"));
    }

    static boolean isName(String policy) {
        return !policy.isEmpty()
                && policy.length() <= 64
                && policy.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    /** FNV-1a: policies are few and named by the operator, so no more than a spread is needed. */
    private static long scope(String policy) {
        long hash = 0xcbf2_9ce4_8422_2325L;
        for (int i = 0; i < policy.length(); i++) {
            hash = (hash ^ policy.charAt(i)) * 0x0000_0100_0000_01b3L;
        }
        return hash;
    }

    public String policy() {
        return policy;
    }

    public Quota quota() {
        return quota;
    }

    /** 64 bits that stand for the policy. */
    long scope() {
        return scope;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Limit that && policy.equals(that.policy) && quota.equals(that.quota);
    }

    @Override
    public int hashCode() {
        return Objects.hash(policy, quota);
    }

    @Override
    public String toString() {
        return policy + ": " + quota;
    }
}
