package io.seaworthy.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The days or months of a time zone, numbered. A period begins at the first instant of its first day, so a day has 23 or
 * 25 hours where daylight saving time begins or ends, and one that begins in a gap begins after it. Immutable,
 * thread-safe.
 */
public final class CalendarPeriod {

    private static final long EPOCH_MONTH = 1970 * 12;

    private final ChronoUnit unit;
    private final ZoneId zone;

    private CalendarPeriod(ChronoUnit unit, ZoneId zone) {
        this.unit = unit;
        this.zone = Objects.requireNonNull(zone, "zone");
    }

    /** The days of a zone. */
    static CalendarPeriod days(ZoneId zone) {
        return new CalendarPeriod(ChronoUnit.DAYS, zone);
    }

    /** The months of a zone. */
    static CalendarPeriod months(ZoneId zone) {
        return new CalendarPeriod(ChronoUnit.MONTHS, zone);
    }

    /** The number of the period that an instant lies in: days or months since 1970-01-01, local time. */
    public long number(Instant instant) {
        LocalDate date = LocalDate.ofInstant(instant, zone);
        // Not unit.between, which rounds towards the epoch.
        return unit == ChronoUnit.DAYS
                ? date.toEpochDay()
                : date.getYear() * 12L + date.getMonthValue() - 1 - EPOCH_MONTH;
    }

    /** The first instant of a period, which is the end of the one before. */
    public Instant start(long number) {
        return LocalDate.EPOCH.plus(number, unit).atStartOfDay(zone).toInstant();
    }

    /** No period is longer: a day or 31 days, and four hours: a station in Antarctica moved its offset by three. */
    public Duration longest() {
        return nominal().plusHours(4);
    }

    /** A day or 31 days. */
    Duration nominal() {
        return unit == ChronoUnit.DAYS ? Duration.ofDays(1) : Duration.ofDays(31);
    }

    /** {@code "day"} or {@code "month"}. */
    String unitName() {
        return unit == ChronoUnit.DAYS ? "day" : "month";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CalendarPeriod that && unit == that.unit && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(unit, zone);
    }

    @Override
    public String toString() {
        return unitName() + " in " + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone);
    }
}
