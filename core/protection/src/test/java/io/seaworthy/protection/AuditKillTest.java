package io.seaworthy.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that is killed while it writes. */
class AuditKillTest {

    /** Writes until it is killed and says which entry was promised last. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) {
            AuditTrail trail = AuditTrail.open(Path.of(args[0]), Keys.key(1));
            for (int i = 0; ; i++) {
                AuditEvent event = AuditEvent.of("u_1", "note.create", "note:" + i, AuditOutcome.SUCCESS);
                System.out.println(trail.append(event).sequence());
            }
        }
    }

    @TempDir
    private Path folder;

    @Test
    void whatWasPromised_survivesAKill() throws Exception {
        Path file = folder.resolve("audit.jsonl");
        long promised = 0;
        for (int round = 0; round < 3; round++) {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            file.toString()))
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (int i = 0; i < 50; i++) {
                    promised = Long.parseLong(lines.readLine());
                }
                process.toHandle().destroyForcibly();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    // The last line may have been cut short on its way through the pipe.
                    promised = line.length() >= Long.toString(promised).length() ? Long.parseLong(line) : promised;
                }
            } finally {
                process.destroyForcibly();
            }
            long atLeast = promised;
            assertThat(AuditVerifier.of(Keys.key(1)).verify(file))
                    .isInstanceOfSatisfying(
                            AuditVerification.Intact.class,
                            intact -> assertThat(intact.head().sequence()).isGreaterThanOrEqualTo(atLeast));
        }
    }
}
