package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.seaworthy.examples.harbour.Client.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real browser makes of the page and of the API: nonces, Trusted Types, CORS and reports. */
class BrowserTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @TempDir
    private Path profile;

    @BeforeAll
    static void needsChromium() {
        Chromium.assumeInstalled();
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Harbour's page and policy with something put in, as by an attacker in the middle. */
    private void tamper(UnaryOperator<String> with) {
        server.createContext("/", exchange -> {
            Answer page = Deployment.JDK_H2
                    .client()
                    .get(exchange.getRequestURI().getPath())
                    .send();
            // Chromium prefers report-to, but has no Reporting API over plain http: report-uri is what is left.
            String policy = page.header("Content-Security-Policy").replace("; report-to csp", "");
            exchange.getResponseHeaders().set("Content-Security-Policy", policy);
            answer(exchange, "text/html; charset=utf-8", with.apply(page.text()));
        });
        server.start();
    }

    private static String nonceOf(String page) {
        int start = page.indexOf("nonce=\"") + 7;
        return page.substring(start, page.indexOf('"', start));
    }

    @Test
    void thePagesOwnScriptRuns_andAnInjectedOneDoesNot() throws Exception {
        tamper(page -> page.replace(
                "</body>",
                "<script>document.body.dataset.injected = 'ran'</script>"
                        + "<script nonce=\"AAAAAAAAAAAAAAAAAAAAAA\">document.body.dataset.guessed = 'ran'</script>"
                        + "<img src=x onerror=\"document.body.dataset.handler = 'ran'\"></body>"));

        String dom = Chromium.render(origin() + "/", profile);

        assertThat(dom)
                .contains("data-script=\"ran\"")
                .doesNotContain("data-injected=", "data-handler=", "data-guessed=");
    }

    @Test
    void trustedTypes_keepStringsFromBecomingMarkup() throws Exception {
        tamper(page -> page.replace(
                "</body>",
                "<p id=t></p><script nonce=\"" + nonceOf(page) + "\">"
                        + "try { document.getElementById('t').innerHTML = '<b>x</b>'; document.body.dataset.sink = 'open'; }"
                        + "catch (e) { document.body.dataset.sink = e.name; }"
                        + "document.getElementById('t').textContent = 'text is fine';</script></body>"));

        String dom = Chromium.render(origin() + "/", profile);

        assertThat(dom).contains("data-sink=\"TypeError\"", ">text is fine</p>");
    }

    @Test
    void violation_isReportedAndCounted() throws Exception {
        List<String> types = new CopyOnWriteArrayList<>();
        CountDownLatch arrived = new CountDownLatch(1);
        // The browser ends once the page has loaded all it asked for, so it asks for something that takes its time.
        server.createContext("/wait", exchange -> {
            try {
                arrived.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(exchange, "text/plain", "");
        });
        server.createContext("/csp-reports", exchange -> {
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Deployment.JDK_H2
                    .client()
                    .request("POST", "/csp-reports")
                    .body(type, body)
                    .send()
                    .isStatus(204);
            types.add(type);
            arrived.countDown();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        tamper(page -> page.replace(
                "</body>",
                "<script>document.body.dataset.injected = 'ran'</script><script nonce=\"" + nonceOf(page)
                        + "\">fetch('/wait')</script></body>"));
        String before = counted();

        Chromium.render(origin() + "/", profile);

        assertThat(types)
                .isNotEmpty()
                .allMatch(type -> type.equals("application/csp-report") || type.equals("application/reports+json"));
        assertThat(counted()).as("Harbour's count of violations").isNotEqualTo(before);
    }

    /** The line of the metric that counts reports with violations; empty before the first one. */
    private static String counted() {
        return Deployment.JDK_H2
                .client()
                .get("/metrics")
                .send()
                .text()
                .lines()
                .filter(line -> line.contains("csp_reports") && line.contains("counted"))
                .findFirst()
                .orElse("");
    }

    /** A page of the test's own origin that calls Harbour with a header that needs a preflight. */
    private String call(Harbour harbour, String method) throws Exception {
        server.createContext(
                "/",
                exchange -> answer(
                        exchange,
                        "text/html",
                        "<body><script>fetch('http://127.0.0.1:" + harbour.port() + "/api/me', {method: '" + method
                                + "', headers: {'x-request-id': 'from-a-browser-0001'}}).then("
                                + "r => document.body.dataset.status = r.status,"
                                + "e => document.body.dataset.error = e.name)</script></body>"));
        server.start();
        return Chromium.render(origin() + "/", profile);
    }

    @Test
    void listedOrigin_mayReadTheAnswer() throws Exception {
        try (Harbour harbour = Deployment.JDK_H2.startWith("CORS_ALLOWED_ORIGINS", origin())) {
            // No token: the answer is a refusal, and the page can read that.
            assertThat(call(harbour, "GET")).contains("data-status=\"401\"").doesNotContain("data-error=");
        }
    }

    @Test
    void listedOrigin_mayNotUseAMethodThatIsNotListed() throws Exception {
        try (Harbour harbour = Deployment.JDK_H2.startWith("CORS_ALLOWED_ORIGINS", origin())) {
            assertThat(call(harbour, "PUT"))
                    .contains("data-error=\"TypeError\"")
                    .doesNotContain("data-status=");
        }
    }

    @Test
    void otherOrigin_mayNotReadTheAnswer() throws Exception {
        try (Harbour harbour = Deployment.JDK_H2.startWith("CORS_ALLOWED_ORIGINS", "http://localhost:5173")) {
            assertThat(call(harbour, "GET"))
                    .contains("data-error=\"TypeError\"")
                    .doesNotContain("data-status=");
        }
    }
}
