package io.seaworthy.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestContext;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.testkit.BadRequest;
import io.seaworthy.testkit.RawConnection;
import io.seaworthy.testkit.RawResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The code of the README, run. */
class ReadmeExampleTest {

    private static final Path MODULE =
            Path.of(System.getProperty("seaworthy.root", "../.."), "integrations", "jdk-httpserver");

    @Test
    void readme_works() throws Exception {
        // README: begin
        var nosniff = Decision.proceed(HeaderEdits.builder()
                .enforce("X-Content-Type-Options", "nosniff")
                .build());
        var teapot = Decision.reject(Problem.of(418, "teapot", "No coffee here"));

        var chain = GuardChain.builder()
                .then(head -> nosniff)
                .then(head -> head.rawPath().equals("/coffee") ? teapot : Decision.proceed())
                .then(head -> Decision.proceed(RequestAttributes.PLAN, Plan.of("free")))
                .build();

        HttpHandler application = exchange -> {
            byte[] body = ("your plan: " + RequestContext.get(RequestAttributes.PLAN)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        };

        var executor = Executors.newFixedThreadPool(16); // or a virtual thread per request, on Java 21 and later
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 1024);
        server.setExecutor(executor);
        server.createContext(
                "/",
                SeaworthyHandler.builder(chain, application)
                        .executor(executor)
                        .deadline(Duration.ofSeconds(30))
                        .build());
        server.start();
        // README: end
        try {
            RawResponse tea = get(server, "/tea");
            assertThat(tea.text()).isEqualTo("your plan: Plan[name=free]");
            assertThat(tea.header("X-Content-Type-Options")).isEqualTo("nosniff");
            RawResponse coffee = get(server, "/coffee");
            assertThat(coffee.status()).isEqualTo(418);
            assertThat(coffee.header("X-Content-Type-Options")).isEqualTo("nosniff");
        } finally {
            server.stop(0);
            executor.shutdownNow();
        }
    }

    /** The wrong order: what a filter in front of the handler answers, no guard has seen. */
    @Test
    void filterThatAnswersInFrontOfTheHandler_hasNoGuardsHeaders() throws Exception {
        GuardChain chain = GuardChain.of(head ->
                Decision.proceed(HeaderEdits.builder().enforce("X-Guard", "1").build()));
        HttpHandler application = exchange -> exchange.sendResponseHeaders(200, -1);
        Filter login = new Filter() {
            @Override
            public void doFilter(HttpExchange exchange, Chain next) throws IOException {
                exchange.sendResponseHeaders(401, -1);
            }

            @Override
            public String description() {
                return "answers itself";
            }
        };
        try (TestServer server = TestServer.start(SeaworthyHandler.of(chain, application))) {
            assertThat(server.get("/").all("X-Guard")).containsExactly("1");
            server.with(login);
            assertThat(server.get("/").all("X-Guard")).isEmpty();
        }
    }

    @Test
    void readme_holdsTheCodeThatRuns() throws IOException {
        String source = Files.readString(MODULE.resolve("src/test/java/io/seaworthy/jdkhttp/ReadmeExampleTest.java"));
        String code = source.substring(source.indexOf("// README: begin") + 16, source.indexOf("// README: end"));
        assertThat(words(Files.readString(MODULE.resolve("README.md")))).contains(words(code));
    }

    @Test
    void readme_saysHowEveryMalformedRequestEnds() throws IOException {
        String readme = Files.readString(MODULE.resolve("README.md"));
        for (BadRequest kind : BadRequest.values()) {
            assertThat(readme).contains("`" + kind.name() + "`");
        }
    }

    private static RawResponse get(HttpServer server, String path) throws IOException {
        try (RawConnection connection = RawConnection.open(server.getAddress().getPort())) {
            return connection
                    .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .read();
        }
    }

    /** Line breaks are the formatter's business. */
    private static String words(String text) {
        return Arrays.stream(text.split("\\s+")).collect(Collectors.joining());
    }
}
