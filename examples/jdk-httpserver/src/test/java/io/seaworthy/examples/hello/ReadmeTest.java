package io.seaworthy.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The README's quick start is this module's code, and what it shows is what comes out. */
class ReadmeTest {

    private static final Path ROOT = Path.of(System.getProperty("seaworthy.root"));

    /** Different on each run. */
    private static final List<String> CHANGING = List.of("date", "x-request-id", "retry-after", "ratelimit");

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = Hello.start(0);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void quickStart_isTheCodeThatIsCompiledHere() throws IOException {
        String source = Files.readString(
                ROOT.resolve("examples/jdk-httpserver/src/main/java/io/seaworthy/examples/hello/Hello.java"));
        String shown = source.substring(source.indexOf("// readme:start") + 15, source.indexOf("// readme:end"))
                .stripIndent()
                .strip();

        assertThat(Files.readString(ROOT.resolve("README.md"))).contains(shown);
    }

    @Test
    void outputOfTheFirstRequest_isWhatTheReadmeShows() throws Exception {
        assertShown(get(), "HTTP/1.1 200 OK");
    }

    /** One request comes back each second, so a slow machine has to send more than sixty-one. */
    @Test
    void refusalOfOneTooMany_isWhatTheReadmeShows() throws Exception {
        int served = 0;
        HttpResponse<String> answer = get();
        while (answer.statusCode() == 200 && served < 1_000) {
            served++;
            answer = get();
        }

        assertThat(served).isGreaterThanOrEqualTo(60);
        assertShown(answer, "HTTP/1.1 429");
    }

    private HttpResponse<String> get() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Every field of the answer stands in the README's block, and no other. */
    private static void assertShown(HttpResponse<String> answer, String statusLine) throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String block = readme.substring(readme.indexOf(statusLine));
        List<String> shown = block.substring(0, block.indexOf("\n\n"))
                .lines()
                .skip(1)
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> !CHANGING.contains(line.substring(0, line.indexOf(':'))))
                .toList();

        List<String> sent = answer.headers().map().entrySet().stream()
                .filter(field -> !CHANGING.contains(field.getKey().toLowerCase(Locale.ROOT)))
                .map(field -> (field.getKey() + ": " + field.getValue().get(0)).toLowerCase(Locale.ROOT))
                .toList();

        assertThat(sent).containsExactlyInAnyOrderElementsOf(shown);
    }
}
