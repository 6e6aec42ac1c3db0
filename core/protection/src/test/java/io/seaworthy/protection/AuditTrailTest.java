package io.seaworthy.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00.123456Z"));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void choose() {
        file = folder.resolve("audit.jsonl");
    }

    private AuditTrail open(Secret key, Secret... previous) {
        return AuditTrail.builder(file, key)
                .previousKeys(previous)
                .clock(CLOCK)
                .withoutSyncOnEachEvent()
                .open();
    }

    private static AuditEvent event(int i) {
        return AuditEvent.of("u_" + i, "note.create", "note:" + i, AuditOutcome.SUCCESS);
    }

    private AuditVerification verify() throws IOException {
        return AuditVerifier.of(Keys.key(1), Keys.key(2)).verify(file);
    }

    @Test
    void anEvent_isOneLine() throws Exception {
        AuditEntry entry;
        try (AuditTrail trail = open(Keys.key(1))) {
            entry = trail.append(event(7));
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1);
        Map<String, Object> line = Json.readObject(lines.get(0).getBytes(), JsonLimits.strict());
        assertThat(line)
                .containsEntry("seq", 1L)
                .containsEntry("time", "2026-11-21T10:00:00.123Z")
                .containsEntry("actor", "u_7")
                .containsEntry("action", "note.create")
                .containsEntry("target", "note:7")
                .containsEntry("outcome", "SUCCESS")
                .containsEntry("prev", "A".repeat(43))
                .containsEntry("hash", entry.hash());
        assertThat(verify()).isEqualTo(new AuditVerification.Intact(entry.head(), 0));
    }

    @Test
    void aChain_goesOnAfterARestart() throws Exception {
        AuditHead head = AuditHead.NONE;
        for (int start = 0; start < 3; start++) {
            try (AuditTrail trail = open(Keys.key(1))) {
                assertThat(trail.head()).isEqualTo(head);
                trail.append(event(1));
                head = trail.append(event(2)).head();
                assertThat(trail.heads()).hasSize(2).last().isEqualTo(head);
            }
        }

        assertThat(verify()).isEqualTo(new AuditVerification.Intact(head, 0));
        assertThat(head.sequence()).isEqualTo(6);
    }

    @Test
    void aLineCutAnywhere_isRepairedAndRecorded() throws Exception {
        try (AuditTrail trail = open(Keys.key(1))) {
            trail.append(event(1));
            trail.append(event(2));
        }
        byte[] whole = Files.readAllBytes(file);
        int firstLine = new String(whole).indexOf('\n') + 1;
        for (int length = firstLine; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            boolean torn = length != firstLine && length != whole.length;
            int good = length == whole.length ? 2 : 1;
            try (AuditTrail trail = open(Keys.key(1))) {
                assertThat(trail.head().sequence()).isEqualTo(torn ? good + 1 : good);
                if (torn) {
                    assertThat(trail.recent(1)).singleElement().satisfies(entry -> {
                        assertThat(entry.event().action()).isEqualTo("audit.repaired");
                        assertThat(entry.event().actor()).isEqualTo("system");
                    });
                    assertThat(trail.recent(1).get(0).event().target()).isEqualTo("torn:" + (length - firstLine));
                }
                trail.append(event(3));
            }
            assertThat(verify()).as("cut at %d", length).matches(AuditVerification::isIntact);
        }
    }

    @Test
    void aTornFirstLine_isRepairedToo() throws Exception {
        Files.writeString(file, "{\"seq\":1,\"ti");
        try (AuditTrail trail = open(Keys.key(1))) {
            assertThat(trail.head().sequence()).isEqualTo(1);
        }

        assertThat(verify().isIntact()).isTrue();
    }

    @Test
    void aBrokenEnd_isRefused() throws Exception {
        try (AuditTrail trail = open(Keys.key(1))) {
            trail.append(event(1));
            trail.append(event(2));
        }
        Files.writeString(file, Files.readString(file).replace("note:2", "note:3"));
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> open(Keys.key(1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("broken_chain")
                .hasMessageContaining("after entry 1")
                .hasMessageContaining("HASH_MISMATCH");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aFileOfAnotherKind_isRefusedAndLeftAlone() throws Exception {
        Files.writeString(file, "root:x:0:0\n");
        assertThatThrownBy(() -> open(Keys.key(1))).hasMessageContaining("MALFORMED");
        assertThat(Files.readString(file)).isEqualTo("root:x:0:0\n");

        Files.write(file, new byte[5_000]);
        assertThatThrownBy(() -> open(Keys.key(1))).hasMessageContaining("not_an_audit_file");
        assertThat(file).hasSize(5_000);
    }

    @Test
    void keys_rotate() throws Exception {
        try (AuditTrail trail = open(Keys.key(1))) {
            trail.append(event(1));
        }
        assertThatThrownBy(() -> open(Keys.key(2))).hasMessageContaining("UNKNOWN_KEY");
        try (AuditTrail trail = open(Keys.key(2), Keys.key(1))) {
            trail.append(event(2));
        }

        assertThat(verify().isIntact()).isTrue();
        assertThat(AuditVerifier.of(Keys.key(2)).verify(file))
                .isEqualTo(new AuditVerification.Broken(1, AuditBreak.UNKNOWN_KEY, AuditHead.NONE));
    }

    @Test
    void threads_makeOneChain() throws Exception {
        int threads = 8;
        int each = 100;
        Set<Long> sequences = new HashSet<>();
        try (AuditTrail trail = AuditTrail.open(file, Keys.key(1))) {
            List<CompletableFuture<List<Long>>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                all.add(CompletableFuture.supplyAsync(
                        () -> {
                            List<Long> mine = new ArrayList<>();
                            for (int i = 0; i < each; i++) {
                                mine.add(trail.append(event(i)).sequence());
                            }
                            return mine;
                        },
                        task -> new Thread(task).start()));
            }
            for (CompletableFuture<List<Long>> one : all) {
                assertThat(one.get()).isSorted();
                sequences.addAll(one.get());
            }
        }

        assertThat(sequences).hasSize(threads * each);
        assertThat(verify())
                .isInstanceOfSatisfying(
                        AuditVerification.Intact.class,
                        intact -> assertThat(intact.head().sequence()).isEqualTo(threads * each));
    }

    @Test
    void anInterruptedThread_writesAllTheSame() throws Exception {
        try (AuditTrail trail = AuditTrail.open(file, Keys.key(1))) {
            Thread.currentThread().interrupt();
            trail.append(event(1));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(trail.append(event(2)).sequence()).isEqualTo(2);
        }
    }

    @Test
    void aFileInUse_isRefused() throws Exception {
        try (AuditTrail trail = open(Keys.key(1))) {
            assertThatThrownBy(() -> open(Keys.key(1)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("in_use");
            assertThat(trail.append(event(1)).sequence()).isEqualTo(1);
        }
        open(Keys.key(1)).close();
    }

    @Test
    void afterClose_nothingIsAppended() throws Exception {
        AuditTrail trail = open(Keys.key(1));
        trail.append(event(1));
        trail.close();
        trail.close();

        assertThatThrownBy(() -> trail.append(event(2))).isInstanceOf(IllegalStateException.class);
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void aNewFile_isItsOwnersOnly() throws Exception {
        open(Keys.key(1)).close();
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            System.out.println("permissions not checked: no POSIX file system");
            return;
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void recentEntries_areBoundedAndSurviveARestart() throws Exception {
        try (AuditTrail trail = AuditTrail.builder(file, Keys.key(1))
                .keep(3)
                .withoutSyncOnEachEvent()
                .open()) {
            for (int i = 1; i <= 5; i++) {
                trail.append(event(i));
            }
            assertThat(trail.recent(10)).extracting(AuditEntry::sequence).containsExactly(5L, 4L, 3L);
            assertThat(trail.recent(2)).extracting(AuditEntry::sequence).containsExactly(5L, 4L);
        }
        try (AuditTrail trail = open(Keys.key(1))) {
            assertThat(trail.recent(10))
                    .hasSize(5)
                    .first()
                    .extracting(AuditEntry::sequence)
                    .isEqualTo(5L);
        }
    }

    @Test
    void json_listsItemsAndHeads() throws Exception {
        try (AuditTrail trail = open(Keys.key(1))) {
            trail.append(event(1));
            AuditEntry last = trail.append(event(2));
            Map<String, Object> root = Json.readObject(trail.toJson(1), JsonLimits.strict());

            assertThat((List<?>) root.get("items")).hasSize(1);
            assertThat(root.get("heads"))
                    .isEqualTo(List.of(
                            Map.of("seq", 0L, "time", "1970-01-01T00:00:00Z", "hash", "A".repeat(43)),
                            Map.of("seq", 2L, "time", "2026-11-21T10:00:00.123Z", "hash", last.hash())));
        }
    }

    @Test
    void aFileBeyondTheWindow_opensByItsTail() throws Exception {
        int entries = 5_000;
        try (AuditTrail trail = open(Keys.key(1))) {
            for (int i = 0; i < entries; i++) {
                trail.append(event(i));
            }
        }
        assertThat(Files.size(file)).isGreaterThan(AuditTail.WINDOW);
        try (AuditTrail trail = open(Keys.key(1))) {
            assertThat(trail.append(event(0)).sequence()).isEqualTo(entries + 1);
        }

        assertThat(verify().isIntact()).isTrue();
    }

    @Test
    void wrongOptions_areReportedTogether() {
        assertThatThrownBy(() -> AuditTrail.builder(folder, Secret.ofUtf8("short"))
                        .previousKeys(Secret.ofUtf8("short"))
                        .keep(-1)
                        .keep(-1)
                        .open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("5 faults");
        assertThatThrownBy(() -> AuditTrail.open(folder.resolve("absent/audit.jsonl"), Keys.key(1)))
                .hasMessageContaining("a file in a directory that exists");
    }

    @Test
    void evidence_callsAMissingSyncWeak() throws Exception {
        try (AuditTrail trail = open(Keys.key(1))) {
            assertThat(trail.evidence())
                    .allMatch(one -> one.isWeakened() && one.id().equals("LOG-AUDIT"));
        }
        try (AuditTrail trail = AuditTrail.open(file, Keys.key(1))) {
            assertThat(trail.evidence()).noneMatch(one -> one.isWeakened());
        }
    }
}
