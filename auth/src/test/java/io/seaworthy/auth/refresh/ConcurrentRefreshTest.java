package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.Databases;
import io.seaworthy.auth.MariaDb;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.VerifiedToken;
import io.seaworthy.kernel.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many clients refresh with one token at the same moment, over several nodes: one rotation, everybody is served. */
class ConcurrentRefreshTest {

    static Stream<Arguments> databases() {
        return Stream.of(
                Arguments.arguments("H2", (Supplier<DataSource>) Databases::h2),
                Arguments.arguments("PostgreSQL", (Supplier<DataSource>) Databases::postgres),
                Arguments.arguments("PostgreSQL, serializable", (Supplier<DataSource>) Databases::serializablePostgres),
                Arguments.arguments("MariaDB", (Supplier<DataSource>) MariaDb::database));
    }

    private static RefreshTokens node(DataSource database) {
        AccessTokens access = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(Secret.ofUtf8("a secret that has at least 32 bytes")))
                .build();
        return RefreshTokens.builder(access, JdbcRefreshStore.of(database)).build();
    }

    /** Mostly a few callers, now and then up to 64: what many tabs and a retrying fleet do. */
    private static int callers(Random random) {
        int of100 = random.nextInt(100);
        return of100 < 90 ? 2 + random.nextInt(3) : of100 < 99 ? 5 + random.nextInt(12) : 17 + random.nextInt(48);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void concurrentRefresh_isOneRotationAndServesEveryCaller(String name, Supplier<DataSource> database)
            throws Exception {
        boolean full = Boolean.getBoolean("seaworthy.long");
        int rounds = !full ? 200 : name.equals("PostgreSQL") ? 100_000 : name.equals("H2") ? 25_000 : 5_000;
        long seed = Long.getLong("seaworthy.seed", System.nanoTime());
        Random random = new Random(seed);
        DataSource source = database.get();
        JdbcRefreshStore store = JdbcRefreshStore.of(source).createSchema();
        List<RefreshTokens> nodes = List.of(node(source), node(source), node(source), node(source));
        TokenPair pair = nodes.get(0).open("user-1");
        long calls = 0;
        long started = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(64);
        try {
            for (int round = 0; round < rounds; round++) {
                int callers = callers(random);
                calls += callers;
                pair = race(
                        pool, nodes.subList(0, 1 + random.nextInt(4)), callers, pair, "round " + round + ", " + seed);
                RefreshFamily family = store.find(pair.sessionId());
                assertThat(family).isNotNull();
                assertThat(family.counter()).as("one logical rotation").isEqualTo(round + 1);
            }
        } finally {
            pool.shutdownNow();
        }
        System.out.printf(
                "concurrent refresh on %s: %d rounds, %d calls, %d s, seed %d%n",
                name, rounds, calls, (System.nanoTime() - started) / 1_000_000_000L, seed);
        AccessTokens verifier = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(Secret.ofUtf8("a secret that has at least 32 bytes")))
                .build();
        assertThat(verifier.verify(pair.accessToken())).isInstanceOf(VerifiedToken.class);
    }

    /** All callers present one token at the same moment; they must all get the same successor. */
    private static TokenPair race(
            ExecutorService pool, List<RefreshTokens> nodes, int callers, TokenPair pair, String round)
            throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(callers);
        List<Future<Rotation>> answers = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            RefreshTokens node = nodes.get(i % nodes.size());
            answers.add(pool.submit(() -> {
                barrier.await();
                return node.rotate(pair.refreshToken());
            }));
        }
        Set<String> tokens = new HashSet<>();
        TokenPair next = pair;
        for (Future<Rotation> answer : answers) {
            assertThat(answer.get()).as(round).isInstanceOf(Rotation.Rotated.class);
            next = ((Rotation.Rotated) answer.get()).pair();
            tokens.add(next.refreshToken());
        }
        assertThat(tokens).as(round).hasSize(1).doesNotContain(pair.refreshToken());
        return next;
    }
}
