package io.seaworthy.ratelimit;

import java.time.InstantSource;

/**
 * The calendars that a store's quotas go by, numbered from 1 so that a bucket can name its own. Thread-safe. Few:
 * they come from the operator's table, not from requests.
 */
final class Calendars {

    static final int MOST = 511;

    private final InstantSource wallClock;
    private volatile CalendarClock[] clocks = {};

    Calendars(InstantSource wallClock) {
        this.wallClock = wallClock;
    }

    /** The number of a calendar, 1 to {@value #MOST}. */
    int numberOf(CalendarPeriod calendar, long nanos) {
        CalendarClock[] known = clocks;
        for (int i = 0; i < known.length; i++) {
            if (known[i].calendar().equals(calendar)) {
                return i + 1;
            }
        }
        return add(calendar, nanos);
    }

    private synchronized int add(CalendarPeriod calendar, long nanos) {
        CalendarClock[] known = clocks;
        for (int i = 0; i < known.length; i++) {
            if (known[i].calendar().equals(calendar)) {
                return i + 1;
            }
        }
        if (known.length == MOST) {
            throw new IllegalStateException("A local store takes quotas by " + MOST + " calendars at most");
        }
        CalendarClock[] more = java.util.Arrays.copyOf(known, known.length + 1);
        more[known.length] = new CalendarClock(calendar, wallClock, nanos);
        clocks = more;
        return more.length;
    }

    /** The clock of a calendar that was numbered. */
    CalendarClock clock(int number) {
        return clocks[number - 1];
    }
}
