package io.seaworthy.auth.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.seaworthy.auth.token.Revocation;
import io.seaworthy.auth.token.RevocationLog;
import io.seaworthy.auth.token.RevocationLogConformance;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisRevocationLogTest extends RevocationLogConformance {

    private static final RedisUnderTest REDIS = RedisUnderTest.start();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final List<RedisRefreshStore> open = new ArrayList<>();
    private String prefix = "";

    private RevocationLog node() {
        RedisRefreshStore store =
                RedisRefreshStore.builder(REDIS.uri()).keyPrefix(prefix).build();
        open.add(store);
        return store.revocationLog();
    }

    @Override
    protected RevocationLog emptyLog() {
        prefix = "test" + COUNT.incrementAndGet() + ":";
        return node();
    }

    @Override
    protected RevocationLog secondNode() {
        return node();
    }

    @Test
    void clockThatIsAhead_makesNobodyForget() {
        RevocationLog log = emptyLog();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Revocation stolen = new Revocation(Revocation.Kind.TOKEN, "jti-1", now, now.plus(Duration.ofMinutes(11)));
        Instant ahead = now.plus(Duration.ofDays(1));
        log.append(stolen);
        log.append(new Revocation(Revocation.Kind.TOKEN, "jti-2", ahead, ahead.plus(Duration.ofMinutes(11))));
        assertThat(secondNode().naming(List.of("jti-1"))).containsExactly(stolen);
    }

    @Test
    void expiredEntries_areTakenAlong() {
        RevocationLog log = emptyLog();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        log.append(new Revocation(Revocation.Kind.TOKEN, "jti-1", now.minusSeconds(700), now.minusSeconds(60)));
        log.append(new Revocation(Revocation.Kind.TOKEN, "jti-2", now, now.plus(Duration.ofMinutes(11))));
        assertThat(secondNode().naming(List.of("jti-1"))).isEmpty();
    }

    private static Revocation token(String id) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Revocation(Revocation.Kind.TOKEN, id, now, now.plus(Duration.ofMinutes(11)));
    }

    /** A copy that had not seen the last entries took over, or the server came back without any. */
    @Test
    void serverThatLostTheLastEntries_numbersHigherThanItDid() {
        RevocationLog log = emptyLog();
        log.append(token("jti-1"));
        long copied = log.after(0).position();
        log.append(token("jti-2"));
        long position = log.after(copied).position();
        RedisClient client = RedisClient.create(REDIS.uri());
        try (StatefulRedisConnection<String, String> redis = client.connect()) {
            redis.sync().zremrangebyscore(prefix + "log", Range.create(copied + 1, position));
            redis.sync().set(prefix + "log:sequence", String.valueOf(copied));
        } finally {
            client.shutdown();
        }

        log.append(token("jti-3"));

        assertThat(log.after(position).revocations())
                .extracting(Revocation::key)
                .containsExactly("jti-3");
    }

    @AfterEach
    void closeAll() {
        open.forEach(RedisRefreshStore::close);
    }

    @AfterAll
    static void stop() {
        REDIS.stop();
    }
}
