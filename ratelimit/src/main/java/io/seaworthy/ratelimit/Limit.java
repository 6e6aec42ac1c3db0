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
    private final String bucket;
    private final Quota quota;
    private final long scope;

    private Limit(String policy, String bucket, Quota quota) {
        this.policy = policy;
        this.bucket = bucket;
        this.quota = quota;
        this.scope = scope(bucket);
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
        return new Limit(policy, policy, Objects.requireNonNull(quota, "quota"));
    }

    /** The same policy and bucket with another quota. */
    Limit of(Quota other) {
        return new Limit(policy, bucket, other);
    }

    /** The same policy with a bucket for each key and pool; no policy's name has the character between. */
    Limit in(String pool) {
        return new Limit(policy, policy + '@' + pool, quota);
    }

    static boolean isName(String policy) {
        return !policy.isEmpty()
                && policy.length() <= 64
                && policy.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    /** FNV-1a: policies are few and named by the operator, so no more than a spread is needed. */
    private static long scope(String bucket) {
        long hash = 0xcbf2_9ce4_8422_2325L;
        for (int i = 0; i < bucket.length(); i++) {
            hash = (hash ^ bucket.charAt(i)) * 0x0000_0100_0000_01b3L;
        }
        return hash;
    }

    public String policy() {
        return policy;
    }

    public Quota quota() {
        return quota;
    }

    /** The bucket's name: the policy's, unless callers of different plans that share a key have one each. */
    String bucket() {
        return bucket;
    }

    /** 64 bits that stand for the bucket's name. */
    long scope() {
        return scope;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Limit that && bucket.equals(that.bucket) && quota.equals(that.quota);
    }

    @Override
    public int hashCode() {
        return Objects.hash(bucket, quota);
    }

    @Override
    public String toString() {
        return policy + ": " + quota;
    }
}
