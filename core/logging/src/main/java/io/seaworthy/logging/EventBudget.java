package io.seaworthy.logging;

import java.util.concurrent.atomic.AtomicLong;

/** How many events of one kind may be logged: a burst, then a steady rate. Counts what it refuses. Thread-safe. */
final class EventBudget {

    private final long interval;
    private final long tolerance;
    private final AtomicLong arrival;
    private final AtomicLong refused = new AtomicLong();

    /** The budget is full at {@code now}. */
    EventBudget(int burst, long intervalNanos, long now) {
        this.interval = intervalNanos;
        this.tolerance = intervalNanos * (burst - 1L);
        this.arrival = new AtomicLong(now);
    }

    boolean take(long now) {
        while (true) {
            long planned = arrival.get();
            long earliest = planned - now > 0 ? planned : now;
            if (earliest - now > tolerance) {
                refused.incrementAndGet();
                return false;
            }
            if (arrival.compareAndSet(planned, earliest + interval)) {
                return true;
            }
        }
    }

    /** How many were refused since the last call. */
    long refused() {
        return refused.get() == 0 ? 0 : refused.getAndSet(0);
    }
}
