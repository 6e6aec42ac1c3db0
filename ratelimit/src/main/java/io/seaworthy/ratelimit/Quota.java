package io.seaworthy.ratelimit;

import io.seaworthy.kernel.config.Faults;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much is allowed: so many requests per period, refilled evenly, and how many of them may come at once; or so many
 * in each calendar day or month.
 *
 * <pre>{@code
 * Quota.of(60).per(Duration.ofMinutes(1))             // 60 at once, then one each second
 * Quota.of(60).per(Duration.ofMinutes(1)).burst(10)   // 10 at once, then one each second
 * Quota.of(10_000).perDay(ZoneOffset.UTC)             // 10,000 from midnight to midnight
 * }</pre>
 *
 * <p>Refilled evenly, it guarantees that over every interval of length t at most {@code burst + t * requests / period}
 * are admitted: there is no edge at which twice the quota fits. By the calendar it guarantees at most the quota in each
 * period; around midnight two of them meet, so give a calendar quota a shorter one beside it.
 *
 * <p>Permitted: 1 to 1,000,000,000 requests, a period of 1 ms to 366 days, a burst of 1 to 1,000,000,000 that refills
 * within 366 days. Prohibited: 0 requests, more than one request per nanosecond. Immutable, thread-safe.
 */
public final class Quota {

    static final long MAX_TOKENS = 1_000_000_000;
    private static final Duration MAX_PERIOD = Duration.ofDays(366);

    private final long tokens;
    private final Duration period;
    private final long burst;

    /** How long one token takes to come back; rounded up, so that rounding never admits too much. */
    private final long interval;

    private final @Nullable CalendarPeriod calendar;

    private Quota(long tokens, Duration period, long burst, @Nullable CalendarPeriod calendar) {
        Faults faults = Faults.in("Quota");
        faults.check(between(tokens), "of", Long.toString(tokens), "out_of_range", "1 to 1,000,000,000 requests");
        // Without a burst of its own the number above is at fault, and once is enough.
        faults.check(
                burst == tokens || between(burst),
                "burst",
                Long.toString(burst),
                "out_of_range",
                "1 to 1,000,000,000 requests");
        boolean sound = period.compareTo(Duration.ofMillis(1)) >= 0 && period.compareTo(MAX_PERIOD) <= 0;
        faults.check(sound, "per", period.toString(), "out_of_range", "1 ms to 366 days");
        faults.throwIfAny();
        faults.check(
                period.toNanos() >= tokens, "of", Long.toString(tokens), "out_of_range", "at most one per nanosecond");
        faults.throwIfAny();
        this.tokens = tokens;
        this.period = period;
        this.burst = burst;
        this.calendar = calendar;
        this.interval = (period.toNanos() + tokens - 1) / tokens;
        faults.check(
                burst <= MAX_PERIOD.toNanos() / interval,
                "burst",
                Long.toString(burst),
                "out_of_range",
                "a burst that refills within 366 days");
        faults.throwIfAny();
    }

    private static boolean between(long tokens) {
        return tokens >= 1 && tokens <= MAX_TOKENS;
    }

    /** So many requests; say {@link Requests#per} which time. */
    public static Requests of(long requests) {
        return new Requests(requests);
    }

    /**
     * A number of requests that waits for its period.
     *
     * @param count how many
     */
    public record Requests(long count) {

        /** This many per period, all of them at once if nothing was used lately. */
        public Quota per(Duration period) {
            return new Quota(count, Objects.requireNonNull(period, "period"), count, null);
        }

        /** This many in each calendar day of a zone. */
        public Quota perDay(ZoneId zone) {
            return by(CalendarPeriod.days(zone));
        }

        /** This many in each calendar month of a zone. */
        public Quota perMonth(ZoneId zone) {
            return by(CalendarPeriod.months(zone));
        }

        private Quota by(CalendarPeriod calendar) {
            return new Quota(count, calendar.nominal(), count, calendar);
        }
    }

    /** The same rate with another number of requests at once. A calendar quota has no rate and takes none. */
    public Quota burst(long burst) {
        if (calendar != null) {
            throw new IllegalStateException("A calendar quota has no burst; give it a shorter quota beside it");
        }
        return new Quota(tokens, period, burst, null);
    }

    public long requests() {
        return tokens;
    }

    /** The period; by the calendar a day or 31 days. */
    public Duration period() {
        return period;
    }

    /** The calendar that the quota goes by, or null where it refills evenly. */
    public @Nullable CalendarPeriod calendar() {
        return calendar;
    }

    /** How many requests may come at once. */
    public long burst() {
        return burst;
    }

    /** The nanoseconds in which one request is earned. */
    public long intervalNanos() {
        return interval;
    }

    /** The nanoseconds in which an empty bucket fills. */
    public long capacityNanos() {
        return interval * burst;
    }

    /** What one of several nodes may grant, so that all together grant this much, but one request at least. */
    Quota share(int nodes) {
        if (calendar != null) {
            return new Quota(Math.max(1, tokens / nodes), period, Math.max(1, tokens / nodes), calendar);
        }
        long slower = Math.min(interval, MAX_PERIOD.toNanos() / nodes) * nodes;
        long each = Math.max(1, Math.min(burst / nodes, MAX_PERIOD.toNanos() / slower));
        // A period has a millisecond at least; so many requests fill one.
        long count = Math.max(1, (1_000_000 + slower - 1) / slower);
        return new Quota(count, Duration.ofNanos(count * slower), each, null);
    }

    /** Whether this admits more than another over any length of time. */
    boolean exceeds(Quota other) {
        return interval < other.interval && burst >= other.burst;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quota that
                && tokens == that.tokens
                && burst == that.burst
                && period.equals(that.period)
                && Objects.equals(calendar, that.calendar);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tokens, period, burst, calendar);
    }

    @Override
    public String toString() {
        if (calendar != null) {
            return tokens + " per " + calendar;
        }
        return tokens + " per " + period + (burst == tokens ? "" : ", burst " + burst);
    }
}
