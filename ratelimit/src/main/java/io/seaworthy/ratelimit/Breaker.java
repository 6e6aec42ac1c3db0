package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spares requests the wait for a store that is known to be down: after some failures in a row it is open for a pause,
 * then one request tries again while the others keep being spared. Thread-safe.
 */
final class Breaker {

    private static final int FAILURES = 3;
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private final Ticker ticker;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong retryAt = new AtomicLong();

    Breaker(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Whether the store may be asked. */
    boolean permits() {
        if (failures.get() < FAILURES) {
            return true;
        }
        long now = ticker.nanos();
        long at = retryAt.get();
        return at - now <= 0 && retryAt.compareAndSet(at, now + PAUSE_NANOS);
    }

    void succeeded() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    void failed() {
        // The time first: a reader who sees enough failures must not see an old one.
        retryAt.set(ticker.nanos() + PAUSE_NANOS);
        failures.updateAndGet(count -> Math.min(FAILURES, count + 1));
    }
}
