package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.auth.token.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RefreshStore} must do: extend it and make an empty store. Published in the test artifact. */
public abstract class RefreshStoreConformance {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant IDLE = NOW.plus(Duration.ofDays(1));
    private static final Instant END = NOW.plus(Duration.ofDays(3));
    private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(11));

    private RefreshStore store;

    /** An empty store. */
    protected abstract RefreshStore emptyStore();

    /** Another node's view of the store that {@link #emptyStore} made last. */
    protected abstract RefreshStore secondNode();

    @BeforeEach
    void makeStore() {
        store = emptyStore();
    }

    private static RefreshFamily family(String id, String subject) {
        return new RefreshFamily(id, subject, "Firefox", 0, "k1", List.of(), NOW, IDLE, END, null);
    }

    @Test
    void insertedFamily_isFoundAsItWas() {
        RefreshFamily family = family("AAAAAAAAAAAAAAAAAAAAAA", "user-1");

        store.insert(family);

        assertThat(store.find(family.id())).isEqualTo(family);
        assertThat(store.find("BBBBBBBBBBBBBBBBBBBBBB")).isNull();
    }

    @Test
    void sameFamilyTwice_isAnError() {
        store.insert(family("AAAAAAAAAAAAAAAAAAAAAA", "user-1"));

        assertThatThrownBy(() -> store.insert(family("AAAAAAAAAAAAAAAAAAAAAA", "user-2")))
                .isInstanceOf(RuntimeException.class);
        assertThat(store.find("AAAAAAAAAAAAAAAAAAAAAA"))
                .extracting(RefreshFamily::subject)
                .isEqualTo("user-1");
    }

    @Test
    void advance_movesCounterKeyAndIdleExpiry() {
        store.insert(family("AAAAAAAAAAAAAAAAAAAAAA", "user-1"));
        Instant at = NOW.plusSeconds(60);

        RefreshFamily next = store.advance("AAAAAAAAAAAAAAAAAAAAAA", 0, "k2", at, at.plus(Duration.ofDays(1)));

        assertThat(next)
                .isEqualTo(new RefreshFamily(
                        "AAAAAAAAAAAAAAAAAAAAAA",
                        "user-1",
                        "Firefox",
                        1,
                        "k2",
                        List.of(at),
                        NOW,
                        at.plus(Duration.ofDays(1)),
                        END,
                        null));
        assertThat(store.find("AAAAAAAAAAAAAAAAAAAAAA")).isEqualTo(next);
    }

    @Test
    void advance_keepsTheNewestFourRotations() {
        store.insert(family("AAAAAAAAAAAAAAAAAAAAAA", "user-1"));
        for (int i = 0; i < 6; i++) {
            assertThat(store.advance("AAAAAAAAAAAAAAAAAAAAAA", i, "k1", NOW.plusSeconds(i), IDLE))
                    .isNotNull();
        }

        assertThat(store.find("AAAAAAAAAAAAAAAAAAAAAA"))
                .extracting(RefreshFamily::rotations)
                .isEqualTo(List.of(NOW.plusSeconds(5), NOW.plusSeconds(4), NOW.plusSeconds(3), NOW.plusSeconds(2)));
    }

    @Test
    void advance_neverMovesTheAbsoluteExpiry() {
        store.insert(family("AAAAAAAAAAAAAAAAAAAAAA", "user-1"));

        RefreshFamily next = store.advance("AAAAAAAAAAAAAAAAAAAAAA", 0, "k1", NOW, END.plusSeconds(1));

        assertThat(next).isNotNull();
        assertThat(next.idleExpiry()).isEqualTo(END);
        assertThat(next.absoluteExpiry()).isEqualTo(END);
    }

    @Test
    void advance_refusesAnotherCounterExpiryAndRevocation() {
        store.insert(family("AAAAAAAAAAAAAAAAAAAAAA", "user-1"));

        assertThat(store.advance("AAAAAAAAAAAAAAAAAAAAAA", 1, "k1", NOW, IDLE)).isNull();
        assertThat(store.advance("AAAAAAAAAAAAAAAAAAAAAA", 0, "k1", IDLE, END)).isNull();
        assertThat(store.advance("BBBBBBBBBBBBBBBBBBBBBB", 0, "k1", NOW, IDLE)).isNull();
        store.revoke("AAAAAAAAAAAAAAAAAAAAAA", NOW, UNTIL);
        assertThat(store.advance("AAAAAAAAAAAAAAAAAAAAAA", 0, "k1", NOW, IDLE)).isNull();
    }

    @Test
    void revoke_happensOnceAndIsLogged() {
        store.insert(family("AAAAAAAAAAAAAAAAAAAAAA", "user-1"));

        assertThat(store.revoke("AAAAAAAAAAAAAAAAAAAAAA", NOW, UNTIL)).isTrue();
        assertThat(store.revoke("AAAAAAAAAAAAAAAAAAAAAA", NOW.plusSeconds(1), UNTIL))
                .isFalse();
        assertThat(store.revoke("BBBBBBBBBBBBBBBBBBBBBB", NOW, UNTIL)).isFalse();

        assertThat(store.find("AAAAAAAAAAAAAAAAAAAAAA"))
                .extracting(RefreshFamily::revokedAt)
                .isEqualTo(NOW);
        assertThat(secondNode().revocationLog().after(0).revocations())
                .containsExactly(new Revocation(Revocation.Kind.SESSION, "AAAAAAAAAAAAAAAAAAAAAA", NOW, UNTIL));
    }

    @Test
    void revokeAll_endsThoseOfTheSubjectOnly() {
        store.insert(family("AAAAAAAAAAAAAAAAAAAAAA", "user-1"));
        store.insert(family("BBBBBBBBBBBBBBBBBBBBBB", "user-1"));
        store.insert(family("CCCCCCCCCCCCCCCCCCCCCC", "user-2"));
        store.revoke("BBBBBBBBBBBBBBBBBBBBBB", NOW, UNTIL);

        assertThat(store.revokeAll("user-1", NOW, UNTIL)).containsExactly("AAAAAAAAAAAAAAAAAAAAAA");

        assertThat(store.list("user-1", NOW)).isEmpty();
        assertThat(store.list("user-2", NOW)).hasSize(1);
        assertThat(store.revocationLog().after(0).revocations())
                .extracting(Revocation::key)
                .containsExactly("BBBBBBBBBBBBBBBBBBBBBB", "AAAAAAAAAAAAAAAAAAAAAA");
    }

    @Test
    void list_isLatestFirstWithoutTheDead() {
        store.insert(family("AAAAAAAAAAAAAAAAAAAAAA", "user-1"));
        RefreshFamily later = new RefreshFamily(
                "BBBBBBBBBBBBBBBBBBBBBB",
                "user-1",
                null,
                0,
                "k1",
                List.of(),
                NOW.plusSeconds(1),
                IDLE.plusSeconds(9),
                END,
                null);
        store.insert(later);

        assertThat(store.list("user-1", NOW)).extracting(RefreshFamily::label).containsExactly(null, "Firefox");
        assertThat(store.list("user-1", IDLE)).containsExactly(later);
    }

    @Test
    void rename_changesTheLabelOfALivingFamilyOfTheSubjectOnly() {
        RefreshFamily family = family("AAAAAAAAAAAAAAAAAAAAAA", "user-1");
        store.insert(family);

        assertThat(store.rename(family.id(), "user-1", "Work laptop", NOW)).isTrue();
        assertThat(store.rename(family.id(), "user-1", "Work laptop", NOW))
                .as("the same again")
                .isTrue();
        assertThat(store.rename(family.id(), "user-2", "Mine now", NOW)).isFalse();
        assertThat(store.rename("BBBBBBBBBBBBBBBBBBBBBB", "user-1", "None", NOW))
                .isFalse();
        assertThat(store.rename(family.id(), "user-1", "Expired", IDLE)).isFalse();
        assertThat(store.find(family.id()))
                .isEqualTo(new RefreshFamily(
                        family.id(), "user-1", "Work laptop", 0, "k1", List.of(), NOW, IDLE, END, null));
        assertThat(store.rename(family.id(), "user-1", null, NOW)).isTrue();
        assertThat(store.find(family.id())).extracting(RefreshFamily::label).isNull();
        store.revoke(family.id(), NOW, UNTIL);
        assertThat(store.rename(family.id(), "user-1", "Dead", NOW)).isFalse();
    }

    @Test
    void purge_forgetsExpiredFamiliesAndLogEntries() {
        store.insert(family("AAAAAAAAAAAAAAAAAAAAAA", "user-1"));
        store.revoke("AAAAAAAAAAAAAAAAAAAAAA", NOW, UNTIL);

        assertThat(store.purge(IDLE)).isZero();
        assertThat(store.purge(IDLE.plusMillis(1))).isEqualTo(1);
        assertThat(store.revocationLog().purge(UNTIL)).isZero();
        assertThat(store.revocationLog().purge(UNTIL.plusMillis(1))).isEqualTo(1);
        assertThat(store.find("AAAAAAAAAAAAAAAAAAAAAA")).isNull();
    }

    @Test
    void concurrentAdvance_hasOneWinner() throws Exception {
        int threads = 16;
        int rounds = Boolean.getBoolean("seaworthy.long") ? 2_000 : 50;
        store.insert(family("AAAAAAAAAAAAAAAAAAAAAA", "user-1"));
        RefreshStore other = secondNode();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < rounds; round++) {
                long counter = round;
                CyclicBarrier barrier = new CyclicBarrier(threads);
                List<Future<RefreshFamily>> tries = IntStream.range(0, threads)
                        .mapToObj(i -> pool.submit(() -> {
                            barrier.await();
                            return (i % 2 == 0 ? store : other)
                                    .advance("AAAAAAAAAAAAAAAAAAAAAA", counter, "k1", NOW, IDLE);
                        }))
                        .toList();
                int winners = 0;
                for (Future<RefreshFamily> each : tries) {
                    winners += each.get() == null ? 0 : 1;
                }
                assertThat(winners).as("round %d", round).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
