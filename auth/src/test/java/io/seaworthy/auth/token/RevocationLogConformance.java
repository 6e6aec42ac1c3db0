package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RevocationLog} must do: extend it and make an empty log. Published in the test artifact. */
public abstract class RevocationLogConformance {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(11));

    private RevocationLog log;

    /** An empty log. */
    protected abstract RevocationLog emptyLog();

    /** Another node's view of the log that {@link #emptyLog} made last. */
    protected abstract RevocationLog secondNode();

    @BeforeEach
    void makeLog() {
        log = emptyLog();
    }

    private static Revocation revocation(Revocation.Kind kind, String key) {
        return new Revocation(kind, key, NOW, UNTIL);
    }

    @Test
    void emptyLog_hasNothing() {
        assertThat(log.after(0).revocations()).isEmpty();
        assertThat(log.naming(List.of("user-1"))).isEmpty();
    }

    @Test
    void appendedEntry_isReadAsItWasOnAnotherNode() {
        List<Revocation> entries = List.of(
                revocation(Revocation.Kind.SESSION, "AAAAAAAAAAAAAAAAAAAAAA"),
                revocation(Revocation.Kind.SUBJECT, "user 1: \u00e4\u6c34"),
                revocation(Revocation.Kind.TOKEN, "jti-1"));
        entries.forEach(log::append);

        assertThat(secondNode().after(0).revocations()).containsExactlyElementsOf(entries);
    }

    @Test
    void reading_goesOnAfterAPosition() {
        Revocation first = revocation(Revocation.Kind.SUBJECT, "user-1");
        Revocation second = revocation(Revocation.Kind.TOKEN, "jti-1");
        log.append(first);
        RevocationLog.Page page = log.after(0);
        log.append(second);

        RevocationLog.Page next = secondNode().after(page.position());

        assertThat(page.revocations()).containsExactly(first);
        assertThat(next.revocations()).contains(second);
        assertThat(next.position()).isGreaterThan(page.position());
        assertThat(log.after(next.position()).position()).isEqualTo(next.position());
    }

    @Test
    void naming_findsAllKindsByTheExactKey() {
        Revocation session = revocation(Revocation.Kind.SESSION, "Session-1");
        Revocation subject = revocation(Revocation.Kind.SUBJECT, "user-1");
        log.append(session);
        log.append(subject);
        log.append(revocation(Revocation.Kind.TOKEN, "jti-1"));

        assertThat(secondNode().naming(List.of("Session-1", "user-1", "nobody")))
                .containsExactlyInAnyOrder(session, subject);
        assertThat(log.naming(List.of("session-1", "user-1 ", "USER-1"))).isEmpty();
    }

    @Test
    void purge_forgetsWhatIsPastOnly() {
        log.append(revocation(Revocation.Kind.TOKEN, "jti-1"));
        log.append(new Revocation(Revocation.Kind.TOKEN, "jti-2", NOW, UNTIL.plusSeconds(60)));

        assertThat(log.purge(UNTIL)).isZero();
        assertThat(log.purge(UNTIL.plusMillis(1))).isEqualTo(1);
        assertThat(log.after(0).revocations()).extracting(Revocation::key).containsExactly("jti-2");
        assertThat(log.naming(List.of("jti-1"))).isEmpty();
    }

    @Test
    void manyWriters_loseNothingForAReaderThatFollows() throws Exception {
        int writers = 8;
        int each = Boolean.getBoolean("seaworthy.long") ? 500 : 25;
        RevocationLog reader = secondNode();
        List<String> seen = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            List<? extends Future<?>> all = IntStream.range(0, writers)
                    .mapToObj(writer -> pool.submit(() -> IntStream.range(0, each)
                            .forEach(i -> log.append(revocation(Revocation.Kind.TOKEN, writer + "-" + i)))))
                    .toList();
            long position = 0;
            boolean running = true;
            while (running) {
                running = !all.stream().allMatch(Future::isDone);
                RevocationLog.Page page = reader.after(position);
                page.revocations().forEach(entry -> seen.add(entry.key()));
                position = page.position();
            }
            for (Future<?> writer : all) {
                writer.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(seen.stream().distinct()).hasSize(writers * each);
    }
}
