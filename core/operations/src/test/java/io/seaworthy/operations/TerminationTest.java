package io.seaworthy.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A real process and a real signal. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
class TerminationTest {

    /** What the process runs. */
    static final class Service {

        private Service() {}

        public static void main(String[] args) throws InterruptedException {
            Shutdown shutdown = Shutdown.builder()
                    .drainDelay(Duration.ZERO)
                    .close("server", () -> System.out.println("server closed"))
                    .close("logs", System.out::flush)
                    .build();
            shutdown.installHook();
            System.out.println("started");
            if (args.length > 0) {
                shutdown.exit(Integer.parseInt(args[0]));
            }
            Thread.sleep(60_000);
        }
    }

    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Service.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static BufferedReader output(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    @Test
    void sigterm_closesInOrderAndExitsWithZero() throws Exception {
        Process process = start();
        try (BufferedReader lines = output(process)) {
            assertThat(lines.readLine()).isEqualTo("started");
            process.toHandle().destroy();

            assertThat(lines.lines()).containsExactly("server closed");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void anExitStatus_survivesTheHook() throws Exception {
        Process process = start("78");
        try (BufferedReader lines = output(process)) {
            assertThat(lines.lines()).containsExactly("started", "server closed");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(78);
        } finally {
            process.destroyForcibly();
        }
    }
}
