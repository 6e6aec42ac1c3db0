package io.seaworthy.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.auth.apikey.ApiKeyStore.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ApiKeyStore} must do: extend it and make an empty store. Published in the test artifact. */
public abstract class ApiKeyStoreConformance {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofDays(30));

    private ApiKeyStore store;

    /** An empty store. */
    protected abstract ApiKeyStore emptyStore();

    @BeforeEach
    void makeStore() {
        store = emptyStore();
    }

    private static Stored stored(String id, String owner, Instant createdAt) {
        return new Stored(
                new ApiKey(id, owner, "a key", Set.of("notes:read", "notes:write"), createdAt, END, null, null, null),
                "digest-" + id);
    }

    @Test
    void insertedKey_isFoundAsItWas() {
        Stored stored = stored("k1", "user-1", NOW);
        store.insert(stored);

        assertThat(store.find("k1")).isEqualTo(stored);
        assertThat(store.find("k2")).isNull();
        assertThatThrownBy(() -> store.insert(stored)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void list_isLatestFirstWithoutRevokedAndOthers() {
        store.insert(stored("k1", "user-1", NOW));
        store.insert(stored("k2", "user-1", NOW.plusSeconds(1)));
        store.insert(stored("k3", "user-1", NOW.plusSeconds(2)));
        store.insert(stored("k4", "user-2", NOW));
        store.revoke("user-1", "k3", NOW);

        assertThat(store.list("user-1")).extracting(ApiKey::id).containsExactly("k2", "k1");
    }

    @Test
    void revoke_isForTheOwnerAndOnce() {
        store.insert(stored("k1", "user-1", NOW));

        assertThat(store.revoke("user-2", "k1", NOW)).isFalse();
        assertThat(store.revoke("user-1", "k1", NOW)).isTrue();
        assertThat(store.revoke("user-1", "k1", NOW)).isFalse();
        assertThat(store.find("k1")).extracting(s -> s.key().revokedAt()).isEqualTo(NOW);
    }

    @Test
    void revokeAll_endsTheKeysOfTheOwner() {
        store.insert(stored("k1", "user-1", NOW));
        store.insert(stored("k2", "user-1", NOW));
        store.insert(stored("k3", "user-2", NOW));

        assertThat(store.revokeAll("user-1", NOW)).isEqualTo(2);
        assertThat(store.list("user-1")).isEmpty();
        assertThat(store.list("user-2")).hasSize(1);
    }

    @Test
    void replace_shortensTheOldOneAndNeverLengthens() {
        store.insert(stored("k1", "user-1", NOW));

        assertThat(store.replace(stored("k2", "user-1", NOW), "k1", NOW.plusSeconds(60)))
                .isTrue();
        assertThat(store.replace(stored("k3", "user-1", NOW), "k2", END.plusSeconds(60)))
                .isTrue();

        assertThat(store.find("k1")).extracting(s -> s.key().replacedBy()).isEqualTo("k2");
        assertThat(store.find("k3")).extracting(s -> s.key().replacedBy()).isNull();
        assertThat(store.find("k1")).extracting(s -> s.key().expiresAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(store.find("k2")).extracting(s -> s.key().expiresAt()).isEqualTo(END);
        assertThat(store.find("k3")).isNotNull();
    }

    @Test
    void replace_isForTheOwnerOnceAndNotAfterRevocation() {
        store.insert(stored("k1", "user-1", NOW));
        store.insert(stored("k2", "user-1", NOW));
        store.revoke("user-1", "k2", NOW);

        assertThat(store.replace(stored("n1", "user-2", NOW), "k1", NOW)).isFalse();
        assertThat(store.replace(stored("n1", "user-1", NOW), "nothing", NOW)).isFalse();
        assertThat(store.replace(stored("n1", "user-1", NOW), "k2", NOW)).isFalse();
        assertThat(store.find("n1")).isNull();
        assertThat(store.find("k1")).isEqualTo(stored("k1", "user-1", NOW));

        assertThat(store.replace(stored("n1", "user-1", NOW), "k1", END)).isTrue();
        assertThat(store.replace(stored("n2", "user-1", NOW), "k1", NOW)).isFalse();

        assertThat(store.find("n2")).isNull();
        assertThat(store.find("k1")).extracting(s -> s.key().replacedBy()).isEqualTo("n1");
        assertThat(store.find("k1")).extracting(s -> s.key().expiresAt()).isEqualTo(END);
    }

    @Test
    void replacedKey_keepsItsSuccessorWhenUsedAndRevoked() {
        store.insert(stored("k1", "user-1", NOW));
        store.replace(stored("k2", "user-1", NOW), "k1", END);

        store.touch("k1", NOW.plusSeconds(5));
        store.revoke("user-1", "k1", NOW.plusSeconds(6));

        assertThat(store.find("k1")).extracting(s -> s.key().replacedBy()).isEqualTo("k2");
    }

    @Test
    void concurrentReplacements_haveOneWinner() throws Exception {
        store.insert(stored("k1", "user-1", NOW));
        List<Callable<Boolean>> callers = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(
                        i -> () -> store.replace(stored("n" + i, "user-1", NOW), "k1", NOW.plusSeconds(60)))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(callers.size());
        int winners = 0;
        try {
            for (Future<Boolean> answer : threads.invokeAll(callers)) {
                winners += answer.get() ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(winners).isEqualTo(1);
        assertThat(store.list("user-1")).hasSize(2);
    }

    @Test
    void touch_notesTheUse() {
        store.insert(stored("k1", "user-1", NOW));

        store.touch("k1", NOW.plusSeconds(5));

        assertThat(store.find("k1")).extracting(s -> s.key().lastUsedAt()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void purge_forgetsWhatEndedBefore() {
        store.insert(stored("k1", "user-1", NOW));
        store.insert(stored("k2", "user-1", NOW));
        store.revoke("user-1", "k2", NOW);

        assertThat(store.purge(NOW)).isZero();
        assertThat(store.purge(NOW.plusMillis(1))).isEqualTo(1);
        assertThat(store.purge(END.plusMillis(1))).isEqualTo(1);
    }

    @Test
    void malformedId_isNoKeyAndNoFailure() {
        ApiKeys keys = ApiKeys.builder(store, "notes:read").build();

        for (String id : new String[] {"", "\0", "AAAAAAAAAAA\0", "\ud83d", "A".repeat(100_000), "' OR ''='"}) {
            assertThat(keys.revoke("user-1", id)).isFalse();
            assertThat(keys.rotate("user-1", id))
                    .isEqualTo(new ApiKeyCreation.Refused(List.of(ApiKeyCreation.Fault.NOT_FOUND)));
        }
        for (String name : new String[] {null, "\0", "half \ud83d", "turned \u202e round"}) {
            assertThat(keys.create("user-1", name, Set.of("notes:read"), Duration.ofDays(1)))
                    .isEqualTo(new ApiKeyCreation.Refused(List.of(ApiKeyCreation.Fault.NAME)));
        }
    }
}
