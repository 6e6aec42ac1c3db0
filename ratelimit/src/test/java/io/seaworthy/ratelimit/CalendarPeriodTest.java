package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarPeriodTest {

    /** The rules of each zone are public record; the hours follow from them. */
    @ParameterizedTest
    @CsvSource({
        // zone, a day, when it starts, its hours
        "UTC,                 2026-03-29, 2026-03-29T00:00:00Z, 24",
        "Europe/Berlin,       2026-03-28, 2026-03-27T23:00:00Z, 24",
        "Europe/Berlin,       2026-03-29, 2026-03-28T23:00:00Z, 23",
        "Europe/Berlin,       2026-10-25, 2026-10-24T22:00:00Z, 25",
        "America/New_York,    2026-03-08, 2026-03-08T05:00:00Z, 23",
        "America/New_York,    2026-11-01, 2026-11-01T04:00:00Z, 25",
        "Australia/Lord_Howe, 2026-04-05, 2026-04-04T13:00:00Z, 24.5",
        "Australia/Lord_Howe, 2026-10-04, 2026-10-03T13:30:00Z, 23.5",
        "Antarctica/Troll,    2026-03-29, 2026-03-29T00:00:00Z, 22",
        // Midnight itself is skipped: the day begins at one.
        "Africa/Cairo,        2024-04-26, 2024-04-25T22:00:00Z, 23",
        "America/Sao_Paulo,   2018-11-04, 2018-11-04T03:00:00Z, 23",
        "Asia/Kathmandu,      2026-03-29, 2026-03-28T18:15:00Z, 24",
        "Pacific/Apia,        2011-12-31, 2011-12-30T10:00:00Z, 24",
        // The day that the date line took.
        "Pacific/Apia,        2011-12-30, 2011-12-30T10:00:00Z, 0",
    })
    void day_beginsAtItsFirstInstant(String zone, String day, Instant start, double hours) {
        CalendarPeriod days = CalendarPeriod.days(ZoneId.of(zone));
        long number = java.time.LocalDate.parse(day).toEpochDay();
        assertThat(days.start(number)).isEqualTo(start);
        assertThat(Duration.between(days.start(number), days.start(number + 1)))
                .isEqualTo(Duration.ofMinutes((long) (hours * 60)));
        if (hours > 0) {
            assertThat(days.number(start)).isEqualTo(number);
            assertThat(days.number(start.minusNanos(1))).isLessThan(number);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTC,              2026-02-01T00:00:00Z, 672",
        "UTC,              2028-02-01T00:00:00Z, 696",
        "Europe/Berlin,    2026-02-28T23:00:00Z, 743",
        "Europe/Berlin,    2026-09-30T22:00:00Z, 745",
        "America/New_York, 2026-11-01T04:00:00Z, 721",
    })
    void month_beginsAtTheFirstInstantOfItsFirstDay(String zone, Instant start, long hours) {
        CalendarPeriod months = CalendarPeriod.months(ZoneId.of(zone));
        long number = months.number(start);
        assertThat(months.start(number)).isEqualTo(start);
        assertThat(months.number(start.minusNanos(1))).isEqualTo(number - 1);
        assertThat(Duration.between(start, months.start(number + 1))).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void everyInstant_liesInItsPeriodInEveryZone() {
        long seed = System.nanoTime();
        System.out.println("calendar seed " + seed);
        Random random = new Random(seed);
        for (String zone : ZoneId.getAvailableZoneIds()) {
            for (CalendarPeriod calendar :
                    new CalendarPeriod[] {CalendarPeriod.days(ZoneId.of(zone)), CalendarPeriod.months(ZoneId.of(zone))
                    }) {
                for (int i = 0; i < 20; i++) {
                    Instant instant = Instant.ofEpochSecond(random.nextLong(1_600_000_000L, 2_200_000_000L));
                    long number = calendar.number(instant);
                    assertThat(instant).isBetween(calendar.start(number), calendar.start(number + 1));
                    assertThat(Duration.between(calendar.start(number), calendar.start(number + 1)))
                            .isLessThanOrEqualTo(calendar.longest());
                }
            }
        }
    }

    @Test
    void equality_isByUnitAndZone() {
        assertThat(CalendarPeriod.days(ZoneOffset.UTC))
                .isEqualTo(CalendarPeriod.days(ZoneOffset.UTC))
                .hasSameHashCodeAs(CalendarPeriod.days(ZoneOffset.UTC))
                .isNotEqualTo(CalendarPeriod.months(ZoneOffset.UTC))
                .isNotEqualTo(CalendarPeriod.days(ZoneId.of("Europe/Berlin")))
                .hasToString("day in UTC");
    }
}
