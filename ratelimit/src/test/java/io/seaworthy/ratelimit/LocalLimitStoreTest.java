package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.testkit.VirtualTicker;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalLimitStoreTest {

    private static final Limit TWENTY = Limit.of("plan", Quota.of(20).per(Duration.ofMinutes(1)));

    private final VirtualTicker ticker = VirtualTicker.create();

    private LocalLimitStore store(int keys, Overflow overflow) {
        return LocalLimitStore.builder(keys, overflow)
                .ticker(ticker)
                .wallClock(ticker)
                .build();
    }

    private static LimitKey address(int number) {
        return LimitKey.ofAddress(IpAddress.ofBits(0, 0xffff_0000_0000L | number * 2_654_435_761L & 0xffff_ffffL));
    }

    /** Facts: a cache of 10,000 that evicts by size admits 62 to 100 % of this. */
    @ParameterizedTest
    @CsvSource({"12000, SHARE_BY_PREFIX", "20000, SHARE_BY_PREFIX", "65536, SHARE_BY_PREFIX", "65536, REFUSE"})
    void rotatingKeys_gainNothing(int keys, Overflow overflow) {
        LocalLimitStore store = store(10_000, overflow);
        int requests = Boolean.getBoolean("seaworthy.long") ? 5_000_000 : 2_000_000;
        long admitted = 0;
        for (int i = 0; i < requests; i++) {
            admitted += Verdict.isAdmitted(store.take(TWENTY, address(i % keys), 1)) ? 1 : 0;
        }
        long ideal = 20L * keys;
        assertThat((double) admitted / requests).isLessThanOrEqualTo((double) ideal / requests + 0.01);
        // Half as many slots again as the bound.
        assertThat(store.inUse()).isLessThanOrEqualTo(15_050);
        if (keys > 15_050) {
            assertThat(store.overflowed()).isPositive();
        }
    }

    /** Each store has a seed of its own, so this is two hundred tables. */
    @Test
    void boundOfKeys_isThere() {
        for (int round = 0; round < 200; round++) {
            LocalLimitStore store = store(10_000, Overflow.REFUSE);
            for (int i = 0; i < 10_000; i++) {
                assertThat(Verdict.isAdmitted(store.take(TWENTY, address(i), 1)))
                        .isTrue();
            }
            assertThat(store.inUse()).isEqualTo(10_000);
            assertThat(store.overflowed()).isZero();
        }
    }

    @Test
    void growingTable_losesNoBucket() {
        LocalLimitStore store = store(50_000, Overflow.REFUSE);
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 40_000; i++) {
                assertThat(Verdict.remaining(store.take(TWENTY, address(i), 1), TWENTY.quota()))
                        .isEqualTo(19 - round);
            }
        }
        for (int i = 0; i < 40_000; i++) {
            assertThat(Verdict.isAdmitted(store.take(TWENTY, address(i), 1))).isFalse();
        }
    }

    @Test
    void fullBuckets_makeRoom() {
        LocalLimitStore store = store(1_000, Overflow.REFUSE);
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(Verdict.isAdmitted(store.take(TWENTY, address(round * 1_000 + i), 1)))
                        .isTrue();
            }
            ticker.advance(Duration.ofSeconds(3));
            assertThat(store.inUse()).isZero();
        }
    }

    @Test
    void overflow_sharesByPrefix() {
        LocalLimitStore store = store(1_000, Overflow.SHARE_BY_PREFIX);
        for (int i = 0; i < 20_000; i++) {
            store.take(TWENTY, LimitKey.ofPrincipal("junk" + i), 1);
        }
        int admitted = 0;
        for (int i = 0; i < 1_000; i++) {
            // 198.51.0.0 to 198.51.3.231: one /16.
            LimitKey key = LimitKey.ofAddress(IpAddress.ofBits(0, 0xffff_c633_0000L + i));
            admitted += Verdict.isAdmitted(store.take(TWENTY, key, 1)) ? 1 : 0;
        }
        assertThat(admitted).isLessThanOrEqualTo(20);
        ticker.advance(Duration.ofSeconds(3));
        LimitKey late = LimitKey.ofAddress(IpAddress.ofBits(0, 0xffff_c633_0000L));
        assertThat(Verdict.isAdmitted(store.take(TWENTY, late, 1))).isTrue();
    }

    /** Or whoever fills the table would get all work for what the first unit costs. */
    @ParameterizedTest
    @EnumSource(Overflow.class)
    void debtThatFindsNoRoom_isNotForgotten(Overflow overflow) {
        LocalLimitStore store = store(1_000, overflow);
        Limit daily = Limit.of("daily", Quota.of(20).perDay(ZoneOffset.UTC));
        LimitKey debtor = LimitKey.ofPrincipal("debtor");
        for (int i = 0; i < 20_000; i++) {
            store.take(TWENTY, LimitKey.ofPrincipal("junk" + i), 20);
        }
        long full = store.overflowed();
        store.debit(TWENTY, debtor, 50);
        store.debit(daily, debtor, 15);
        assertThat(store.overflowed()).isEqualTo(full + 2);
        ticker.advance(Duration.ofSeconds(80));
        assertThat(store.inUse()).as("there is room again").isZero();
        // 50 cost 150 s, of which 80 have passed.
        assertThat(store.take(TWENTY, debtor, 1))
                .isEqualTo(Verdict.refused(Duration.ofSeconds(13).toNanos()));
        assertThat(Verdict.remaining(store.take(daily, debtor, 1), daily.quota()))
                .isEqualTo(4);
        ticker.advance(Duration.ofSeconds(13));
        assertThat(store.take(TWENTY, debtor, 1)).isNotNegative();
        assertThat(store.take(TWENTY, debtor, 1)).isNegative();
        assertThat(store.take(TWENTY, LimitKey.ofPrincipal("other"), 20)).isNotNegative();
    }

    /** Half a million by default, a hundred million in the long suite. */
    @Test
    void distinctKeysWithoutEnd_keepTheHeapBounded() {
        long before = heap();
        LocalLimitStore store = store(100_000, Overflow.SHARE_BY_PREFIX);
        int distinct = Boolean.getBoolean("seaworthy.long") ? 100_000_000 : 500_000;
        for (int i = 0; i < distinct; i++) {
            store.take(TWENTY, LimitKey.Kind.PRINCIPAL, i, 0, 1, ticker.nanos());
        }
        long grown = heap() - before;
        assertThat(store.slotBytes()).isLessThanOrEqualTo(100_000 * 49L);
        assertThat(grown).as("heap, with what the test itself needs").isLessThanOrEqualTo(100_000 * 49L + 2_000_000);
        assertThat(store.saturation()).isBetween(1.0, 1.51);
        System.out.println(distinct + " distinct keys: " + store.slotBytes() + " bytes, heap grown by " + grown
                + ", saturation " + store.saturation() + ", overflowed " + store.overflowed());
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void memory_isForOneQuotaAtMost64BytesAKeyAndForTwo96() {
        LocalLimitStore one = store(100_000, Overflow.REFUSE);
        LocalLimitStore two = store(200_000, Overflow.REFUSE);
        Limit hour = Limit.of("plan-1h", Quota.of(100).per(Duration.ofHours(1)));
        for (int i = 0; i < 100_000; i++) {
            one.take(TWENTY, LimitKey.Kind.PRINCIPAL, i, 0, 1, ticker.nanos());
            two.take(TWENTY, LimitKey.Kind.PRINCIPAL, i, 0, 1, ticker.nanos());
            two.take(hour, LimitKey.Kind.PRINCIPAL, i, 0, 1, ticker.nanos());
        }
        assertThat(one.inUse()).isEqualTo(100_000);
        assertThat(two.inUse()).isEqualTo(200_000);
        assertThat(one.slotBytes()).isLessThanOrEqualTo(64 * 100_000L);
        assertThat(two.slotBytes()).isLessThanOrEqualTo(96 * 100_000L);
        System.out.println("bytes for each key: " + one.slotBytes() / 100_000.0 + ", with two quotas "
                + two.slotBytes() / 100_000.0);
    }

    @Test
    void fullTable_isReportedOnceAMinute() {
        List<EventReason> events = new ArrayList<>();
        LocalLimitStore store = LocalLimitStore.builder(1_000, Overflow.REFUSE)
                .ticker(ticker)
                .events((reason, head, cause) -> events.add(reason))
                .build();
        for (int i = 0; i < 20_000; i++) {
            store.take(TWENTY, address(i), 20);
        }
        assertThat(store.overflowed()).isGreaterThan(10_000);
        assertThat(events).containsExactly(LimitEvent.TABLE_FULL);
        ticker.advance(Duration.ofSeconds(59));
        store.take(TWENTY, address(30_000), 1);
        assertThat(events).hasSize(1);
    }

    @Test
    void saturatingClient_losesNothing() {
        LocalLimitStore store = store(1_000, Overflow.REFUSE);
        LimitKey key = address(1);
        long admitted = 0;
        long elapsed = 0;
        while (elapsed < Duration.ofMinutes(10).toNanos()) {
            long verdict = store.take(TWENTY, key, 1);
            if (Verdict.isAdmitted(verdict)) {
                admitted++;
            } else {
                elapsed += Verdict.waitNanos(verdict);
                ticker.advance(Duration.ofNanos(Verdict.waitNanos(verdict)));
            }
        }
        assertThat(admitted).isEqualTo(20 + 200 - 1);
    }

    @Test
    void wallClock_isNotAsked() {
        LocalLimitStore store = store(1_000, Overflow.REFUSE);
        for (int i = 0; i < 20; i++) {
            store.take(TWENTY, address(1), 1);
        }
        ticker.stepWallClock(Duration.ofHours(1));
        assertThat(Verdict.isAdmitted(store.take(TWENTY, address(1), 1))).isFalse();
        ticker.stepWallClock(Duration.ofHours(-2));
        ticker.advance(Duration.ofSeconds(3));
        assertThat(Verdict.isAdmitted(store.take(TWENTY, address(1), 1))).isTrue();
    }

    /** The virtual ticker overflows after a minute. */
    @Test
    void overflowOfTheTicker_isNoticedByNobody() {
        LocalLimitStore store = store(1_000, Overflow.REFUSE);
        for (int i = 0; i < 60; i++) {
            assertThat(Verdict.isAdmitted(store.take(TWENTY, address(1), 1))).isTrue();
            ticker.advance(Duration.ofSeconds(3));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(Verdict.isAdmitted(store.take(TWENTY, address(1), 1))).isTrue();
        }
        assertThat(Verdict.isAdmitted(store.take(TWENTY, address(1), 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void threads_neverExceedTheBoundTogether(int threads) throws Exception {
        LocalLimitStore store = store(1_000, Overflow.REFUSE);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        AtomicLong admitted = new AtomicLong();
        CyclicBarrier second = new CyclicBarrier(threads, () -> {
            ticker.advance(Duration.ofSeconds(1));
        });
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(pool.submit(() -> {
                    for (int round = 0; round < 300; round++) {
                        for (int attempt = 0; attempt < 30; attempt++) {
                            admitted.addAndGet(Verdict.isAdmitted(store.take(TWENTY, address(7), 1)) ? 1 : 0);
                        }
                        second.await();
                    }
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(admitted.get()).isEqualTo(20 + 299 / 3);
    }

    @Test
    void decisions_allocateNothing() {
        LocalLimitStore store = LocalLimitStore.bounded(1_000, Overflow.REFUSE);
        LimitKey key = address(1);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            store.take(TWENTY, key, 1);
        }
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < 10_000; i++) {
            store.take(TWENTY, key, 1);
        }
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        // Reading the counter itself may cost a little, once.
        assertThat(bytes).isLessThan(2_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 999, 100_000_001})
    void boundOutOfRange_isAFault(int keys) {
        assertThatThrownBy(() -> LocalLimitStore.bounded(keys, Overflow.REFUSE))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // what an application that is compiled without it may do
    void missingOverflow_isAFaultBesideTheOthers() {
        assertThatThrownBy(() -> LocalLimitStore.bounded(0, null))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(2));
    }

    @Test
    void evidence_statesTheBound() {
        assertThat(store(1_000, Overflow.REFUSE).evidence()).singleElement().satisfies(evidence -> {
            assertThat(evidence.id()).isEqualTo("RATE-DDOS");
            assertThat(evidence.summary()).contains("1000").contains("REFUSE");
        });
    }
}
