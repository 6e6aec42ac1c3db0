package io.seaworthy.ratelimit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Requests of one hot bucket, charged in advance and handed to the threads that fight over it: each spends its own without
 * touching what the others write. Thread-safe, but for the methods that say that they need the table's lock.
 *
 * <p>The bound stays exact on every interval. A loan is charged as if all of it were used at its end, and may be used from
 * the time of the charge until that end, so bucket and loans never hold more than a burst together. What is not used by
 * then is lost; what is taken back earlier leaves the bucket fuller than the loan found it by nothing. A bucket lends a
 * 256th of what is left in it at most, and nothing below some thousands, so that little can be lost.
 */
final class Lease {

    /** No admission: the bucket has to be asked. */
    static final long NONE = -1;

    private static final VarHandle LOAN = MethodHandles.arrayElementVarHandle(long[].class);

    private static final int STRIPES = 16;

    /** Two cache lines for each stripe, because processors fetch them in pairs; one in front. */
    private static final int STRIDE = 16;

    /** A loan is one long: the time of its end, whose last bits are those of the number that is left. */
    private static final int COUNT = 63;

    private static final int LEAST = 8;
    private static final int SHARE_BITS = 8;

    /** How long a loan lasts: more than a thread takes to spend it, less than anybody notices. */
    private static final long LASTS = 1 << 16;

    private final long high;
    private final long low;
    private final long scope;
    private final Quota quota;

    /** For each stripe the loan, and when the bucket is full again after it. */
    private final long[] stripes = new long[(STRIPES + 1) * STRIDE];

    Lease(long high, long low, long scope, Quota quota) {
        this.high = high;
        this.low = low;
        this.scope = scope;
        this.quota = quota;
    }

    /** Whether a bucket that is missing so much has enough left to be lent. */
    static boolean suits(Quota quota, long missing) {
        return quota.calendar() == null && share(quota, missing) >= LEAST;
    }

    private static long share(Quota quota, long missing) {
        return Math.min(COUNT, (quota.capacityNanos() - missing) / quota.intervalNanos() >> SHARE_BITS);
    }

    boolean isOf(long high, long low, long scope) {
        return this.low == low && this.high == high && this.scope == scope;
    }

    boolean isOf(long high, long low, long scope, Quota quota) {
        return this.quota == quota && isOf(high, low, scope);
    }

    /** A hash of threads that gives the first sixteen in a row a stripe each. */
    @SuppressWarnings("deprecation") // Thread.threadId came with Java 19
    private static int stripe() {
        return STRIDE + ((int) Thread.currentThread().getId() & (STRIPES - 1)) * STRIDE;
    }

    /** Admits one request from this thread's loan, or answers {@link #NONE}. */
    long spend(Quota asked, int cost, long nanos) {
        if (asked != quota || cost != 1) {
            return NONE;
        }
        int at = stripe();
        while (true) {
            long loan = (long) LOAN.getAcquire(stripes, at);
            long left = loan & COUNT;
            if (left == 0 || !isValid(loan, nanos)) {
                return NONE;
            }
            long fullAt = stripes[at + 1];
            if (LOAN.compareAndSet(stripes, at, loan, loan - 1)) {
                return Verdict.admitted(fullAt - nanos - (left - 1) * quota.intervalNanos());
            }
        }
    }

    /** Also not for a thread whose time is older than the loan. */
    private static boolean isValid(long loan, long nanos) {
        long ahead = (loan & ~COUNT) - nanos;
        return ahead > 0 && ahead <= LASTS;
    }

    /**
     * Charges a bucket one request and a loan for this thread, if the last loan was spent and much is left; needs the
     * lock.
     *
     * @param fullAt when the bucket is full again
     * @return when it is full again afterwards, or {@code fullAt} where nothing was lent or charged
     */
    long lend(Quota asked, int cost, long fullAt, long nanos) {
        int at = stripe();
        if (asked != quota || cost != 1 || ((long) LOAN.getAcquire(stripes, at) & COUNT) != 0) {
            return fullAt;
        }
        // Rounded down, so that a thread whose time is older by less than 64 ns may use it as well: the bucket is far
        // from empty by more than that.
        long end = (nanos + LASTS) & ~COUNT;
        long missing = Math.max(fullAt - nanos, end - nanos);
        long count = share(quota, missing);
        if (count < LEAST) {
            return fullAt;
        }
        long after = nanos + missing + (count + 1) * quota.intervalNanos();
        stripes[at + 1] = after;
        LOAN.setRelease(stripes, at, end | count);
        return after;
    }

    /** What the bucket is still missing after a loan, for whoever took it. */
    long ownVerdict(long fullAt, long nanos) {
        long left = (long) LOAN.getAcquire(stripes, stripe()) & COUNT;
        return Verdict.admitted(fullAt - nanos - left * quota.intervalNanos());
    }

    /**
     * Ends all loans and gives the bucket back what is left of them; needs the lock.
     *
     * @param nanos the time now, not one that was read before waiting for the lock: a loan that has ended since is lost,
     *     because the bucket may have become full without it
     */
    void giveBack(Slots places, long[] slots, long nanos) {
        long sum = 0;
        for (int at = STRIDE; at < stripes.length; at += STRIDE) {
            long loan = (long) LOAN.getAndSet(stripes, at, 0L);
            sum += isValid(loan, nanos) ? loan & COUNT : 0;
        }
        int bucket = sum == 0 ? -1 : places.find(slots, high, low, scope);
        if (bucket >= 0) {
            Slots.setBucket(slots, bucket, Slots.bucket(slots, bucket) - sum * quota.intervalNanos());
        }
    }
}
