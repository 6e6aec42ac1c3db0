package io.seaworthy.ratelimit;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Which period of a calendar it is, by a wall clock that may be set. Numbers go forward: a clock that is set back does
 * not bring an earlier period back, so nobody gets a quota twice. Only when a period would then last for longer than any
 * does by the monotonic clock, the wall clock is believed again, so nobody is locked out by a clock that had gone wrong.
 *
 * <p>Thread-safe; asking allocates nothing while the period lasts.
 */
final class CalendarClock {

    /** A period and when it began by the monotonic clock. */
    private record Current(long number, long startMillis, long endMillis, long begunNanos) {}

    private static final long MILLI = 1_000_000;

    private final CalendarPeriod calendar;
    private final InstantSource wallClock;
    private volatile Current current;

    CalendarClock(CalendarPeriod calendar, InstantSource wallClock, long nanos) {
        this.calendar = calendar;
        this.wallClock = wallClock;
        this.current = at(wallClock.millis(), nanos);
    }

    CalendarPeriod calendar() {
        return calendar;
    }

    /** The number of the period. */
    long number(long nanos) {
        Current known = current;
        long millis = wallClock.millis();
        return holds(known, millis, nanos) ? known.number : advance(millis, nanos);
    }

    /** The number that was current when last asked. */
    long lastNumber() {
        return current.number;
    }

    /** How long the period lasts, to a millisecond, never too short. */
    long nanosToEnd() {
        return Math.max(1, (current.endMillis - wallClock.millis()) * MILLI);
    }

    private boolean holds(Current known, long millis, long nanos) {
        return millis < known.endMillis
                && (millis >= known.startMillis
                        || nanos - known.begunNanos <= calendar.longest().toNanos());
    }

    private synchronized long advance(long millis, long nanos) {
        if (!holds(current, millis, nanos)) {
            current = at(millis, nanos);
        }
        return current.number;
    }

    private Current at(long millis, long nanos) {
        long number = calendar.number(Instant.ofEpochMilli(millis));
        return new Current(
                number,
                calendar.start(number).toEpochMilli(),
                calendar.start(number + 1).toEpochMilli(),
                nanos);
    }
}
