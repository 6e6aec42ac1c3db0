package io.seaworthy.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.EventReason;
import io.seaworthy.ratelimit.Limit;
import io.seaworthy.ratelimit.LimitEvent;
import io.seaworthy.ratelimit.LimitKey;
import io.seaworthy.ratelimit.LimitStore;
import io.seaworthy.ratelimit.LocalLimitStore;
import io.seaworthy.ratelimit.OutagePolicy;
import io.seaworthy.ratelimit.Overflow;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.Verdict;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RedisOutageTest {

    private static final Limit FIVE = Limit.of("five", Quota.of(5).per(Duration.ofHours(1)));
    private static final LimitKey KEY = LimitKey.ofPrincipal("caller");

    private final Queue<EventReason> events = new ConcurrentLinkedQueue<>();

    private RedisLimitStore store(int port, OutagePolicy onOutage) {
        return RedisLimitStore.builder(RedisUnderTest.uri(port), onOutage)
                .deadline(Duration.ofMillis(250))
                .events((reason, head, cause) -> events.add(reason))
                .build();
    }

    private static int admitted(LimitStore store, int attempts) {
        int count = 0;
        for (int i = 0; i < attempts; i++) {
            count += Verdict.isAdmitted(store.take(FIVE, KEY, 1)) ? 1 : 0;
        }
        return count;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - giveUp).as("20 s passed").isNegative();
            Thread.sleep(20);
        }
    }

    @Test
    void refusedConnection_startsAndFollowsThePolicy() {
        int nobody = RedisUnderTest.freePort();
        try (RedisLimitStore store = store(nobody, OutagePolicy.refuse())) {
            assertThat(store.take(FIVE, KEY, 1)).isEqualTo(Verdict.UNAVAILABLE);
            assertThat(store.isConnected()).isFalse();
        }
        try (RedisLimitStore store = store(nobody, OutagePolicy.withoutLimits())) {
            assertThat(admitted(store, 20)).isEqualTo(20);
            assertThat(store.evidence()).allMatch(evidence -> evidence.isWeakened());
        }
        LimitStore local = LocalLimitStore.bounded(1_000, Overflow.REFUSE);
        try (RedisLimitStore store = store(nobody, OutagePolicy.countLocally(local))) {
            assertThat(admitted(store, 20)).isEqualTo(5);
        }
        assertThat(events).contains(LimitEvent.STORE_FAILED);
    }

    /** A socket that accepts and never answers: the case in which a missing deadline hangs a service. */
    @Test
    void blackHole_takesNoLongerThanTheDeadline() throws Exception {
        try (ServerSocket hole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RedisLimitStore store = store(hole.getLocalPort(), OutagePolicy.refuse())) {
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(store.take(FIVE, KEY, 1)).isEqualTo(Verdict.UNAVAILABLE);
            }
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            assertThat(taken).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void lostRedis_isFoundAgain() throws Exception {
        RedisUnderTest redis = RedisUnderTest.start();
        try (RedisLimitStore store = store(redis.port(), OutagePolicy.refuse())) {
            assertThat(admitted(store, 2)).isEqualTo(2);
            redis.stop();
            await(() -> store.take(FIVE, KEY, 1) == Verdict.UNAVAILABLE);
            assertThat(events).contains(LimitEvent.STORE_FAILED);
            redis = RedisUnderTest.startOn(redis.port());
            await(() -> Verdict.isAdmitted(store.take(FIVE, KEY, 1)));
        } finally {
            redis.stop();
        }
    }

    @Test
    void lateRedis_isUsedOnceItIsThere() throws Exception {
        int port = RedisUnderTest.freePort();
        try (RedisLimitStore store = store(port, OutagePolicy.refuse())) {
            assertThat(store.take(FIVE, KEY, 1)).isEqualTo(Verdict.UNAVAILABLE);
            RedisUnderTest redis = RedisUnderTest.startOn(port);
            try {
                await(() -> Verdict.isAdmitted(store.take(FIVE, KEY, 1)));
            } finally {
                redis.stop();
            }
        }
    }

    @Test
    void closedStore_followsThePolicy() {
        RedisUnderTest redis = RedisUnderTest.start();
        try {
            RedisLimitStore store = store(redis.port(), OutagePolicy.refuse());
            assertThat(admitted(store, 1)).isEqualTo(1);
            store.close();
            assertThat(store.take(FIVE, KEY, 1)).isEqualTo(Verdict.UNAVAILABLE);
        } finally {
            redis.stop();
        }
    }
}
