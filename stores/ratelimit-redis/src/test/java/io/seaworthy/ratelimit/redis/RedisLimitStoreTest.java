package io.seaworthy.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.ratelimit.Limit;
import io.seaworthy.ratelimit.LimitKey;
import io.seaworthy.ratelimit.OutagePolicy;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisLimitStoreTest {

    private static RedisUnderTest redis;

    @BeforeAll
    static void start() {
        redis = RedisUnderTest.start();
    }

    @AfterAll
    static void stop() {
        redis.stop();
    }

    private static RedisLimitStore store() {
        return RedisLimitStore.builder(redis.uri(), OutagePolicy.refuse())
                .deadline(Duration.ofSeconds(5))
                .build();
    }

    @Test
    void nodes_shareOneBucket() throws Exception {
        Limit hundred = Limit.of("hundred", Quota.of(100).per(Duration.ofHours(1)));
        LimitKey key = LimitKey.ofPrincipal("shared");
        List<RedisLimitStore> nodes = List.of(store(), store(), store(), store());
        ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
        try {
            List<Future<Integer>> parts = new ArrayList<>();
            for (RedisLimitStore node : nodes) {
                parts.add(threads.submit(() -> {
                    int admitted = 0;
                    for (int i = 0; i < 50; i++) {
                        admitted += Verdict.isAdmitted(node.take(hundred, key, 1)) ? 1 : 0;
                    }
                    return admitted;
                }));
            }
            int total = 0;
            for (Future<Integer> part : parts) {
                total += part.get();
            }
            assertThat(total).isEqualTo(100);
        } finally {
            threads.shutdownNow();
            nodes.forEach(RedisLimitStore::close);
        }
    }

    @Test
    void keys_expireAndNameNobody() {
        Limit limit = Limit.of("plan", Quota.of(60).per(Duration.ofMinutes(1)));
        RedisClient client = RedisClient.create(redis.uri());
        try (RedisLimitStore store = RedisLimitStore.builder(redis.uri(), OutagePolicy.refuse())
                .keyPrefix("expiry:")
                .deadline(Duration.ofSeconds(5))
                .build()) {
            store.take(limit, LimitKey.ofPrincipal("alice@example.com"), 1);
            RedisCommands<String, String> commands = client.connect().sync();
            List<String> keys = commands.keys("expiry:*");
            assertThat(keys).singleElement().satisfies(key -> {
                assertThat(key).startsWith("expiry:plan:").doesNotContain("alice");
                assertThat(commands.pttl(key)).isBetween(1L, 12_000L);
            });
        } finally {
            client.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:6379", "http://localhost", "redis://", "rediss//x", "redis-socket:///x"})
    void unusableUri_isAFaultWithoutItsValue(String uri) {
        assertThatThrownBy(() ->
                        RedisLimitStore.builder(uri, OutagePolicy.refuse()).build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .singleElement()
                                .satisfies(fault -> assertThat(fault.value()).isNull()));
    }

    @Test
    void severalFaults_areReportedTogether() {
        RedisLimitStore.Builder builder = RedisLimitStore.builder("nowhere", OutagePolicy.refuse())
                .deadline(Duration.ZERO)
                .keyPrefix("a b");
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(3));
    }

    @Test
    void text_holdsNoPassword() {
        try (RedisLimitStore store = RedisLimitStore.builder(
                        "redis://user:hunter2@127.0.0.1:" + redis.port(), OutagePolicy.refuse())
                .build()) {
            assertThat(store.toString()).doesNotContain("hunter2").doesNotContain("127.0.0.1");
        }
    }
}
