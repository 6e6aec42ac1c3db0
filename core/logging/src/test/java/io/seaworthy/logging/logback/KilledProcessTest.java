package io.seaworthy.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.logging.Captured;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process's end does to its log: an orderly one loses nothing, a killed one what the writer has not got yet. */
class KilledProcessTest {

    /** The child: logs numbered lines; with {@code exit} it ends by itself, else it waits to be killed. */
    public static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            LogbackSetup.builder().json("child").ring(Overflow.WAIT).install();
            Logger log = LoggerFactory.getLogger("child");
            for (int i = 0; i < 5_000; i++) {
                log.info("line {}", i);
            }
            if (arguments[0].equals("exit")) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> log.info("line {}", 5_000)));
                System.exit(0);
            }
            // What was logged a while ago is written: only later lines may be lost.
            Thread.sleep(500);
            System.err.println("ready");
            for (int i = 5_000; ; i++) {
                log.info("line {}", i);
            }
        }
    }

    private static Process start(String how) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        how)
                .redirectError(ProcessBuilder.Redirect.PIPE)
                .start();
    }

    private static List<String> read(Process process) throws Exception {
        List<String> lines = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** By its handle: the process itself would close the streams that are still being read. */
    private static void kill(Process process) {
        process.toHandle().destroyForcibly();
    }

    private static String message(String line) {
        Map<String, Object> object = Captured.parse(line + "\n");
        return (String) object.get("message");
    }

    @Test
    void processThatExits_losesNothing() throws Exception {
        Process process = start("exit");
        List<String> lines = read(process);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(lines).hasSize(5_001);
        assertThat(message(lines.get(5_000))).isEqualTo("line 5000");
    }

    @Test
    void killedProcess_losesOnlyTheLastLinesAndLeavesNoHole() throws Exception {
        Process process = start("kill");
        Thread killer = new Thread(() -> {
            try (BufferedReader err =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                for (String line = err.readLine(); line != null; line = err.readLine()) {
                    if (line.equals("ready")) {
                        kill(process);
                    }
                }
            } catch (java.io.IOException gone) {
                kill(process);
            }
        });
        killer.start();
        List<String> lines = read(process);
        kill(process);
        process.waitFor();
        killer.join();
        assertThat(lines.size()).isGreaterThanOrEqualTo(5_000);
        // The last line may be cut by the kill; all before it are whole and in order.
        for (int i = 0; i < lines.size() - 1; i++) {
            assertThat(message(lines.get(i))).isEqualTo("line " + i);
        }
    }
}
