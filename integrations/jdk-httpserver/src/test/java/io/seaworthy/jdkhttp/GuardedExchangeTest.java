package io.seaworthy.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.testkit.RawConnection;
import io.seaworthy.testkit.RawResponse;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What an application may do with the exchange that it gets. */
class GuardedExchangeTest {

    private static final GuardChain CHAIN = GuardChain.of(head ->
            Decision.proceed(HeaderEdits.builder().enforce("X-Guard", "1").build()));

    private static void send(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void attributes_belongToOneRequest() throws Exception {
        HttpHandler handler = exchange -> {
            Object before = exchange.getAttribute("user");
            exchange.setAttribute("user", exchange.getRequestURI().getPath());
            send(exchange, before + " " + exchange.getAttribute("user") + " " + exchange.getAttribute("shared"));
        };
        try (TestServer server = TestServer.start(SeaworthyHandler.of(CHAIN, handler))) {
            server.context().getAttributes().put("shared", "context");
            assertThat(server.get("/one").text()).isEqualTo("null /one context");
            assertThat(server.get("/two").text()).isEqualTo("null /two context");
        }
    }

    @Test
    void compressingStream_isClosedWithTheExchange() throws Exception {
        HttpHandler handler = exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            exchange.setStreams(null, new GZIPOutputStream(exchange.getResponseBody()));
            exchange.getResponseBody().write("hello".repeat(100).getBytes(StandardCharsets.UTF_8));
        };
        try (TestServer server = TestServer.start(SeaworthyHandler.of(CHAIN, handler))) {
            RawResponse response = server.get("/");
            GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(response.body()));
            assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("hello".repeat(100));
            assertThat(response.all("X-Guard")).containsExactly("1");
        }
    }

    @Test
    void filterInFrontOfTheHandler_seesTheServersOwnExchange() throws Exception {
        StringBuilder seen = new StringBuilder();
        Filter counting = new Filter() {
            @Override
            public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
                exchange.setStreams(null, new FilterOutputStream(exchange.getResponseBody()) {
                    @Override
                    public void write(byte[] bytes, int offset, int count) throws IOException {
                        seen.append(new String(bytes, offset, count, StandardCharsets.UTF_8));
                        out.write(bytes, offset, count);
                    }
                });
                chain.doFilter(exchange);
            }

            @Override
            public String description() {
                return "counts";
            }
        };
        try (TestServer server = TestServer.start(SeaworthyHandler.of(CHAIN, x -> send(x, "hello")))
                .with(counting)) {
            assertThat(server.get("/").text()).isEqualTo("hello");
            assertThat(seen).hasToString("hello");
        }
    }

    @Test
    void handlerWritesItsBodyToAHead_nothingBreaks() throws Exception {
        try (TestServer server = TestServer.start(SeaworthyHandler.of(CHAIN, x -> send(x, "hello")));
                RawConnection connection = server.connect()) {
            for (int i = 0; i < 3; i++) {
                connection.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
                RawResponse response = connection.read("HEAD");
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.header("Content-Length")).isEqualTo("5");
            }
            connection.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.read().text()).isEqualTo("hello");
        }
    }

    @Test
    void whatTheServerKnows_isPassedOn() throws Exception {
        HttpHandler handler = exchange -> send(
                exchange,
                exchange.getProtocol()
                        + ' '
                        + exchange.getRequestMethod()
                        + ' '
                        + exchange.getRequestURI()
                        + ' '
                        + exchange.getRequestHeaders().getFirst("host")
                        + ' '
                        + exchange.getHttpContext().getPath()
                        + ' '
                        + exchange.getRemoteAddress().getAddress().isLoopbackAddress()
                        + ' '
                        + exchange.getLocalAddress().getPort()
                        + ' '
                        + exchange.getPrincipal()
                        + ' '
                        + exchange.getResponseCode()
                        + ' '
                        + (exchange instanceof HttpsExchange));
        try (TestServer server = TestServer.start(SeaworthyHandler.of(CHAIN, handler))) {
            assertThat(server.get("/a?b").text())
                    .isEqualTo("HTTP/1.1 GET /a?b localhost / true " + server.port() + " null -1 false");
        }
    }

    @Test
    void bodyClosedEarly_reachesTheClientBeforeTheHandlerReturns() throws Exception {
        var clientHasIt = new java.util.concurrent.CountDownLatch(1);
        HttpHandler handler = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write("hello".getBytes(StandardCharsets.UTF_8));
            }
            try {
                clientHasIt.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
        try (TestServer server = TestServer.start(SeaworthyHandler.of(CHAIN, handler))) {
            assertThat(server.get("/").text()).isEqualTo("hello");
            clientHasIt.countDown();
        }
    }
}
