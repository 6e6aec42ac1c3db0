package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.Databases;
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
                Arguments.arguments(
                        "PostgreSQL, serializable", (Supplier<DataSource>) Databases::serializablePostgres));
    }

    private static RefreshTokens node(DataSource database) {
        AccessTokens access = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(Secret.ofUtf8("a secret that has at least 32 bytes")))
                .build();
        return RefreshTokens.builder(access, JdbcRefreshStore.of(database)).build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void concurrentRefresh_isOneRotationAndServesEveryCaller(String name, Supplier<DataSource> database)
            throws Exception {
        int rounds = Boolean.getBoolean("seaworthy.long") ? 100_000 : 200;
        long seed = Long.getLong("seaworthy.seed", System.nanoTime());
        System.out.println("concurrent refresh on " + name + ": " + rounds + " rounds, seed " + seed);
        Random random = new Random(seed);
        DataSource source = database.get();
        JdbcRefreshStore store = JdbcRefreshStore.of(source).createSchema();
        List<RefreshTokens> nodes = List.of(node(source), node(source), node(source), node(source));
        TokenPair pair = nodes.get(0).open("user-1");
        ExecutorService pool = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < rounds; round++) {
                int threads = 2 + random.nextInt(15);
                CyclicBarrier barrier = new CyclicBarrier(threads);
                String presented = pair.refreshToken();
                List<Future<Rotation>> answers = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    RefreshTokens node = nodes.get(i % nodes.size());
                    answers.add(pool.submit(() -> {
                        barrier.await();
                        return node.rotate(presented);
                    }));
                }
                Set<String> tokens = new HashSet<>();
                for (Future<Rotation> answer : answers) {
                    assertThat(answer.get())
                            .as("round %d, seed %d", round, seed)
                            .isInstanceOf(Rotation.Rotated.class);
                    pair = ((Rotation.Rotated) answer.get()).pair();
                    tokens.add(pair.refreshToken());
                }
                assertThat(tokens).as("round %d, seed %d", round, seed).hasSize(1);
                RefreshFamily family = store.find(pair.sessionId());
                assertThat(family).isNotNull();
                assertThat(family.counter()).isEqualTo(round + 1);
            }
        } finally {
            pool.shutdownNow();
        }
        AccessTokens verifier = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(Secret.ofUtf8("a secret that has at least 32 bytes")))
                .build();
        assertThat(verifier.verify(pair.accessToken())).isInstanceOf(VerifiedToken.class);
    }
}
