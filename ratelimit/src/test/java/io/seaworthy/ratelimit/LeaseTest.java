package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hot bucket whose requests are lent to threads: the bound stays exact, and nothing is lost while time stands still. */
class LeaseTest {

    private static final boolean LONG = Boolean.getBoolean("seaworthy.long");
    private static final LimitKey KEY = LimitKey.ofPrincipal("hot");
    private static final int THREADS = 4;

    private final VirtualTicker ticker = VirtualTicker.create();
    private final LocalLimitStore store =
            LocalLimitStore.builder(1_000, Overflow.REFUSE).ticker(ticker).build();
    private final List<ExecutorService> threads = new ArrayList<>();

    LeaseTest() {
        for (int i = 0; i < THREADS; i++) {
            threads.add(Executors.newSingleThreadExecutor());
        }
    }

    @AfterEach
    void stop() {
        threads.forEach(ExecutorService::shutdownNow);
    }

    private <T> T on(int thread, java.util.concurrent.Callable<T> what) throws Exception {
        return threads.get(thread).submit(what).get();
    }

    /** What was admitted less what was given back, on each interval: burst + rate * t, to the nanosecond. */
    private final class Run {
        private final Random random;
        private final Limit limit;
        private final Quota quota;

        /** The same policy after a change of plan: a smaller burst, the same bucket. */
        private final Limit smaller;

        private final LimitKey key;
        private long elapsed;
        private long taken;
        private long lowest;
        private long excess = Long.MIN_VALUE;
        int admitted;

        Run(long seed) {
            random = new Random(seed);
            long burst = 2_100 + random.nextInt(20_000);
            quota = Quota.of(1 + random.nextInt(1_000_000))
                    .per(Duration.ofSeconds(1))
                    .burst(burst);
            limit = Limit.of("hot", quota);
            smaller = Limit.of("hot", quota.burst(burst / 2));
            key = new LimitKey(LimitKey.Kind.PRINCIPAL, seed, 0);
        }

        void step() throws Exception {
            int thread = random.nextInt(THREADS);
            switch (random.nextInt(40)) {
                case 0 -> store.lend(limit, key);
                case 1 -> pause(random.nextInt(70_000));
                case 2 -> pause(random.nextInt(50) == 0 ? random.nextLong(2 * quota.capacityNanos()) : 0);
                case 3 -> charge(thread, 1 + random.nextInt(500), random.nextInt(4) == 0);
                case 4 -> chargeTwo();
                case 5 -> on(thread, () -> charge(smaller, 1 + random.nextInt(3)));
                case 6 -> debit(1 + random.nextInt(100));
                default ->
                    on(thread, () -> {
                        for (int i = random.nextInt(200); i >= 0; i--) {
                            charge(1);
                        }
                        return null;
                    });
            }
        }

        private void pause(long nanos) {
            elapsed += nanos;
            ticker.advance(Duration.ofNanos(nanos));
        }

        private boolean charge(int cost) {
            return charge(limit, cost);
        }

        private boolean charge(Limit by, int cost) {
            boolean fits = Verdict.isAdmitted(store.take(by, key, cost));
            if (fits) {
                count(by.quota(), cost);
            }
            return fits;
        }

        /** Counts against later charges, and is bounded by nothing itself. */
        private void debit(int cost) {
            store.debit(limit, key, cost);
            lowest = Math.min(lowest, taken - elapsed);
            taken += cost * quota.intervalNanos();
        }

        private void charge(int thread, int cost, boolean back) throws Exception {
            if (on(thread, () -> charge(cost)) && back) {
                store.refund(limit, key, cost);
                taken -= cost * quota.intervalNanos();
            }
        }

        private void chargeTwo() {
            Charge one = new Charge(limit, key, 1);
            if (Verdict.refusal(store.takeAll(List.of(one, one))) < 0) {
                count(quota, 2);
            }
        }

        private void count(Quota by, int cost) {
            admitted++;
            lowest = Math.min(lowest, taken - elapsed);
            taken += cost * quota.intervalNanos();
            excess = Math.max(excess, taken - elapsed - lowest - by.capacityNanos());
        }
    }

    @Test
    void bound_holdsOnEveryInterval() throws Exception {
        long first = System.nanoTime();
        int schedules = LONG ? 20_000 : 300;
        System.out.println("schedules of a bucket that is lent: " + schedules + ", first seed " + first);
        for (int i = 0; i < schedules; i++) {
            Run run = new Run(first + i);
            for (int step = 0; step < 200; step++) {
                run.step();
            }
            assertThat(run.excess).as("seed %d", first + i).isLessThanOrEqualTo(0);
            assertThat(run.admitted).isPositive();
        }
    }

    /** Time stands still: exactly the burst is admitted, and nobody is refused while another has a loan left. */
    @ParameterizedTest
    @ValueSource(ints = {3_000, 100_000, 1_000_000})
    void threads_spendExactlyTheBurst(int burst) throws Exception {
        Limit limit = Limit.of("hot", Quota.of(1).per(Duration.ofMillis(1)).burst(burst));
        assertThat(store.take(limit, KEY, 1)).isNotNegative();
        store.lend(limit, KEY);
        List<Future<Integer>> parts = new ArrayList<>();
        for (ExecutorService thread : threads) {
            parts.add(thread.submit(() -> {
                int count = 0;
                while (Verdict.isAdmitted(store.take(limit, KEY, 1))) {
                    count++;
                }
                return count;
            }));
        }
        int total = 1;
        for (Future<Integer> part : parts) {
            total += part.get();
        }
        assertThat(total).isEqualTo(burst);
    }

