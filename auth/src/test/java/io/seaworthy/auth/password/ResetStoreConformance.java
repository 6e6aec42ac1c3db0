package io.seaworthy.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ResetStore} must do: extend it and make an empty store. Published in the test artifact. */
public abstract class ResetStoreConformance {

    private static final Instant END = Instant.parse("2026-11-21T10:30:00Z");

    private ResetStore store;

    /** An empty store. */
    protected abstract ResetStore emptyStore();

    @BeforeEach
    void makeStore() {
        store = emptyStore();
    }

    @Test
    void insertedToken_isFoundAndTakenOnce() {
        ResetStore.Pending pending = new ResetStore.Pending("user-1", END);
        store.insert("d1", pending);

        assertThat(store.find("d1")).isEqualTo(pending);
        assertThat(store.find("d2")).isNull();
        assertThat(store.take("d1")).isEqualTo(pending);
        assertThat(store.take("d1")).isNull();
        assertThat(store.find("d1")).isNull();
    }

    @Test
    void take_spendsTheTokensOfTheSubjectOnly() {
        store.insert("d1", new ResetStore.Pending("user-1", END));
        store.insert("d2", new ResetStore.Pending("user-1", END));
        store.insert("d3", new ResetStore.Pending("user-2", END));

        store.take("d1");

        assertThat(store.find("d2")).isNull();
        assertThat(store.find("d3")).isNotNull();
    }

    @Test
    void purge_forgetsExpiredTokens() {
        store.insert("d1", new ResetStore.Pending("user-1", END));
        store.insert("d2", new ResetStore.Pending("user-2", END.plusMillis(1)));

        assertThat(store.purge(END.plusMillis(1))).isEqualTo(1);
        assertThat(store.find("d2")).isNotNull();
    }

    @Test
    void concurrentTake_hasOneWinner() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 20; round++) {
                String digest = "r" + round;
                store.insert(digest, new ResetStore.Pending("user-1", END));
                CyclicBarrier barrier = new CyclicBarrier(threads);
                List<Future<ResetStore.Pending>> tries = IntStream.range(0, threads)
                        .mapToObj(i -> pool.submit(() -> {
                            barrier.await();
                            return store.take(digest);
                        }))
                        .toList();
                int winners = 0;
                for (Future<ResetStore.Pending> each : tries) {
                    winners += each.get() == null ? 0 : 1;
                }
                assertThat(winners).as("round %d", round).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
