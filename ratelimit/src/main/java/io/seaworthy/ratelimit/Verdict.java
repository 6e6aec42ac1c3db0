package io.seaworthy.ratelimit;

/**
 * What a store decided, as one long, so that deciding allocates nothing. Stateless.
 *
 * <ul>
 *   <li>Zero or more: admitted; the nanoseconds until the bucket is full again. For a calendar quota what is left (30
 *       bits), and above it the seconds until the period ends. Bit 62 is set where the store took nothing, see
 *       {@link #isTaken}.
 *   <li>Negative: refused; the nanoseconds, negated, until the same charge would be admitted, exact to a nanosecond.
 *   <li>{@link #NEVER}: refused because the charge costs more than the burst.
 *   <li>{@link #UNAVAILABLE}: refused because the store could not decide.
 * </ul>
 */
public final class Verdict {

    /** The store could not decide, and refusing was chosen for that case. */
    public static final long UNAVAILABLE = Long.MIN_VALUE;

    /** The charge costs more than the burst and will never be admitted. */
    public static final long NEVER = -Long.MAX_VALUE;

    private static final int COUNT_BITS = 30;
    private static final long COUNT = (1L << COUNT_BITS) - 1;
    private static final long SECOND = 1_000_000_000;

    /** Set where a charge was admitted without the store. No wait and no period is that long. */
    private static final long ALONE = 1L << 62;

    private Verdict() {}

    /** Admitted while the store was away: it has taken nothing, so nothing must be given back to it. */
    static long withoutStore(long verdict) {
        return verdict >= 0 ? verdict | ALONE : verdict;
    }

    /**
     * Whether the store took the charge: only then may it be {@linkplain LimitStore#refund given back}. A store that
     * admits by an {@link OutagePolicy} while it is away took nothing.
     */
    public static boolean isTaken(long verdict) {
        return verdict >= 0 && (verdict & ALONE) == 0;
    }

    private static long state(long admitted) {
        return admitted & ~ALONE;
    }

    /** Admitted. */
    public static long admitted(long nanosUntilFull) {
        return Math.max(0, nanosUntilFull);
    }

    /** Admitted by a calendar quota. */
    public static long admitted(long remaining, long nanosToEnd) {
        long seconds = (Math.max(0, nanosToEnd) + SECOND - 1) / SECOND;
        return seconds << COUNT_BITS | Math.max(0, remaining);
    }

    /** Refused. */
    public static long refused(long nanosToWait) {
        return -Math.max(1, nanosToWait);
    }

    public static boolean isAdmitted(long verdict) {
        return verdict >= 0;
    }

    /** How long to wait before the same charge is admitted; 0 where it was. */
    public static long waitNanos(long verdict) {
        return verdict >= 0 ? 0 : verdict == UNAVAILABLE ? 1 : -verdict;
    }

    /** How many single requests would be admitted now; 0 after a refusal. */
    public static long remaining(long verdict, Quota quota) {
        if (verdict >= 0 && quota.calendar() != null) {
            return state(verdict) & COUNT;
        }
        return verdict < 0 ? 0 : Math.max(0, (quota.capacityNanos() - state(verdict)) / quota.intervalNanos());
    }

    /** Which of several is the refusal with the longest wait, or -1 where all are admitted. */
    public static int refusal(long[] verdicts) {
        int worst = -1;
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] < 0 && (worst < 0 || verdicts[i] < verdicts[worst])) {
                worst = i;
            }
        }
        return worst;
    }

    /** How long until one more than the remaining ones is admitted. */
    public static long nanosToNext(long verdict, Quota quota) {
        if (verdict < 0) {
            return waitNanos(verdict);
        }
        if (quota.calendar() != null) {
            return (state(verdict) >>> COUNT_BITS) * SECOND;
        }
        long missing = state(verdict);
        long left = quota.capacityNanos() - missing;
        return left < 0
                ? -left + quota.intervalNanos()
                : Math.min(missing, quota.intervalNanos() - left % quota.intervalNanos());
    }
}
