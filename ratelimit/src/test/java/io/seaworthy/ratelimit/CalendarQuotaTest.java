package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calendar quotas in the local store, by a clock that is set. */
class CalendarQuotaTest {

    private static final LimitKey KEY = LimitKey.ofPrincipal("a");

    private static LocalLimitStore store(VirtualTicker ticker) {
        return LocalLimitStore.builder(1_000, Overflow.SHARE_BY_PREFIX)
                .ticker(ticker)
                .wallClock(ticker)
                .build();
    }

    private static int admitted(LimitStore store, Limit limit, int attempts) {
        int count = 0;
        for (int i = 0; i < attempts; i++) {
            count += Verdict.isAdmitted(store.take(limit, KEY, 1)) ? 1 : 0;
        }
        return count;
    }

    private static Limit daily(String zone) {
        return Limit.of("plan-day", Quota.of(5).perDay(ZoneId.of(zone)));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,    2026-03-29T08:00:00Z, PT14H",
        "Europe/Berlin,    2026-03-28T23:00:00Z, PT23H",
        "Europe/Berlin,    2026-10-24T22:00:00Z, PT25H",
        "America/New_York, 2026-03-08T05:00:00Z, PT23H",
        "UTC,              2026-03-29T00:00:00Z, PT24H",
    })
    void usedUpQuota_comesBackWhenTheDayEndsAndNotBefore(String zone, Instant now, Duration left) {
        VirtualTicker ticker = VirtualTicker.startingAt(now);
        LocalLimitStore store = store(ticker);
        assertThat(admitted(store, daily(zone), 10)).isEqualTo(5);
        long verdict = store.take(daily(zone), KEY, 1);
        assertThat(Verdict.waitNanos(verdict)).isEqualTo(left.toNanos());
        ticker.advance(left.minusMillis(1));
        assertThat(admitted(store, daily(zone), 10)).isZero();
        ticker.advance(Duration.ofMillis(1));
        assertThat(admitted(store, daily(zone), 10)).isEqualTo(5);
    }

    @Test
    void clockThatIsSetBack_givesNobodyADayTwice() {
        VirtualTicker ticker = VirtualTicker.startingAt(Instant.parse("2026-05-01T23:30:00Z"));
        LocalLimitStore store = store(ticker);
        assertThat(admitted(store, daily("UTC"), 10)).isEqualTo(5);
        ticker.advance(Duration.ofHours(1));
        assertThat(admitted(store, daily("UTC"), 10)).isEqualTo(5);
        ticker.stepWallClock(Duration.ofHours(-1));
        assertThat(admitted(store, daily("UTC"), 10)).isZero();
        ticker.advance(Duration.ofHours(1));
        assertThat(admitted(store, daily("UTC"), 10)).isZero();
        ticker.advance(Duration.ofHours(24));
        assertThat(admitted(store, daily("UTC"), 10)).isEqualTo(5);
    }

    /** A machine without a battery starts at the epoch, where it is still 1969 in the west. */
    @Test
    void dayBefore1970_isADayLikeOthers() {
        VirtualTicker ticker = VirtualTicker.startingAt(Instant.EPOCH);
        LocalLimitStore store = store(ticker);
        assertThat(admitted(store, daily("America/New_York"), 10)).isEqualTo(5);
        assertThat(store.inUse()).isEqualTo(1);
    }

    @Test
    void clockThatHadGoneWrong_locksNobodyOutForLongerThanALongDay() {
        VirtualTicker ticker = VirtualTicker.startingAt(Instant.parse("2026-05-01T12:00:00Z"));
        LocalLimitStore store = store(ticker);
        ticker.stepWallClock(Duration.ofDays(365));
        assertThat(admitted(store, daily("UTC"), 10)).isEqualTo(5);
        ticker.stepWallClock(Duration.ofDays(-365));
        assertThat(admitted(store, daily("UTC"), 10)).isZero();
        ticker.advance(Duration.ofHours(28).plusNanos(1));
        assertThat(admitted(store, daily("UTC"), 10)).isEqualTo(5);
    }

    /** Whatever the clock does by up to an hour, no day is given twice. */
    @Test
    void bound_holdsForEveryDayOverRandomClocks() {
        long seed = System.nanoTime();
        System.out.println("calendar schedules, seed " + seed);
        Random random = new Random(seed);
        int schedules = Boolean.getBoolean("seaworthy.long") ? 20_000 : 200;
        for (int i = 0; i < schedules; i++) {
            VirtualTicker ticker =
                    VirtualTicker.startingAt(Instant.ofEpochSecond(random.nextLong(1_600_000_000L, 2_000_000_000L)));
            LocalLimitStore store = store(ticker);
            Limit limit = daily(random.nextBoolean() ? "Europe/Berlin" : "America/New_York");
            int total = 0;
            Instant first = ticker.instant();
            for (int step = 0; step < 100; step++) {
                total += admitted(store, limit, random.nextInt(8));
                ticker.advance(Duration.ofMinutes(random.nextInt(300)));
                if (random.nextInt(4) == 0) {
                    ticker.stepWallClock(Duration.ofMinutes(random.nextBoolean() ? 60 : -60));
                }
            }
            long days = Duration.between(first, ticker.instant()).toHours() / 23 + 3;
            assertThat(total).as("seed %d, schedule %d", seed, i).isLessThanOrEqualTo((int) (5 * days));
        }
    }

    @Test
    void eachDay_isGivenOnceOverASteppingClock() {
        VirtualTicker ticker = VirtualTicker.startingAt(Instant.parse("2026-05-01T23:59:00Z"));
        LocalLimitStore store = store(ticker);
        int total = 0;
        for (int i = 0; i < 100; i++) {
            total += admitted(store, daily("UTC"), 10);
            ticker.stepWallClock(Duration.ofHours(i % 2 == 0 ? 1 : -1));
        }
        assertThat(total).isEqualTo(10);
    }

    @Test
    void calendarBucket_leavesTheTableWhenItsPeriodHasEnded() {
        VirtualTicker ticker = VirtualTicker.startingAt(Instant.parse("2026-05-01T12:00:00Z"));
        LocalLimitStore store = store(ticker);
        Map<Integer, Long> verdicts = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            verdicts.put(i, store.take(daily("UTC"), LimitKey.ofPrincipal("k" + i), 1));
        }
        assertThat(verdicts.values()).allMatch(Verdict::isAdmitted);
        assertThat(store.inUse()).isEqualTo(1_000);
        ticker.advance(Duration.ofHours(12));
        store.take(daily("UTC"), KEY, 1);
        assertThat(store.inUse()).isEqualTo(1);
    }

    @Test
    void fullTable_sharesCalendarQuotasByPrefixToo() {
        VirtualTicker ticker = VirtualTicker.startingAt(Instant.parse("2026-05-01T12:00:00Z"));
        LocalLimitStore store = store(ticker);
        for (int i = 0; i < 20_000; i++) {
            store.take(daily("UTC"), LimitKey.ofPrincipal("junk" + i), 1);
        }
        assertThat(store.overflowed()).isPositive();
        assertThat(admitted(store, daily("UTC"), 100)).isLessThanOrEqualTo(5);
    }

    @Test
    void changedQuota_keepsTheNumberUsed() {
        VirtualTicker ticker = VirtualTicker.startingAt(Instant.parse("2026-05-01T12:00:00Z"));
        LocalLimitStore store = store(ticker);
        Limit more = Limit.of("plan-day", Quota.of(8).perDay(ZoneOffset.UTC));
        Limit less = Limit.of("plan-day", Quota.of(5).perDay(ZoneOffset.UTC));
        assertThat(admitted(store, less, 10)).isEqualTo(5);
        assertThat(admitted(store, more, 10)).isEqualTo(3);
        assertThat(admitted(store, less, 10)).isZero();
    }

    /** Customers in all time zones of the world, each with a day of its own. */
    @Test
    void manyCalendars_countApart() {
        VirtualTicker ticker = VirtualTicker.startingAt(Instant.parse("2026-05-01T12:00:00Z"));
        LocalLimitStore store = store(ticker);
        List<String> zones =
                ZoneId.getAvailableZoneIds().stream().sorted().limit(500).toList();
        for (String zone : zones) {
            assertThat(admitted(store, daily(zone), 10)).as(zone).isEqualTo(5);
        }
        assertThat(admitted(store, daily(zones.get(0)), 10)).isZero();
    }

    @Test
    void burst_isForQuotasThatRefill() {
        Quota daily = Quota.of(5).perDay(ZoneOffset.UTC);
        assertThatThrownBy(() -> daily.burst(3)).isInstanceOf(IllegalStateException.class);
    }
}
