package io.seaworthy.auth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.auth.StoreException;
import io.seaworthy.auth.refresh.RefreshRefusal;
import io.seaworthy.auth.refresh.RefreshTokens;
import io.seaworthy.auth.refresh.Rotation;
import io.seaworthy.auth.refresh.TokenPair;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.Revocation;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RedisOutageTest {

    private static final Duration DEADLINE = Duration.ofMillis(300);

    private static RedisRefreshStore store(int port) {
        return RedisRefreshStore.builder(RedisUnderTest.uri(port))
                .deadline(DEADLINE)
                .build();
    }

    private static RefreshTokens refresh(RedisRefreshStore store) {
        AccessTokens access = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(Secret.ofUtf8("a secret that has at least 32 bytes")))
                .build();
        return RefreshTokens.builder(access, store).build();
    }

    @Test
    void redisThatIsAway_isAnAnswerAndIsFoundWhenItComes() {
        int port = RedisUnderTest.freePort();
        try (RedisRefreshStore store = store(port)) {
            assertThatThrownBy(() -> refresh(store).open("user-1"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageNotContaining("user-1");
            RedisUnderTest redis = RedisUnderTest.startOn(port);
            try {
                assertThat(refresh(store).open("user-1")).isNotNull();
            } finally {
                redis.stop();
            }
        }
    }

    @Test
    void outage_decidesNothingAndARestartLearnsTheScriptsAgain() throws InterruptedException {
        int port = RedisUnderTest.freePort();
        RedisUnderTest redis = RedisUnderTest.startOn(port);
        try (RedisRefreshStore store = store(port)) {
            RefreshTokens refresh = refresh(store);
            TokenPair pair = refresh.open("user-1");
            redis.stop();
            assertThat(refresh.rotate(pair.refreshToken())).isEqualTo(new Rotation.Refused(RefreshRefusal.UNAVAILABLE));

            redis = RedisUnderTest.startOn(port);
            Rotation rotation = new Rotation.Refused(RefreshRefusal.UNAVAILABLE);
            long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (rotation.equals(new Rotation.Refused(RefreshRefusal.UNAVAILABLE)) && System.nanoTime() < giveUp) {
                Thread.sleep(50);
                rotation = refresh.rotate(pair.refreshToken());
            }
            // This Redis keeps nothing: the session went with it, and that is no theft.
            assertThat(rotation).isEqualTo(new Rotation.Refused(RefreshRefusal.INVALID));
        } finally {
            redis.stop();
        }
    }

    @Test
    void positions_riseOverALossOfAllData() {
        int port = RedisUnderTest.freePort();
        Revocation entry = new Revocation(
                Revocation.Kind.TOKEN, "jti-1", Instant.now(), Instant.now().plusSeconds(600));
        long before = positionOnAFreshRedis(port, entry);

        assertThat(positionOnAFreshRedis(port, entry)).isGreaterThan(before);
    }

    private static long positionOnAFreshRedis(int port, Revocation entry) {
        RedisUnderTest redis = RedisUnderTest.startOn(port);
        try (RedisRefreshStore store = store(port)) {
            store.revocationLog().append(entry);
            return store.revocationLog().after(0).position();
        } finally {
            redis.stop();
        }
    }

    @Test
    void redisThatNeverAnswers_isWaitedForUntilTheDeadlineOnly() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RedisRefreshStore store = store(silent.getLocalPort())) {
            assertThatThrownBy(() -> store.find("AAAAAAAAAAAAAAAAAAAAAA")).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void closedStore_fails() {
        RedisRefreshStore store = store(RedisUnderTest.freePort());
        store.close();

        assertThatThrownBy(() -> store.find("AAAAAAAAAAAAAAAAAAAAAA")).isInstanceOf(StoreException.class);
    }

    @Test
    void faultyOptions_areReportedTogetherWithoutThePassword() {
        assertThatThrownBy(() -> RedisRefreshStore.builder("http://user:hunter2@host")
                        .deadline(Duration.ZERO)
                        .keyPrefix("a b")
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .extracting("path")
                                .containsExactly("uri", "deadline", "keyPrefix"))
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() ->
                        RedisRefreshStore.builder("redis://h").keyPrefix("a").keyPrefix("b"))
                .isInstanceOf(IllegalStateException.class);
    }
}
