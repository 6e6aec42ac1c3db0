package io.seaworthy.sanitize.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.sanitize.Checked;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicHttpClientTest {

    private static final String PUBLIC = "93.184.216.34";

    private final ScriptedServer server = ScriptedServer.start();
    private final List<String> connected = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        server.close();
    }

    /** Connects to the scripted server whatever the address, and remembers the address. */
    private Socket connect(InetAddress address, int port, int timeoutMillis) throws IOException {
        connected.add(address.getHostAddress() + ":" + port);
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private PublicHttpClientBuilder builder(Function<String, String> dns) {
        return PublicHttpClient.builder()
                .guard(SsrfGuard.of(host -> List.of(InetAddress.getByName(dns.apply(host)))))
                .connector(this::connect);
    }

    private Checked<FetchResponse, UrlRefusal> get(String url, String... answers) {
        server.answer(answers);
        return builder(host -> PUBLIC)
                .timeout(Duration.ofSeconds(5))
                .maxBytes(1_000)
                .build()
                .get(url);
    }

    private static String body(Checked<FetchResponse, UrlRefusal> checked) {
        return new String(checked.toOptional().orElseThrow().body(), StandardCharsets.UTF_8);
    }

    @Test
    void answerWithLength_isFetchedFromTheCheckedAddress() {
        Checked<FetchResponse, UrlRefusal> checked = get(
                "http://name.example/a?b=c#d", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: 1\r\nx-a: 2\r\n\r\nhello");

        FetchResponse response = checked.toOptional().orElseThrow();
        assertThat(response.status()).isEqualTo(200);
        assertThat(body(checked)).isEqualTo("hello");
        assertThat(response.header("X-a")).contains("1");
        assertThat(response.headers().get("x-a")).containsExactly("1", "2");
        assertThat(connected).containsExactly(PUBLIC + ":80");
        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith("GET /a?b=c HTTP/1.1\r\nHost: name.example\r\n")
                .contains("Connection: close")
                .doesNotContain("Cookie", "Authorization", "User-Agent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK\\r\\n\\r\\nto the end | to the end",
                "HTTP/1.0 404 Not Found\\r\\nContent-Length: 2\\r\\n\\r\\nno | no",
                "HTTP/1.1 200\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3\\r\\nabc\\r\\nA;x=y\\r\\n0123456789\\r\\n0\\r\\n\\r\\n | abc0123456789",
                "HTTP/1.1 103 Early Hints\\r\\nLink: x\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\n\\r\\nx | x",
                "HTTP/1.1 301 Moved\\r\\nContent-Length: 4\\r\\n\\r\\nstay | stay",
            })
    void framing_isRead(String answer, String expected) {
        assertThat(body(get("http://name.example/", unescape(answer)))).isEqualTo(expected);
    }

    /** As servers send it: in pieces of a few KiB, or of a few bytes. */
    @ParameterizedTest
    @CsvSource({"8192, 4000", "64, 20000", "1, 9000"})
    void manyChunks_areRead(int size, int count) {
        String chunk = Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n";
        server.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(count) + "0\r\n\r\n");
        PublicHttpClient client = builder(host -> PUBLIC)
                .timeout(Duration.ofSeconds(60))
                .maxBytes(67_108_864)
                .build();
        assertThat(client.get("http://name.example/").toOptional().orElseThrow().body())
                .hasSize(size * count);
    }

    @Test
    void chunksOfLittleElseThanExtensions_areMalformed() {
        String chunk = "1;" + "x".repeat(1_000) + "\r\nx\r\n";
        assertThat(get(
                                "http://name.example/",
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(100)
                                        + "0\r\n\r\n")
                        .refusal())
                .isEqualTo(UrlRefusal.MALFORMED_RESPONSE);
    }

    /** As an address without a route: it takes all the time that it is given. */
    @Test
    void deadAddress_leavesTimeForTheNext() throws Exception {
        server.answer("HTTP/1.1 200 OK\r\n\r\nhello");
        InetAddress dead = InetAddress.getByName("2606:2800:220:1::1");
        InetAddress good = InetAddress.getByName(PUBLIC);
        PublicHttpClient client = PublicHttpClient.builder()
                .guard(SsrfGuard.of(host -> List.of(dead, good)))
                .timeout(Duration.ofSeconds(4))
                .connector((address, port, millis) -> {
                    if (address.equals(dead)) {
                        java.util.concurrent.locks.LockSupport.parkNanos(millis * 1_000_000L);
                        throw new IOException("timed out");
                    }
                    return connect(address, port, millis);
                })
                .build();
        assertThat(body(client.get("http://name.example/"))).isEqualTo("hello");
        assertThat(connected).containsExactly(PUBLIC + ":80");
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "HTTP/1.1 200 OK",
                "HTTP/2 200 OK\\r\\n\\r\\n",
                "HTTP/1.1 2000 OK\\r\\n\\r\\n",
                "HTTP/1.1 99 X\\r\\n\\r\\n",
                "HTTP/1.1 101 Switch\\r\\n\\r\\n",
                "HTTP/1.1 200 OK\\nContent-Length: 1\\n\\nx",
                "HTTP/1.1 200 OK\\r\\nNo colon\\r\\n\\r\\n",
                "HTTP/1.1 200 OK\\r\\nA : b\\r\\n\\r\\n",
                "HTTP/1.1 200 OK\\r\\n folded: b\\r\\n\\r\\n",
                "HTTP/1.1 200 OK\\r\\nA: b\\0c\\r\\n\\r\\n",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\nContent-Length: 1\\r\\n\\r\\nx",
                "HTTP/1.1 200 OK\\r\\nContent-Length: -1\\r\\n\\r\\nx",
                "HTTP/1.1 200 OK\\r\\nContent-Length: +1\\r\\n\\r\\nx",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nx",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nx\\r\\n0\\r\\n\\r\\n",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nx\\r\\n",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nab\\r\\n0\\r\\n\\r\\n",
            })
    void answerWithTwoReadings_isMalformed(String answer) {
        assertThat(get("http://name.example/", unescape(answer)).refusal()).isEqualTo(UrlRefusal.MALFORMED_RESPONSE);
    }

    @ParameterizedTest
    @CsvSource({"200 OK\\r\\nContent-Length: 1001", "200 OK\\r\\nContent-Length: 99999999999999999999"})
    void declaredSize_isRefusedUnread(String head) {
        assertThat(get("http://name.example/", unescape("HTTP/1.1 " + head + "\\r\\n\\r\\n"))
                        .refusal())
                .isEqualTo(UrlRefusal.TOO_LARGE);
    }

    @Test
    void undeclaredSize_isRefusedAtTheLimit() {
        String large = "x".repeat(1_001);
        assertThat(get("http://name.example/", "HTTP/1.1 200 OK\r\n\r\n" + large)
                        .refusal())
                .isEqualTo(UrlRefusal.TOO_LARGE);
        assertThat(get(
                                "http://name.example/",
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + large
                                        + "\r\n0\r\n\r\n")
                        .refusal())
                .isEqualTo(UrlRefusal.TOO_LARGE);
        assertThat(get("http://name.example/", "HTTP/1.1 200 OK\r\nA: " + "x".repeat(40_000) + "\r\n\r\n")
                        .refusal())
                .isEqualTo(UrlRefusal.MALFORMED_RESPONSE);
    }

    private static String redirect(String to) {
        return "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n";
    }

    @Test
    void redirect_isResolvedAndFollowed() {
        Checked<FetchResponse, UrlRefusal> checked = get(
                "http://name.example/a/b",
                redirect("../c?d"),
                redirect("http://other.example:443/e"),
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");

        assertThat(checked.toOptional().orElseThrow().url()).hasToString("http://other.example:443/e");
        assertThat(server.requests()).element(1).asString().startsWith("GET /c?d HTTP/1.1");
        assertThat(connected).containsExactly(PUBLIC + ":80", PUBLIC + ":80", PUBLIC + ":443");
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest/meta-data/, BLOCKED_ADDRESS",
        "http://[::1]/, BLOCKED_ADDRESS",
        "//127.0.0.1/, BLOCKED_ADDRESS",
        "http://name.example:8080/, BLOCKED_PORT",
        "file:///etc/passwd, INVALID_URL",
        "http://127.1/, INVALID_URL",
        "http://u@name.example/, INVALID_URL",
        "/\\evil, INVALID_URL",
    })
    void redirect_isCheckedLikeTheFirstUrl(String to, UrlRefusal reason) {
        assertThat(get("http://name.example/", redirect(to)).refusal()).isEqualTo(reason);
        assertThat(connected).hasSize(1);
    }

    @Test
    void endlessRedirects_end() {
        String loop = redirect("/again");
        assertThat(get("http://name.example/", loop, loop, loop, loop, loop, loop, loop)
                        .refusal())
                .isEqualTo(UrlRefusal.TOO_MANY_REDIRECTS);
        assertThat(connected).hasSize(6);
    }

    @Test
    void rebindingName_isConnectedToTheAddressThatWasChecked() {
        List<String> answers = new ArrayList<>(List.of(PUBLIC, "127.0.0.1"));
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", redirect("/"));
        PublicHttpClient client = builder(host -> answers.remove(0)).build();

        assertThat(client.get("http://rebind.example/").toOptional()).isPresent();
        assertThat(connected).containsExactly(PUBLIC + ":80");
        assertThat(client.get("http://rebind.example/").refusal()).isEqualTo(UrlRefusal.BLOCKED_ADDRESS);
        assertThat(connected).hasSize(1);
    }

    @Test
    void rebindingBetweenRedirects_isBlocked() {
        List<String> answers = new ArrayList<>(List.of(PUBLIC, "10.0.0.1"));
        server.answer(redirect("http://rebind.example/x"));

        assertThat(builder(host -> answers.remove(0))
                        .build()
                        .get("http://rebind.example/")
                        .refusal())
                .isEqualTo(UrlRefusal.BLOCKED_ADDRESS);
    }

    @Test
    void silentPeer_runsIntoTheTimeLimit() {
        server.answer(ScriptedServer.SILENCE);
        assertThat(builder(host -> PUBLIC)
                        .timeout(Duration.ofMillis(200))
                        .build()
                        .get("http://name.example/")
                        .refusal())
                .isEqualTo(UrlRefusal.TIMEOUT);
    }

    @Test
    void drippingPeer_runsIntoTheTimeLimitToo() {
        server.answer(ScriptedServer.DRIP);
        assertThat(builder(host -> PUBLIC)
                        .timeout(Duration.ofMillis(400))
                        .build()
                        .get("http://name.example/")
                        .refusal())
                .isEqualTo(UrlRefusal.TIMEOUT);
    }

    @Test
    void plainAnswerToTls_isATlsFailure() {
        assertThat(get("https://name.example/", "HTTP/1.1 200 OK\r\n\r\n").refusal())
                .isEqualTo(UrlRefusal.TLS_FAILED);
    }

    @Test
    void blockedUrls_openNoConnection() {
        PublicHttpClient client =
                PublicHttpClient.builder().connector(this::connect).build();

        assertThat(client.get("http://127.0.0.1/").refusal()).isEqualTo(UrlRefusal.BLOCKED_ADDRESS);
        assertThat(client.get("http://localhost/").refusal()).isEqualTo(UrlRefusal.BLOCKED_ADDRESS);
        assertThat(client.get("http://name.invalid/").refusal()).isEqualTo(UrlRefusal.UNRESOLVABLE);
        assertThat(client.get("nonsense").refusal()).isEqualTo(UrlRefusal.INVALID_URL);
        assertThat(connected).isEmpty();
    }

    @Test
    void unreachableAddresses_areSaidToBe() {
        PublicHttpClient client = builder(host -> PUBLIC)
                .connector((address, port, timeout) -> {
                    throw new IOException("no route");
                })
                .build();
        assertThat(client.get("http://name.example/").refusal()).isEqualTo(UrlRefusal.UNREACHABLE);
    }

    @Test
    void faults_areReportedTogether() {
        assertThatThrownBy(() -> PublicHttpClient.builder()
                        .timeout(Duration.ZERO)
                        .maxBytes(0)
                        .maxRedirects(-1)
                        .maxRedirects(3)
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        thrown -> assertThat(thrown.violations())
                                .extracting(fault -> fault.path())
                                .containsExactly("maxRedirects", "timeout", "maxBytes"));
    }
}
