package io.seaworthy.auth.webhook;

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

/** What every {@link ReplayStore} must do: extend it and make an empty store. Published in the test artifact. */
public abstract class ReplayStoreConformance {

    private static final Instant UNTIL = Instant.parse("2026-11-24T10:00:00Z");

    private ReplayStore store;

    /** An empty store. */
    protected abstract ReplayStore emptyStore();

    @BeforeEach
    void makeStore() {
        store = emptyStore();
    }

    @Test
    void id_isClaimedOnce() {
        assertThat(store.claim("evt_1", UNTIL)).isTrue();
        assertThat(store.claim("evt_1", UNTIL)).isFalse();
        assertThat(store.claim("evt_2", UNTIL)).isTrue();
    }

    @Test
    void releasedId_isClaimedAgain() {
        store.claim("evt_1", UNTIL);
        store.release("evt_1");
        store.release("never claimed");

        assertThat(store.claim("evt_1", UNTIL)).isTrue();
    }

    @Test
    void purge_forgetsWhatIsPast() {
        store.claim("evt_1", UNTIL);
        store.claim("evt_2", UNTIL.plusMillis(1));

        assertThat(store.purge(UNTIL.plusMillis(1))).isEqualTo(1);
        assertThat(store.claim("evt_2", UNTIL)).isFalse();
    }

    @Test
    void concurrentClaims_haveOneWinner() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 50; round++) {
                String id = "evt_" + round;
                CyclicBarrier barrier = new CyclicBarrier(threads);
                List<Future<Boolean>> tries = IntStream.range(0, threads)
                        .mapToObj(i -> pool.submit(() -> {
                            barrier.await();
                            return store.claim(id, UNTIL);
                        }))
                        .toList();
                int winners = 0;
                for (Future<Boolean> each : tries) {
                    winners += each.get() ? 1 : 0;
                }
                assertThat(winners).as("round %d", round).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
