package io.seaworthy.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.seaworthy.ratelimit.Limit;
import io.seaworthy.ratelimit.LimitKey;
import io.seaworthy.ratelimit.OutagePolicy;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Four nodes and one key. */
@Timeout(120)
class RedisHotKeyTest {

    private static final int NODES = 4;
    private static final int ROUNDS = 10;
    private static final LimitKey KEY = LimitKey.ofPrincipal("hot");

    private final List<RedisLimitStore> nodes = new ArrayList<>();
    private RedisUnderTest redis;
    private RedisClient observer;

    @BeforeEach
    void start() {
        redis = RedisUnderTest.start();
        observer = RedisClient.create(redis.uri());
    }

    @AfterEach
    void stop() {
        nodes.forEach(RedisLimitStore::close);
        observer.shutdown();
        redis.stop();
    }

    private RedisLimitStore.Builder node() {
        return RedisLimitStore.builder(redis.uri(), OutagePolicy.refuse()).deadline(Duration.ofSeconds(5));
    }

    /** How many commands for buckets Redis has carried out; what a script calls is the script's. */
    private long commands() {
        String stats = observer.connect().sync().info("commandstats");
        long sum = 0;
        Matcher matcher =
                Pattern.compile("cmdstat_(get|eval|evalsha):calls=(\\d+)").matcher(stats);
        while (matcher.find()) {
            sum += Long.parseLong(matcher.group(2));
        }
        return sum;
    }

    private interface Work {
        int run(RedisLimitStore node) throws Exception;
    }

    private int onAllNodes(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
        try {
            List<Future<Integer>> parts = new ArrayList<>();
            for (RedisLimitStore node : nodes) {
                parts.add(threads.submit(() -> work.run(node)));
            }
            int sum = 0;
            for (Future<Integer> part : parts) {
                sum += part.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Charges with so many under way at a time. */
    private static int charge(RedisLimitStore node, Limit limit, int decisions, int underWay, long[] nanos)
            throws InterruptedException {
        return charge(node, limit, decisions, underWay, 0, nanos);
    }

    /** The same, one each so many nanoseconds at most. */
    private static int charge(RedisLimitStore node, Limit limit, int decisions, int underWay, long pace, long[] nanos)
            throws InterruptedException {
        long start = System.nanoTime();
        Semaphore permits = new Semaphore(underWay);
        List<CompletableFuture<Long>> verdicts = new ArrayList<>();
        for (int i = 0; i < decisions; i++) {
            permits.acquire();
            int index = i;
            LockSupport.parkNanos(Math.max(0, start + i * pace - System.nanoTime()));
            long before = System.nanoTime();
            verdicts.add(node.takeAsync(limit, KEY, 1).toCompletableFuture().whenComplete((verdict, failure) -> {
                nanos[index] = System.nanoTime() - before;
                permits.release();
            }));
        }
        return (int) verdicts.stream()
                .filter(verdict -> Verdict.isAdmitted(verdict.join()))
                .count();
    }

    @Test
    void load_costsLessThanOneRoundTripForEachDecision() throws Exception {
        int decisions = Boolean.getBoolean("seaworthy.long") ? 50_000 : 5_000;
        for (int i = 0; i < NODES; i++) {
            nodes.add(node().build());
        }
        Limit wide = Limit.of("wide", Quota.of(1_000_000).per(Duration.ofHours(1)));
        onAllNodes(node -> charge(node, wide, 200, 16, new long[200]));
        long before = commands();
        long start = System.nanoTime();
        List<long[]> times = Collections.synchronizedList(new ArrayList<>());
        int admitted = onAllNodes(node -> {
            long[] nanos = new long[decisions];
            times.add(nanos);
            return charge(node, wide, decisions, 16, nanos);
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        double each = (commands() - before) / (double) (NODES * decisions);
        long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                "four nodes, one key: %.0f decisions/s, p50 %.2f ms, p99 %.2f ms, %.2f commands each%n",
                NODES * decisions / seconds, all[all.length / 2] / 1e6, all[all.length * 99 / 100] / 1e6, each);
        assertThat(admitted).isEqualTo(NODES * decisions);
        assertThat(each).isLessThan(1);
    }

    /** What one round at 5,000 decisions a second took, and a bare command beside it. */
    private record Round(double perSecond, double p50, double p99, double bareP99) {}

    private Round pacedRound(Limit limit, int decisions) throws Exception {
        List<long[]> times = Collections.synchronizedList(new ArrayList<>());
        try (StatefulRedisConnection<String, String> bare = observer.connect()) {
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<long[]> pings = CompletableFuture.supplyAsync(() -> ping(bare, over));
            long start = System.nanoTime();
            int admitted = onAllNodes(node -> {
                long[] nanos = new long[decisions];
                times.add(nanos);
                return charge(node, limit, decisions, 64, NODES * 200_000, nanos);
            });
            double seconds = (System.nanoTime() - start) / 1e9;
            over.set(true);
            assertThat(admitted).isEqualTo(NODES * decisions);
            long[] all = times.stream().flatMapToLong(Arrays::stream).toArray();
            return new Round(NODES * decisions / seconds, millis(all, 50), millis(all, 99), millis(pings.get(), 99));
        }
    }

    private static long[] ping(StatefulRedisConnection<String, String> bare, AtomicBoolean over) {
        LongStream.Builder nanos = LongStream.builder();
        while (!over.get()) {
            long before = System.nanoTime();
            bare.sync().ping();
            nanos.add(System.nanoTime() - before);
            LockSupport.parkNanos(2_000_000);
        }
        return nanos.build().toArray();
    }

    private static double millis(long[] nanos, int percent) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) ((long) sorted.length * percent / 100)] / 1e6;
    }

    /**
     * In one of ten rounds at least; the others may have met somebody else's work. Where a bare command was slow in one of
     * them the machine is busy, and the figures say nothing.
     */
    @Test
    void fiveThousandDecisionsASecond_takeLessThanFiveMilliseconds() throws Exception {
        int decisions = Boolean.getBoolean("seaworthy.long") ? 3_750 : 625;
        for (int i = 0; i < NODES; i++) {
            nodes.add(node().build());
        }
        Limit wide = Limit.of("paced", Quota.of(1_000_000).per(Duration.ofHours(1)));
        // What is not compiled yet would be measured otherwise.
        onAllNodes(node -> charge(node, wide, 5_000, 16, new long[5_000]));
        double bare = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Round took = pacedRound(wide, decisions);
            System.out.printf(
                    "four nodes, one key: %.0f decisions/s, p50 %.2f ms, p99 %.2f ms, of a bare command %.2f ms%n",
                    took.perSecond, took.p50, took.p99, took.bareP99);
            if (took.p99 < 5 && took.perSecond > 4_900) {
                return;
            }
            bare = Math.max(bare, took.bareP99);
        }
        assumeThat(bare)
                .as("milliseconds of a bare command on a machine that is not busy")
                .isLessThan(2);
        fail("no round of " + ROUNDS + " had 5,000 decisions/s with a p99 below 5 ms");
    }

