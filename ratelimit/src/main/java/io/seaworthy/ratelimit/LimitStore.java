package io.seaworthy.ratelimit;

import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where buckets are kept. Thread-safe.
 *
 * <p>For each policy and key a store holds one bucket. With a quota that refills evenly it admits at most {@code burst +
 * t * rate} over every interval of length t; with a {@linkplain Quota#calendar calendar quota} at most the quota in each
 * period, which begins full at its first instant. A refused charge changes nothing; a bucket may be forgotten only when
 * it is full again. A charge is made with the quota of the moment: a bucket keeps its use when the quota changes, as a
 * share where it refills evenly. Where it goes by the calendar it keeps its use as a number in {@link LocalLimitStore} and
 * as a share in {@link Bucket4jLimitStore}; a store may do either, but never begin anew.
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

    /**
     * Gives back what an admitted charge took; one whose verdict is not {@link Verdict#isTaken} took nothing here, and
     * giving it back would admit too much. A refund that gets lost only refuses too much. What a calendar quota took
     * in a period that has ended is given back to the running one; {@link Hold} gives back nothing that late.
     */
    void refund(Limit limit, LimitKey key, int cost);

    /**
     * Charges a bucket whatever is left in it, for work that turned out to cost more than was reserved. What is missing
     * is a debt: later charges wait until it has come back.
     */
    void debit(Limit limit, LimitKey key, int cost);

    /**
     * Charges several buckets or none.
     *
     * <p>Where {@link #isAtomic}, this is one step: nobody ever sees a part of it. Elsewhere the buckets are charged one
     * after the other, and those before a refusal get their charge back; in between somebody else may be refused who
     * would have fitted, but never admitted who does not.
     *
     * @return a verdict for each charge. Either all are admitted and taken, or {@link Verdict#refusal} finds one that is
     *     not, nothing has been taken, and what the others would have got is undefined
     */
    default long[] takeAll(List<Charge> charges) {
        long[] verdicts = new long[charges.size()];
        for (int i = 0; i < verdicts.length; i++) {
            Charge charge = charges.get(i);
            verdicts[i] = take(charge.limit(), charge.key(), charge.cost());
            if (verdicts[i] < 0) {
                for (int paid = 0; paid < i; paid++) {
                    if (Verdict.isTaken(verdicts[paid])) {
                        Charge back = charges.get(paid);
                        refund(back.limit(), back.key(), back.cost());
                    }
                }
                return verdicts;
            }
        }
        return verdicts;
    }

    /** Charges a bucket without waiting for it; the stage never ends exceptionally. */
    default CompletionStage<Long> takeAsync(Limit limit, LimitKey key, int cost) {
        return CompletableFuture.completedFuture(take(limit, key, cost));
    }

    /** Gives back what an admitted charge took, without waiting for it. */
    default CompletionStage<?> refundAsync(Limit limit, LimitKey key, int cost) {
        refund(limit, key, cost);
        return CompletableFuture.completedFuture(null);
    }

    /** Charges a bucket whatever is left in it, without waiting for it. */
    default CompletionStage<?> debitAsync(Limit limit, LimitKey key, int cost) {
        debit(limit, key, cost);
        return CompletableFuture.completedFuture(null);
    }

    /** Charges several buckets or none, without waiting for it; the stage never ends exceptionally. */
    default CompletionStage<long[]> takeAllAsync(List<Charge> charges) {
        return isRemote() ? Sequence.takeAll(this, charges) : CompletableFuture.completedFuture(takeAll(charges));
    }

    /** Whether {@link #take} may wait for another machine. */
    default boolean isRemote() {
        return false;
    }

    /** Whether {@link #takeAll} is one step that nobody sees a part of. */
    default boolean isAtomic() {
        return false;
    }

    @Override
    default List<Evidence> evidence() {
        return List.of();
    }
}
