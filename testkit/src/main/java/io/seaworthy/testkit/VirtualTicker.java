package io.seaworthy.testkit;

import io.seaworthy.kernel.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time that stands still until a test moves it: the nano ticker and the wall clock in one object. Thread-safe.
 *
 * <p>The ticker starts just before its overflow by default, so that code which compares readings instead of
 * subtracting them fails within the first minute of virtual time.
 */
public final class VirtualTicker implements Ticker, InstantSource {

    private static final long MINUTE_BEFORE_OVERFLOW =
            Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

    private final Instant start;
    private final AtomicLong elapsed = new AtomicLong();
    private final AtomicLong wallOffset = new AtomicLong();

    private VirtualTicker(Instant start) {
        this.start = Objects.requireNonNull(start, "start");
    }

    /** A ticker whose wall clock says 2026-01-01T00:00:00Z. */
    public static VirtualTicker create() {
        return new VirtualTicker(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** A ticker whose wall clock starts at the given instant. */
    public static VirtualTicker startingAt(Instant start) {
        return new VirtualTicker(start);
    }

    /** Moves both clocks on. Permitted: {@code Duration.ofSeconds(5)}. Prohibited: a negative duration. */
    public VirtualTicker advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("Time goes forward; use stepWallClock for a clock that is set back");
        }
        elapsed.addAndGet(step.toNanos());
        return this;
    }

    /** Sets the wall clock forward or back, as an operator or NTP does; the ticker does not notice. */
    public VirtualTicker stepWallClock(Duration step) {
        wallOffset.addAndGet(step.toNanos());
        return this;
    }

    @Override
    public long nanos() {
        return MINUTE_BEFORE_OVERFLOW + elapsed.get();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(elapsed.get()).plusNanos(wallOffset.get());
    }

    @Override
    public String toString() {
        return "VirtualTicker[" + instant() + "]";
    }
}
