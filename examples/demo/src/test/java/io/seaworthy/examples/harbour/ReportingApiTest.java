package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.seaworthy.examples.harbour.Client.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Harbour behind a proxy that ends TLS: browsers send reports by the Reporting API only over https. The policy and
 * {@code Reporting-Endpoints} reach the browser as Harbour wrote them.
 */
class ReportingApiTest {

    @TempDir
    private Path folder;

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final AtomicReference<String> type = new AtomicReference<>("");
    private final AtomicReference<String> report = new AtomicReference<>("");

    @BeforeAll
    static void needsChromium() {
        Chromium.assumeInstalled();
    }

    /** What a proxy adds; the reason why Harbour sends what belongs on https only. */
    private static Answer forward(Client.Request request) {
        return request.header("X-Forwarded-For", "192.0.2.1")
                .header("X-Forwarded-Proto", "https")
                .send();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Harbour's page with a script in it that has no nonce, and one of its own that keeps the browser waiting. */
    private static void page(Client harbour, HttpExchange exchange) throws IOException {
        Answer page = forward(harbour.get(exchange.getRequestURI().getPath()));
        for (String name : new String[] {"Content-Security-Policy", "Reporting-Endpoints", "Content-Type"}) {
            exchange.getResponseHeaders().set(name, page.header(name));
        }
        assertThat(page.header("Strict-Transport-Security"))
                .as("it knows of https")
                .isNotEmpty();
        String text = page.text();
        int nonce = text.indexOf("nonce=\"") + 7;
        String injected = "<script>document.body.dataset.injected = 'ran'</script><script nonce=\""
                + text.substring(nonce, text.indexOf('"', nonce)) + "\">fetch('/wait')</script></body>";
        answer(exchange, page.status(), text.replace("</body>", injected).getBytes(StandardCharsets.UTF_8));
    }

    private void reports(Client harbour, HttpExchange exchange) throws IOException {
        type.set(exchange.getRequestHeaders().getFirst("Content-Type"));
        byte[] body = exchange.getRequestBody().readAllBytes();
        report.set(new String(body, StandardCharsets.UTF_8));
        Answer answer = forward(
                harbour.request("POST", exchange.getRequestURI().getPath()).body(type.get(), body));
        arrived.countDown();
        answer(exchange, answer.status(), answer.response().body());
    }

    private void await(HttpExchange exchange) throws IOException {
        try {
            arrived.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer(exchange, 204, new byte[0]);
    }

    @Test
    void violation_arrivesByTheReportingApi() throws Exception {
        try (Harbour harbour = Deployment.JDK_H2.startWith("TRUSTED_PROXIES", "127.0.0.0/8");
                TlsProxy proxy = new TlsProxy(folder)) {
            Client client = new Client(harbour.port());
            proxy.handle("/wait", this::await);
            proxy.handle("/csp-reports", exchange -> reports(client, exchange));
            proxy.handle("/", exchange -> page(client, exchange));

            String dom = Chromium.render(proxy.origin() + "/", folder.resolve("profile"), proxy.trustOption());

            assertThat(dom).contains("data-script=\"ran\"").doesNotContain("data-injected=");
            assertThat(type).hasValue("application/reports+json");
            JsonNode first = Client.JSON.readTree(report.get()).get(0);
            assertThat(first.get("type").asText()).isEqualTo("csp-violation");
            assertThat(first.get("body").get("effectiveDirective").asText()).isEqualTo("script-src-elem");
            assertThat(client.get("/metrics").send().text())
                    .as("Harbour's count of violations")
                    .containsPattern("csp_reports\\S*counted\\S* 1");
        }
    }
}
