package io.seaworthy.ratelimit.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.ratelimit.Bucket4jLimitStore;
import io.seaworthy.ratelimit.Limit;
import io.seaworthy.ratelimit.LimitKey;
import io.seaworthy.ratelimit.LimitStore;
import io.seaworthy.ratelimit.LocalLimitStore;
import io.seaworthy.ratelimit.OutagePolicy;
import io.seaworthy.ratelimit.Overflow;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PostgresBucketsTest {

    private static PostgresUnderTest postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresUnderTest.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static Bucket4jLimitStore store(PostgresBuckets buckets) {
        return buckets.store(OutagePolicy.refuse())
                .deadline(Duration.ofSeconds(5))
                .build();
    }

    private static int admitted(LimitStore store, Limit limit, LimitKey key, int attempts) {
        int count = 0;
        for (int i = 0; i < attempts; i++) {
            count += Verdict.isAdmitted(store.take(limit, key, 1)) ? 1 : 0;
        }
        return count;
    }

    /** The code of the README. */
    @Test
    void readmeExample_limits() throws Exception {
        LimitStore local = LocalLimitStore.bounded(1_000_000, Overflow.SHARE_BY_PREFIX);
        PostgresBuckets buckets = PostgresBuckets.in(postgres.pool()).createTable();
        LimitStore store = buckets.store(OutagePolicy.countLocally(local))
                .deadline(Duration.ofSeconds(5))
                .build();
        assertThat(store.isRemote()).isTrue();
        Limit three = Limit.of("three", Quota.of(3).per(Duration.ofHours(1)));
        assertThat(admitted(store, three, LimitKey.ofPrincipal("readme"), 10)).isEqualTo(3);
    }

    @Test
    void nodes_shareOneBucket() throws Exception {
        PostgresBuckets buckets =
                PostgresBuckets.in(postgres.pool(), "nodes").createTable().createTable();
        Limit hundred = Limit.of("hundred", Quota.of(100).per(Duration.ofDays(300)));
        LimitKey key = LimitKey.ofPrincipal("shared");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> parts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                LimitStore node = store(buckets);
                parts.add(threads.submit(() -> admitted(node, hundred, key, 50)));
            }
            int total = 0;
            for (Future<Integer> part : parts) {
                total += part.get();
            }
            assertThat(total).isEqualTo(100);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void rows_nameNobodyAndAreSwept() throws Exception {
        VirtualMeter meter = new VirtualMeter();
        PostgresBuckets buckets =
                PostgresBuckets.in(postgres.pool(), "swept", meter).createTable();
        Limit limit = Limit.of("plan", Quota.of(60).per(Duration.ofMillis(1)));
        store(buckets).take(limit, LimitKey.ofPrincipal("alice@example.com"), 1);
        assertThat(rows("swept"))
                .singleElement()
                .satisfies(
                        id -> assertThat(id).startsWith("seaworthy:limit:plan:").doesNotContain("alice"));
        assertThat(buckets.removeExpired(100)).as("still in use").isZero();
        meter.advance(Duration.ofMinutes(1));
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (buckets.removeExpired(100) == 0) {
            assertThat(System.nanoTime() - end).as("40 s passed").isNegative();
            Thread.sleep(200);
        }
        assertThat(rows("swept")).isEmpty();
    }

    private static List<String> rows(String table) throws Exception {
        List<String> ids = new ArrayList<>();
        try (Connection connection = postgres.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM " + table)) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    /** Somebody holds the row for longer than the deadline: the caller does not wait for him. */
    @Test
    void lockedRow_takesNoLongerThanTheDeadline() throws Exception {
        PostgresBuckets buckets = PostgresBuckets.in(postgres.pool(), "locked").createTable();
        Limit limit = Limit.of("plan", Quota.of(1_000).per(Duration.ofMinutes(1)));
        LimitKey key = LimitKey.ofPrincipal("locked");
        store(buckets).take(limit, key, 1);
        Bucket4jLimitStore hasty = buckets.store(OutagePolicy.refuse())
                .deadline(Duration.ofMillis(100))
                .build();
        try (Connection connection = postgres.pool().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT * FROM locked FOR UPDATE");
            long start = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                assertThat(hasty.take(limit, key, 1)).isEqualTo(Verdict.UNAVAILABLE);
            }
            assertThat(hasty.isDown()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            connection.rollback();
        }
    }

    @Test
    void stoppedServer_followsThePolicy() throws Exception {
        try (PostgresUnderTest mortal = PostgresUnderTest.start()) {
            PostgresBuckets buckets = PostgresBuckets.in(mortal.pool()).createTable();
            Bucket4jLimitStore store = buckets.store(
                            OutagePolicy.localShare(LocalLimitStore.bounded(1_000, Overflow.REFUSE), 2))
                    .deadline(Duration.ofMillis(500))
                    .build();
            Limit ten = Limit.of("ten", Quota.of(10).per(Duration.ofHours(1)));
            assertThat(admitted(store, ten, LimitKey.ofPrincipal("before"), 20)).isEqualTo(10);
            mortal.stopServer();
            assertThat(admitted(store, ten, LimitKey.ofPrincipal("after"), 20)).isEqualTo(5);
            assertThat(store.isDown()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "Limits", "a;drop", "public.limits", "\"quoted\""})
    void unusableTableName_isAFault(String table) {
        assertThatThrownBy(() -> PostgresBuckets.in(postgres.pool(), table)).isInstanceOf(ConfigurationException.class);
    }
}
