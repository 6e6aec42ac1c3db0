package io.seaworthy.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.ratelimit.Limit;
import io.seaworthy.ratelimit.LimitKey;
import io.seaworthy.ratelimit.LimitStore;
import io.seaworthy.ratelimit.LocalLimitStore;
import io.seaworthy.ratelimit.OutagePolicy;
import io.seaworthy.ratelimit.Overflow;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Redis that is away, slow, silent or all of it in turn, under load, seen from one node of four. */
@Timeout(120)
class RedisChaosTest {

    private static final Duration DEADLINE = Duration.ofMillis(100);
    private static final int THREADS = 4;
    private static final int NODES = 4;
    private static final AtomicLong KEYS = new AtomicLong(System.nanoTime());

    private static RedisUnderTest redis;

    private final Limit limit = Limit.of("chaos", Quota.of(100).per(Duration.ofHours(1)));
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private TcpProxy proxy;

    /** What came of some time under load. */
    private record Load(long[] nanos, int admitted, int unavailable) {

        long percentile(double share) {
            return nanos[Math.min(nanos.length - 1, (int) (nanos.length * share))];
        }

        long longest() {
            return nanos[nanos.length - 1];
        }
    }

    @BeforeAll
    static void start() {
        redis = RedisUnderTest.start();
    }

    @AfterAll
    static void stop() {
        redis.stop();
    }