    @Test
    void fourNodes_admitExactlyTheQuota() throws Exception {
        for (int i = 0; i < NODES; i++) {
            nodes.add(node().build());
        }
        Limit thousand = Limit.of("thousand", Quota.of(1_000).per(Duration.ofDays(300)));
        int admitted = onAllNodes(node -> charge(node, thousand, 1_000, 32, new long[1_000]));
        assertThat(admitted).isEqualTo(1_000);
    }

    /** Clocks that differ by up to two seconds: burst + rate * (t + skew), and no more. */
    @Test
    void skewedClocks_keepTheStatedBound() throws Exception {
        VirtualMeter[] clocks = new VirtualMeter[NODES];
        long[] skewMillis = {0, 500, -1_000, 1_000};
        for (int i = 0; i < NODES; i++) {
            clocks[i] = new VirtualMeter();
            clocks[i].advance(Duration.ofMillis(1_000 + skewMillis[i]));
            nodes.add(node().clock(clocks[i]).build());
        }
        int burst = 20;
        int perSecond = 10;
        Limit limit = Limit.of(
                "skewed", Quota.of(perSecond).per(Duration.ofSeconds(1)).burst(burst));
        int admitted = 0;
        int seconds = 10;
        for (int step = 0; step < seconds * 10; step++) {
            for (int i = 0; i < NODES; i++) {
                for (int attempt = 0; attempt < 2; attempt++) {
                    admitted += Verdict.isAdmitted(nodes.get((i + step) % NODES).take(limit, KEY, 1)) ? 1 : 0;
                }
                clocks[i].advance(Duration.ofMillis(100));
            }
            int skewSeconds = 2;
            double elapsed = (step + 1) / 10.0;
            assertThat((double) admitted).isLessThanOrEqualTo(burst + perSecond * (elapsed + skewSeconds));
        }
        assertThat(admitted).isGreaterThanOrEqualTo(burst + perSecond * (seconds - 1) / 2);
    }

    @Test
    void exhaustedKey_isNotAskedForAgain() {
        nodes.add(node().build());
        Limit one = Limit.of("one", Quota.of(1).per(Duration.ofHours(1)));
        RedisLimitStore node = nodes.get(0);
        node.take(one, KEY, 1);
        long wait = Verdict.waitNanos(node.take(one, KEY, 1));
        long before = commands();
        for (int i = 0; i < 500; i++) {
            long again = Verdict.waitNanos(node.take(one, KEY, 1));
            assertThat(again).isPositive().isLessThanOrEqualTo(wait);
        }
        assertThat(commands() - before).as("commands for 500 refusals").isLessThan(50);
    }

    @Test
    void refundOnAnotherNode_isNoticed() throws Exception {
        nodes.add(node().build());
        nodes.add(node().build());
        Limit one = Limit.of("one", Quota.of(1).per(Duration.ofHours(1)));
        nodes.get(0).take(one, KEY, 1);
        assertThat(nodes.get(1).take(one, KEY, 1)).isNegative();
        nodes.get(0).refundAsync(one, KEY, 1).toCompletableFuture().get();
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (nodes.get(1).take(one, KEY, 1) < 0) {
            assertThat(System.nanoTime() - end).as("10 s passed").isNegative();
            Thread.sleep(20);
        }
    }
}
