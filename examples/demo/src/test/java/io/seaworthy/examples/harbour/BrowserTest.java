package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.seaworthy.examples.harbour.Client.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real browser makes of the page: Debian's Chromium, where it is installed. */
class BrowserTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @BeforeAll
    static void needsChromium() {
        if (!Files.isExecutable(CHROMIUM)) {
            System.out.println("browser: skipped, /usr/bin/chromium is not installed (Debian: chromium)");
            Assumptions.abort("no Chromium");
        }
    }

    @Test
    void thePagesOwnScriptRuns_andAnInjectedOneDoesNot(@TempDir Path profile) throws Exception {
        HttpServer tampering = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        try {
            tampering.createContext("/", exchange -> {
                Answer page = Deployment.JDK_H2
                        .client()
                        .get(exchange.getRequestURI().getPath())
                        .send();
                String injected = page.text()
                        .replace(
                                "</body>",
                                "<script>document.body.dataset.injected = 'ran'</script>"
                                        + "<img src=x onerror=\"document.body.dataset.handler = 'ran'\"></body>");
                exchange.getResponseHeaders().set("Content-Security-Policy", page.header("Content-Security-Policy"));
                exchange.getResponseHeaders().set("Content-Type", page.header("Content-Type"));
                byte[] bytes = injected.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(page.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            tampering.start();

            String dom = render("http://127.0.0.1:" + tampering.getAddress().getPort() + "/", profile);

            assertThat(dom).contains("data-script=\"ran\"").doesNotContain("data-injected=", "data-handler=");
        } finally {
            tampering.stop(0);
        }
    }

    private static String render(String url, Path profile) throws IOException, InterruptedException {
        Path output = Files.createTempFile("dom", ".html");
        Process browser = new ProcessBuilder(List.of(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile,
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        url))
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