    @BeforeEach
    void open() throws Exception {
        proxy = new TcpProxy(redis.port());
    }

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        proxy.close();
    }

    private RedisLimitStore store(OutagePolicy onOutage) {
        return RedisLimitStore.builder(RedisUnderTest.uri(proxy.port()), onOutage)
                .deadline(DEADLINE)
                .build();
    }

    private static LimitKey key() {
        return LimitKey.ofPrincipal("chaos-" + KEYS.incrementAndGet());
    }

    private static LimitStore local() {
        return LocalLimitStore.bounded(1_000, Overflow.REFUSE);
    }

    private Load load(LimitStore store, LimitKey key, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        List<Future<Load>> parts = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            parts.add(threads.submit(() -> drive(store, key, end)));
        }
        int admitted = 0;
        int unavailable = 0;
        long[] all = new long[0];
        for (Future<Load> part : parts) {
            Load one = part.get();
            admitted += one.admitted;
            unavailable += one.unavailable;
            int before = all.length;
            all = Arrays.copyOf(all, before + one.nanos.length);
            System.arraycopy(one.nanos, 0, all, before, one.nanos.length);
        }
        Arrays.sort(all);
        return new Load(all, admitted, unavailable);
    }

    private Load drive(LimitStore store, LimitKey key, long end) throws InterruptedException {
        long[] nanos = new long[1_000_000];
        int count = 0;
        int admitted = 0;
        int unavailable = 0;
        while (System.nanoTime() - end < 0 && count < nanos.length) {
            long before = System.nanoTime();
            long verdict = store.take(limit, key, 1);
            nanos[count++] = System.nanoTime() - before;
            admitted += Verdict.isAdmitted(verdict) ? 1 : 0;
            unavailable += verdict == Verdict.UNAVAILABLE ? 1 : 0;
            Thread.sleep(1);
        }
        return new Load(Arrays.copyOf(nanos, count), admitted, unavailable);
    }

    @ParameterizedTest
    @EnumSource(names = {"BLACK_HOLE", "SLOW", "REFUSE"})
    void outage_addsNoMoreThanTheDeadlineAndOpensTheBreaker(TcpProxy.Mode mode) throws Exception {
        try (RedisLimitStore store = store(OutagePolicy.refuse())) {
            LimitKey key = key();
            assertThat(store.take(limit, key, 1)).isNotNegative();
            proxy.mode(mode);

            Load first = load(store, key, Duration.ofSeconds(1));
            assertThat(first.unavailable).as("decided by the policy").isPositive();
            assertThat(store.isDown()).as("the breaker is open within a second").isTrue();

            Load later = load(store, key, Duration.ofSeconds(3));
            System.out.printf(
                    "%s: %d decisions, p99 %.1f ms, longest %.1f ms%n",
                    mode, later.nanos.length, later.percentile(0.99) / 1e6, later.longest() / 1e6);
            assertThat(later.percentile(0.99)).isLessThanOrEqualTo(DEADLINE.toNanos());
            assertThat(later.unavailable).isEqualTo(later.nanos.length);
            // One try each half second waits for its deadline; the others do not.
            long waited = Arrays.stream(later.nanos)
                    .filter(nanos -> nanos > DEADLINE.toNanos() / 2)
                    .count();
            assertThat(waited).isLessThanOrEqualTo(later.nanos.length / 20);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BLACK_HOLE", "SLOW", "REFUSE"})
    void endOfAnOutage_isNoticedWithoutAStampede(TcpProxy.Mode mode) throws Exception {
        try (RedisLimitStore store = store(OutagePolicy.refuse())) {
            LimitKey key = key();
            store.take(limit, key, 1);
            proxy.mode(mode);
            load(store, key, Duration.ofSeconds(2));
            int before = proxy.connections();
            proxy.mode(TcpProxy.Mode.PASS);
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (load(store, key, Duration.ofMillis(200)).unavailable > 0) {
                assertThat(System.nanoTime() - end).as("a minute passed").isNegative();
            }
            assertThat(proxy.connections() - before).as("new connections").isLessThanOrEqualTo(3);
            Load after = load(store, key, Duration.ofMillis(500));
            assertThat(after.unavailable).isZero();
        }
    }

    /** The stated overshoot: the store's bound and the nodes' own, whatever the store does in between. */
    @Test
    void flappingStore_overshootsByNoMoreThanStated() throws Exception {
        List<RedisLimitStore> nodes = new ArrayList<>();
        try {
            for (int i = 0; i < NODES; i++) {
                nodes.add(store(OutagePolicy.localShare(local(), NODES)));
            }
            LimitKey key = key();
            TcpProxy.Mode[] modes = {
                TcpProxy.Mode.PASS,
                TcpProxy.Mode.BLACK_HOLE,
                TcpProxy.Mode.PASS,
                TcpProxy.Mode.REFUSE,
                TcpProxy.Mode.SLOW
            };
            int admitted = 0;
            for (TcpProxy.Mode mode : modes) {
                proxy.mode(mode);
                for (RedisLimitStore node : nodes) {
                    admitted += load(node, key, Duration.ofMillis(300)).admitted;
                }
            }
            // A hundred at once, and one each 36 seconds: the run takes no 36 seconds.
            System.out.println("flapping store: admitted " + admitted + " of a quota of 100");
            assertThat(admitted).isBetween(100, 2 * 100 + 2);
        } finally {
            nodes.forEach(RedisLimitStore::close);
        }
    }

    @Test
    void rules_haveOutagePoliciesOfTheirOwn() throws Exception {
        try (RedisLimitStore store = RedisLimitStore.builder(
                        RedisUnderTest.uri(proxy.port()), OutagePolicy.countLocally(local()))
                .onOutageOf("auth-account", OutagePolicy.refuse())
                .onOutageOf("free", OutagePolicy.withoutLimits())
                .deadline(DEADLINE)
                .build()) {
            proxy.mode(TcpProxy.Mode.REFUSE);
            LimitKey key = key();
            Quota one = Quota.of(1).per(Duration.ofHours(1));
            load(store, key, Duration.ofMillis(300));
            assertThat(store.take(Limit.of("auth-account", one), key, 1)).isEqualTo(Verdict.UNAVAILABLE);
            assertThat(store.take(Limit.of("plan", one), key, 1)).isNotNegative();
            assertThat(store.take(Limit.of("plan", one), key, 1)).isNegative().isNotEqualTo(Verdict.UNAVAILABLE);
            for (int i = 0; i < 10; i++) {
                assertThat(store.take(Limit.of("free", one), key, 1)).isNotNegative();
            }
            assertThat(store.evidence()).allMatch(evidence -> evidence.isWeakened());
        }
    }

    /** A host that vanishes closes nothing: the connection must be given up, not waited for. */
    @Test
    void connectionThatCarriesNothing_isReplaced() throws Exception {
        try (RedisLimitStore store = store(OutagePolicy.refuse())) {
            LimitKey key = key();
            assertThat(store.take(limit, key, 1)).isNotNegative();
            proxy.mode(TcpProxy.Mode.FROZEN);
            assertThat(load(store, key, Duration.ofSeconds(1)).unavailable).isPositive();
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (load(store, key, Duration.ofMillis(200)).unavailable > 0) {
                assertThat(System.nanoTime() - end).as("30 s passed").isNegative();
            }
            assertThat(proxy.connections()).isLessThanOrEqualTo(4);
        }
    }

    /** What was admitted while Redis was away and is given back afterwards must not appear in Redis. */
    @Test
    void refundOfALocalDecision_mintsNothing() throws Exception {
        try (RedisLimitStore store = store(OutagePolicy.countLocally(local()))) {
            LimitKey key = key();
            for (int i = 0; i < 100; i++) {
                store.take(limit, key, 1);
            }
            assertThat(store.take(limit, key, 1)).as("used up").isNegative();
            proxy.mode(TcpProxy.Mode.BLACK_HOLE);
            Thread.sleep(1_000); // Longer than a refusal is believed.
            List<Long> admitted = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                long verdict = store.take(limit, key, 1);
                if (Verdict.isAdmitted(verdict)) {
                    admitted.add(verdict);
                }
            }
            assertThat(admitted).isNotEmpty();
            proxy.mode(TcpProxy.Mode.PASS);
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (store.isDown() && System.nanoTime() - end < 0) {
                load(store, key, Duration.ofMillis(100));
            }
            for (long verdict : admitted) {
                if (Verdict.isTaken(verdict)) {
                    store.refundAsync(limit, key, 1).toCompletableFuture().get();
                }
            }
            Load back = load(store, key, Duration.ofSeconds(2));
            assertThat(back.admitted).isZero();
        }
    }
}
