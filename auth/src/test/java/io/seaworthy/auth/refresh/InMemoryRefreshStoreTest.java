package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.token.Revocation;
import io.seaworthy.auth.token.RevocationLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InMemoryRefreshStoreTest extends RefreshStoreConformance {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private RefreshStore store;

    @Override
    protected RefreshStore emptyStore() {
        store = InMemoryRefreshStore.create();
        return store;
    }

    @Override
    protected RefreshStore secondNode() {
        return store;
    }

    @Test
    void family_goesByItselfADayAfterItExpired() {
        AtomicLong nanos = new AtomicLong();
        RefreshStore sessions = InMemoryRefreshStore.create(nanos::get);
        Instant end = NOW.plus(Duration.ofDays(90));
        sessions.insert(new RefreshFamily(
                "AAAAAAAAAAAAAAAAAAAAAA", "user-1", null, 0, "k1", List.of(), NOW, NOW.plusSeconds(60), end, null));
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        sessions.advance("AAAAAAAAAAAAAAAAAAAAAA", 0, "k1", NOW.plusSeconds(59), NOW.plusSeconds(119));

        nanos.addAndGet(Duration.ofDays(1).plusSeconds(59).toNanos());
        assertThat(sessions.find("AAAAAAAAAAAAAAAAAAAAAA")).isNotNull();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(sessions.find("AAAAAAAAAAAAAAAAAAAAAA")).isNull();
        assertThat(sessions.list("user-1", NOW)).isEmpty();
    }

    @Test
    void logEntry_takesThePastOnesAlong() {
        RevocationLog log = store.revocationLog();
        log.append(new Revocation(Revocation.Kind.TOKEN, "1", NOW, NOW.plusSeconds(60)));
        log.append(new Revocation(Revocation.Kind.TOKEN, "2", NOW.plusSeconds(60), NOW.plusSeconds(120)));
        assertThat(log.after(0).revocations()).hasSize(2);

        log.append(new Revocation(Revocation.Kind.TOKEN, "3", NOW.plusSeconds(61), NOW.plusSeconds(121)));

        assertThat(log.after(0).revocations()).extracting(Revocation::key).containsExactly("2", "3");
        assertThat(log.after(0).position()).isEqualTo(3);
    }
}
