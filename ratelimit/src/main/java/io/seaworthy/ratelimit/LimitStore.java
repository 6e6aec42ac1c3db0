package io.seaworthy.ratelimit;

import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where buckets are kept. Thread-safe.
 *
 * <p>For each policy and key a store holds one bucket. Over every interval of length t it admits at most {@code burst +
 * t * rate}; a refused charge changes nothing; a bucket may be forgotten only when it is full again. A charge is made
 * with the quota of the moment: a bucket keeps its use when the quota changes.
 *
 * <p>A store never throws and never waits for ever: what happens when it cannot decide is chosen when it is built. The
 * conformance kit in this module's test-jar ({@code LimitStoreConformance}) holds an implementation to this.
 */
public interface LimitStore extends EvidenceSource {

    /**
     * Charges a bucket.
     *
     * @param limit the policy, and the quota that holds for this charge
     * @param key whose bucket
     * @param cost how many requests this one counts as, 1 or more; more than the burst is never admitted
     * @return a {@link Verdict}
     */
    long take(Limit limit, LimitKey key, int cost);

    /** Gives back what an admitted charge took. A refund that gets lost only refuses too much. */
    void refund(Limit limit, LimitKey key, int cost);

    /** Charges a bucket without waiting for it; the stage never ends exceptionally. */
    default CompletionStage<Long> takeAsync(Limit limit, LimitKey key, int cost) {
        return CompletableFuture.completedFuture(take(limit, key, cost));
    }

    /** Gives back what an admitted charge took, without waiting for it. */
    default CompletionStage<?> refundAsync(Limit limit, LimitKey key, int cost) {
        refund(limit, key, cost);
        return CompletableFuture.completedFuture(null);
    }

    /** Whether {@link #take} may wait for another machine. */
    default boolean isRemote() {
        return false;
    }

    @Override
    default List<Evidence> evidence() {
        return List.of();
    }
}