    /** Whoever reads the clock first may ask last: only what the loan was made for, and not what was before. */
    @Test
    void oldTime_spendsNoYoungLoan() {
        Quota quota = Quota.of(1_000_000).per(Duration.ofSeconds(1));
        Lease lease = new Lease(1, 2, 3, quota);
        long now = 1L << 40;
        long after = lease.lend(quota, 1, now, now);
        assertThat(after).isGreaterThan(now);
        assertThat(lease.spend(quota, 1, now - 1)).isEqualTo(Lease.NONE);
        assertThat(lease.spend(quota, 1, now + 64)).isNotNegative();
        assertThat(lease.spend(quota, 1, now + 70_000)).isEqualTo(Lease.NONE);
        assertThat(lease.lend(quota, 1, after, now + 70_000))
                .as("unspent: the fight is over")
                .isEqualTo(after);
    }

    @Test
    void verdict_saysWhatIsLeft() {
        Limit limit = Limit.of("hot", Quota.of(1).per(Duration.ofMillis(1)).burst(10_000));
        store.take(limit, KEY, 1);
        store.lend(limit, KEY);
        for (int left = 9_998; left > 9_000; left--) {
            assertThat(Verdict.remaining(store.take(limit, KEY, 1), limit.quota()))
                    .isEqualTo(left);
        }
    }

    private static final Limit HUGE =
            Limit.of("hot", Quota.of(1_000).per(Duration.ofSeconds(1)).burst(1_000_000));

    @Test
    void debit_holdsAtOnce() {
        store.take(HUGE, KEY, 1);
        store.lend(HUGE, KEY);
        assertThat(Verdict.isAdmitted(store.take(HUGE, KEY, 1))).isTrue();
        store.debit(HUGE, KEY, 1_000_000);
        assertThat(Verdict.isAdmitted(store.take(HUGE, KEY, 1))).isFalse();
    }

    /** One that is forgotten was full without the loan: what comes back late must not fill it twice. */
    @Test
    void bucketThatWasForgotten_getsNothingBack() {
        Limit limit =
                Limit.of("hot", Quota.of(1_000_000).per(Duration.ofSeconds(1)).burst(4_000));
        store.take(limit, KEY, 1);
        store.lend(limit, KEY);
        store.take(limit, KEY, 1);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(store.inUse()).isZero();
        for (int i = 0; i < 3_000; i++) {
            store.take(limit, LimitKey.ofPrincipal("other" + i), 1);
        }
        ticker.advance(Duration.ofSeconds(1)); // the others are full again, too
        assertThat(Verdict.isAdmitted(store.take(limit, KEY, 4_000))).isTrue();
        assertThat(Verdict.isAdmitted(store.take(limit, KEY, 1))).isFalse();
    }

    @Test
    void bucketThatIsNearlyEmpty_isNotLent() {
        Quota quota = HUGE.quota();
        assertThat(Lease.suits(quota, 0)).isTrue();
        assertThat(Lease.suits(quota, quota.capacityNanos() - 2_047 * quota.intervalNanos()))
                .isFalse();
        assertThat(Lease.suits(quota, 2 * quota.capacityNanos())).isFalse();
        assertThat(Lease.suits(Quota.of(1_000_000).perDay(java.time.ZoneOffset.UTC), 0))
                .isFalse();
    }

    @Test
    void manyKeys_haveTwoLeasesTogether() {
        for (int i = 0; i < 10_000; i++) {
            LimitKey key = new LimitKey(LimitKey.Kind.ADDRESS, i, 0);
            store.take(HUGE, key, 1);
            store.lend(HUGE, key);
            store.take(HUGE, key, 1);
            ticker.advance(Duration.ofNanos(i % 3 * 1_000_000L));
        }
        // A store of a thousand keys has one table.
        assertThat(store.leases()).isEqualTo(2);
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void leaseThatComesAgain_allocatesNothing() {
        store.take(HUGE, KEY, 1);
        long before = 0;
        for (int i = 0; i < 20_000; i++) {
            before = i == 10_000 ? allocated() : before;
            store.lend(HUGE, KEY);
            store.take(HUGE, KEY, 1);
            store.take(HUGE, KEY, 2); // of another cost: ends the lease
        }
        // One lease alone has more than two thousand bytes; reading the counter may cost a little, once.
        assertThat(allocated() - before).isLessThan(2_000);
    }

    @Test
    void refusedFlood_endsTheLeaseAndAllocatesNothing() {
        Limit limit = Limit.of("hot", Quota.of(1_000).per(Duration.ofSeconds(1)).burst(10_000));
        store.take(limit, KEY, 1);
        store.lend(limit, KEY);
        long before = 0;
        int refused = 0;
        for (int i = 0; i < 40_000; i++) {
            before = i == 20_000 ? allocated() : before;
            refused += Verdict.isAdmitted(store.take(limit, KEY, 1)) ? 0 : 1;
        }
        assertThat(allocated() - before).isLessThan(2_000);
        assertThat(refused).isEqualTo(30_001);
    }
}
