package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Debian's Chromium, where it is installed. */
final class Chromium {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private Chromium() {}

    static void assumeInstalled() {
        if (!Files.isExecutable(CHROMIUM)) {
            System.out.println("browser: skipped, /usr/bin/chromium is not installed (Debian: chromium)");
            Assumptions.abort("no Chromium");
        }
    }

    /** The document as it stands once its scripts and fetches are done. */
    static String render(String url, Path profile, String... options) throws IOException, InterruptedException {
        Path output = Files.createTempFile("dom", ".html");
        List<String> command = new ArrayList<>(List.of(options));
        command.addAll(
                0,
                List.of(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        // Reports are sent in batches, a minute apart, but for this.
                        "--short-reporting-delay",
                        "--user-data-dir=" + profile,
                        "--virtual-time-budget=5000",
                        "--dump-dom"));
        command.add(url);
        Process browser = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return Files.readString(output);
        } finally {
            browser.destroyForcibly();
            Files.delete(output);
        }
    }
}
