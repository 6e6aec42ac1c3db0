package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spares requests the wait for a store that is known to be down: three failures in a row, or about every second one
 * failing, open it for half a second; then one request tries again while the others keep being spared. After a success
 * it is closed, but the next failure opens it again until some more have succeeded. Thread-safe.
 */
final class Breaker {

    private static final int FAILURE = 2;
    private static final int OPEN = 3 * FAILURE;
    private static final int ON_TRIAL = OPEN - 1;
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private final Ticker ticker;

    /** Failures count twice, successes take back once. */
    private final AtomicInteger score = new AtomicInteger();

    private final AtomicLong retryAt = new AtomicLong();

    Breaker(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Whether the store may be asked. */
    boolean permits() {
        if (score.get() < OPEN) {
            return true;
        }
        long now = ticker.nanos();
        long at = retryAt.get();
        return at - now <= 0 && retryAt.compareAndSet(at, now + PAUSE_NANOS);
    }

    void succeeded() {
        if (score.get() != 0) {
            score.updateAndGet(old -> old >= OPEN ? ON_TRIAL : Math.max(0, old - 1));
        }
    }

    void failed() {
        // The time first: a reader who sees enough failures must not see an old one.
        retryAt.set(ticker.nanos() + PAUSE_NANOS);
        score.updateAndGet(old -> Math.min(OPEN, old + FAILURE));
    }

    boolean isOpen() {
        return score.get() >= OPEN;
    }
}
