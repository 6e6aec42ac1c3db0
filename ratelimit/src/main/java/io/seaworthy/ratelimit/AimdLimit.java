package io.seaworthy.ratelimit;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A concurrency limit that rises by one for each round of requests that were quick, and falls by a tenth when one was
 * slow (additive increase, multiplicative decrease). Thread-safe.
 *
 * <ul>
 *   <li>It rises only while all permits are in use. A limit that nobody reaches says nothing and must not creep up.
 *   <li>It falls once for each round: requests that were inside when it fell are witnesses of the same congestion.
 *   <li>A timeout is a slow request, however constant timeouts are.
 *   <li>It falls to 1 if need be, so that a dead dependency is asked by one request at a time.
 * </ul>
 */
final class AimdLimit {

    private static final double BACKOFF = 0.9;

    private final long target;
    private final int least;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();

    private double limit;
    private long fellAt;
    private boolean fell;
    private volatile int current;

    AimdLimit(Duration target, int least, int first, int most) {
        this.target = target.toNanos();
        this.least = least;
        this.most = most;
        limit = first;
        current = first;
    }

    int current() {
        return current;
    }

    /**
     * Learns from a request that has ended.
     *
     * @param failed whether it ran out of time, or a dependency did
     * @param full whether all permits were in use at its end
     */
    void ended(long started, long now, boolean failed, boolean full) {
        boolean slow = failed || now - started > target;
        // One sample among many is easily spared; waiting for the lock on every request's end is not.
        if (!(slow || full) || !lock.tryLock()) {
            return;
        }
        try {
            if (slow) {
                fall(started, now);
            } else {
                limit = Math.min(most, limit + 1 / limit);
            }
            current = (int) limit;
        } finally {
            lock.unlock();
        }
    }

    private void fall(long started, long now) {
        if (fell && started - fellAt < 0) {
            return;
        }
        limit = Math.max(least, limit * BACKOFF);
        fellAt = now;
        fell = true;
    }
}
