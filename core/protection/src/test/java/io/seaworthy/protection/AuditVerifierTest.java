package io.seaworthy.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifierTest {

    private final AuditVerifier verifier = AuditVerifier.of(Keys.key(1));

    @TempDir
    private Path folder;

    private Path file;
    private final List<AuditHead> heads = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("audit.jsonl");
        try (AuditTrail trail =
                AuditTrail.builder(file, Keys.key(1)).withoutSyncOnEachEvent().open()) {
            for (int i = 1; i <= 4; i++) {
                heads.add(trail.append(AuditEvent.of("u_" + i, "note.create", "note:" + i, AuditOutcome.SUCCESS))
                        .head());
            }
        }
    }

    private AuditVerification verify(List<String> lines) throws IOException {
        Files.write(file, lines);
        return verifier.verify(file);
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(file));
    }

    private AuditVerification broken(int line, AuditBreak reason) {
        return new AuditVerification.Broken(line, reason, line == 1 ? AuditHead.NONE : heads.get(line - 2));
    }

    @Test
    void anUntouchedFile_isIntact() throws Exception {
        assertThat(verifier.verify(file)).isEqualTo(new AuditVerification.Intact(heads.get(3), 0));
    }

    @Test
    void everyChangedByte_isFoundOnItsLine() throws Exception {
        byte[] good = Files.readAllBytes(file);
        long line = 1;
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(file, bad);
            AuditVerification found = verifier.verify(file);

            if (i == good.length - 1) {
                // Without its line feed the last line is one that was never finished.
                assertThat(found).isInstanceOfSatisfying(AuditVerification.Intact.class, intact -> {
                    assertThat(intact.head()).isEqualTo(heads.get(2));
                    assertThat(intact.tornBytes()).isPositive();
                });
            } else {
                long expected = line;
                assertThat(found)
                        .as("byte %d", i)
                        .isInstanceOfSatisfying(
                                AuditVerification.Broken.class,
                                broken -> assertThat(broken.line()).isEqualTo(expected));
            }
            line += good[i] == '\n' ? 1 : 0;
        }
    }

    @Test
    void aRemovedLine_isFound() throws Exception {
        for (int i = 0; i < 3; i++) {
            write2();
            List<String> lines = lines();
            lines.remove(i);
            assertThat(verify(lines)).isEqualTo(broken(i + 1, AuditBreak.SEQUENCE));
        }
    }

    private void write2() throws IOException {
        Files.delete(file);
        heads.clear();
        write();
    }

    @Test
    void aRepeatedLine_isFound() throws Exception {
        List<String> lines = lines();
        lines.add(2, lines.get(1));

        assertThat(verify(lines)).isEqualTo(broken(3, AuditBreak.SEQUENCE));
    }

    @Test
    void swappedLines_areFound() throws Exception {
        List<String> lines = lines();
        lines.add(1, lines.remove(2));

        assertThat(verify(lines)).isEqualTo(broken(2, AuditBreak.SEQUENCE));
    }

    @Test
    void aLineOfAnotherFileUnderTheSameKey_isFound() throws Exception {
        Path other = folder.resolve("other.jsonl");
        try (AuditTrail trail =
                AuditTrail.builder(other, Keys.key(1)).withoutSyncOnEachEvent().open()) {
            for (int i = 1; i <= 4; i++) {
                trail.append(AuditEvent.of("u_9", "note.delete", "note:" + i, AuditOutcome.SUCCESS));
            }
        }
        List<String> lines = lines();
        lines.set(2, Files.readAllLines(other).get(2));

        assertThat(verify(lines)).isEqualTo(broken(3, AuditBreak.CHAIN));
    }

    @Test
    void aFileUnderAnotherKey_isNotVerified() throws Exception {
        assertThat(AuditVerifier.of(Keys.key(2)).verify(file)).isEqualTo(broken(1, AuditBreak.UNKNOWN_KEY));
    }

    @Test
    void aTruncatedFile_isFoundByAHeadKeptElsewhere() throws Exception {
        List<String> lines = lines().subList(0, 2);

        assertThat(verify(lines).isIntact()).isTrue();
        assertThat(verifier.verify(file, heads.get(1)).isIntact()).isTrue();
        assertThat(verifier.verify(file, heads.get(1), heads.get(3))).isEqualTo(broken(3, AuditBreak.HEAD_MISSING));
    }

    @Test
    void aRewrittenChain_isFoundByAHeadKeptElsewhere() throws Exception {
        AuditHead stranger = new AuditHead(2, Instant.EPOCH, "B".repeat(43));

        assertThat(verifier.verify(file, stranger))
                .isInstanceOfSatisfying(
                        AuditVerification.Broken.class,
                        broken -> assertThat(broken.reason()).isEqualTo(AuditBreak.HEAD_MISSING));
        assertThat(verifier.verify(file, AuditHead.NONE, heads.get(0), heads.get(3))
                        .isIntact())
                .isTrue();
    }

    @Test
    void anEmptyFile_isAnIntactChainOfNothing() throws Exception {
        assertThat(verify(List.of())).isEqualTo(new AuditVerification.Intact(AuditHead.NONE, 0));
    }

    @Test
    void emptyAndEndlessLines_areMalformed() throws Exception {
        List<String> lines = lines();
        lines.add(1, "");
        assertThat(verify(lines)).isEqualTo(broken(2, AuditBreak.MALFORMED));

        Files.write(file, "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
        assertThat(verifier.verify(file)).isEqualTo(broken(1, AuditBreak.MALFORMED));
    }

    @Test
    void windowsLineEndings_areAChange() throws Exception {
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));

        assertThat(verifier.verify(file)).isEqualTo(broken(1, AuditBreak.MALFORMED));
    }

    @Test
    void aMissingFile_isNoBrokenChain() {
        assertThatThrownBy(() -> verifier.verify(folder.resolve("absent"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aShortKey_isRefused() {
        assertThatThrownBy(() -> AuditVerifier.of(Secret.ofUtf8("short"))).isInstanceOf(ConfigurationException.class);
    }
}
