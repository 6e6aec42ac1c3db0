package io.seaworthy.ratelimit;

/**
 * What one long says about a bucket, and what a charge makes of it.
 *
 * <p>With a quota that refills evenly (the generic cell rate algorithm) it is the time of the monotonic clock at which
 * the bucket is full again. With a calendar quota it is the number of the period and, in the lower bits, how much of it
 * was used. Stateless.
 */
final class Bucket {

    /** The number of a bucket's calendar has these bits of its scope; 0 is none. */
    static final int CALENDAR = Calendars.MOST;

    private static final int COUNT_BITS = 30;
    private static final long COUNT = (1L << COUNT_BITS) - 1;

    /** About 73 years: no debt may reach the half of the clock's range that counts as past. */
    private static final long MOST_NANOS = Long.MAX_VALUE / 4;

    private Bucket() {}

    static boolean isCalendar(long scope) {
        return (scope & CALENDAR) != 0;
    }

    /** What a charge costs, in the unit that the bucket counts in. */
    static long price(Quota quota, int cost) {
        if (quota.calendar() != null) {
            return cost;
        }
        long interval = quota.intervalNanos();
        return cost <= MOST_NANOS / interval ? interval * cost : MOST_NANOS;
    }

    /** How much of an evenly refilled bucket is missing. */
    static long missing(long value, long nanos) {
        return Math.max(0, value - nanos);
    }

    /** How much was used in a period. */
    static long used(long value, long period) {
        // With the sign: a clock that starts in 1970 is before it west of Greenwich.
        return value >> COUNT_BITS == period ? value & COUNT : 0;
    }

    /** The bucket with so much missing. */
    static long ofMissing(long missing, long nanos) {
        return nanos + Math.min(missing, MOST_NANOS);
    }

    /** The bucket with so much used. */
    static long ofUsed(long used, long period) {
        return period << COUNT_BITS | Math.max(0, Math.min(used, COUNT));
    }

    /** What a charge to an evenly refilled bucket comes to. */
    static long decide(long missing, long price, Quota quota) {
        long wait = missing + price - quota.capacityNanos();
        return wait > 0 ? Verdict.refused(wait) : Verdict.admitted(missing + price);
    }

    /** What a charge to a calendar bucket comes to. */
    static long decide(long used, int cost, Quota quota, long nanosToEnd) {
        long left = quota.requests() - used - cost;
        return left < 0 ? Verdict.refused(nanosToEnd) : Verdict.admitted(left, nanosToEnd);
    }

    /** Whether forgetting the bucket would make a difference. */
    static boolean isInUse(long value, long scope, long nanos, Calendars calendars) {
        if (isCalendar(scope)) {
            long period = calendars.clock((int) scope & CALENDAR).lastNumber();
            return used(value, period) > 0;
        }
        return value - nanos > 0;
    }
}
