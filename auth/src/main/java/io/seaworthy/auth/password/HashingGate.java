package io.seaworthy.auth.password;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many hashes are computed at once and how many callers wait for a place: a flood of logins must cost
 * refusals, not the CPU of everybody else. Thread-safe.
 */
final class HashingGate {

    private final Semaphore places;
    private final Semaphore waiting;
    private final Duration maxWait;

    HashingGate(int concurrent, int maxWaiting, Duration maxWait) {
        places = new Semaphore(concurrent, true);
        waiting = new Semaphore(maxWaiting);
        this.maxWait = maxWait;
    }

    /** The result of the work, or null where there was no place in time. */
    <T> @Nullable T run(Supplier<T> work) {
        if (!enter()) {
            return null;
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean enter() {
        if (places.tryAcquire()) {
            return true;
        }
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            return places.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.release();
        }
    }

    Duration maxWait() {
        return maxWait;
    }
}
