package io.seaworthy.ratelimit;

import java.nio.charset.StandardCharsets;

/**
 * A quota under a policy's name. The name, not the quota, says which bucket of a key is charged: a caller whose plan
 * changes keeps what it has used, as a share of the new quota, and cannot gain by changing back and forth.
 *
 * @param policy the policy's name in the {@code RateLimit} fields: lower-case letters, digits and hyphens
 * @param quota how much is allowed
 */
public record Limit(String policy, Quota quota) {

    public Limit {
        if (!isName(policy)) {
            throw new IllegalArgumentException(
                    "A policy is named by 1 to 64 lower-case letters, digits and hyphens, not \"" + policy + "\"");
        }
    }

    static boolean isName(String policy) {
        return !policy.isEmpty()
                && policy.length() <= 64
                && policy.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    /** 64 bits that stand for the policy. */
    long scope() {
        // FNV-1a: policies are few and named by the operator, so no more than a spread is needed.
        long hash = 0xcbf2_9ce4_8422_2325L;
        for (byte b : policy.getBytes(StandardCharsets.US_ASCII)) {
            hash = (hash ^ b) * 0x0000_0100_0000_01b3L;
        }
        return hash;
    }
}
