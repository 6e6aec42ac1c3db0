package io.seaworthy.sanitize.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicHttpProxyTest {

    private static final String PUBLIC = "93.184.216.34";

    private final ScriptedServer server = ScriptedServer.start();
    private final List<String> connected = Collections.synchronizedList(new ArrayList<>());
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        server.close();
        for (AutoCloseable resource : open) {
            resource.close();
        }
    }

    private Socket connect(InetAddress address, int port, int timeoutMillis) throws IOException {
        connected.add(address.getHostAddress() + ":" + port);
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private PublicHttpProxy proxy(Function<String, String> dns) throws IOException {
        PublicHttpProxy proxy = PublicHttpProxy.start(
                SsrfGuard.of(host -> List.of(InetAddress.getByName(dns.apply(host)))), this::connect);
        open.add(proxy);
        return proxy;
    }

    private static HttpResponse<String> get(PublicHttpProxy proxy, String url) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .proxy(proxy.selector())
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void plainRequest_goesToTheCheckedAddressWithoutHopByHopFields() throws Exception {
        server.answer("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5\r\nContent-Length: 5\r\n\r\nhello");

        HttpResponse<String> answer = get(proxy(host -> PUBLIC), "http://name.example/a?b=c");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.headers().map()).doesNotContainKey("keep-alive");
        assertThat(connected).containsExactly(PUBLIC + ":80");
        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith("GET /a?b=c HTTP/1.1\r\nHost: name.example\r\n")
                .contains("Connection: close")
                .doesNotContain("Upgrade", "HTTP2-Settings");
    }

    @Test
    void redirectToPrivateAddress_isRefusedAtTheSecondHop() throws Exception {
        server.answer("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest\r\nContent-Length: 0\r\n\r\n");

        HttpResponse<String> answer = get(proxy(host -> PUBLIC), "http://name.example/");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("proxy-status"))
                .contains("seaworthy; error=destination_ip_prohibited; details=\"blocked_address\"");
        assertThat(connected).containsExactly(PUBLIC + ":80");
    }

    @Test
    void rebindingName_isCheckedAtEachConnection() throws Exception {
        List<String> answers = new ArrayList<>(List.of(PUBLIC, "127.0.0.1"));
        PublicHttpProxy proxy = proxy(host -> answers.remove(0));
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(get(proxy, "http://rebind.example/").statusCode()).isEqualTo(200);
        assertThat(get(proxy, "http://rebind.example/").statusCode()).isEqualTo(403);
        assertThat(connected).containsExactly(PUBLIC + ":80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/", "https://internal.example/", "https://10.0.0.1:443/"})
    void tunnelToPrivateAddress_fails(String url) throws Exception {
        PublicHttpProxy proxy = proxy(host -> "192.168.0.1");

        assertThatIOException().isThrownBy(() -> get(proxy, url)).withMessageContaining("403");
        assertThat(connected).isEmpty();
    }

    private String raw(PublicHttpProxy proxy, String request) throws IOException {
        try (Socket socket =
                new Socket(proxy.address().getAddress(), proxy.address().getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void tunnel_carriesBytesBothWays() throws Exception {
        server.answer("answer in the tunnel");

        String answer = raw(
                proxy(host -> PUBLIC),
                "CONNECT name.example:443 HTTP/1.1\r\nHost: name.example:443\r\n\r\nask\r\n\r\n");

        assertThat(answer).isEqualTo("HTTP/1.1 200 OK\r\n\r\nanswer in the tunnel");
        assertThat(connected).containsExactly(PUBLIC + ":443");
        assertThat(server.requests()).containsExactly("ask\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT name.example:22, 403",
        "CONNECT name.example, 403",
        "CONNECT 2130706433:443, 403",
        "CONNECT 0x7f.1:443, 403",
        "CONNECT name.example:443/x, 403",
        "CONNECT user@name.example:443, 403",
        "GET /local, 403",
        "GET https://name.example/, 403",
        "GET ftp://name.example/, 403",
        "GET http://0177.0.0.1/, 403",
        "GET http://good.example@127.0.0.1/, 403",
        "GET http://name.example:8080/, 403"
    })
    void targetWithTwoReadingsOrAnotherPort_isRefused(String request, int status) throws Exception {
        String answer = raw(proxy(host -> PUBLIC), request + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(connected).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "GET http://name.example/ HTTP/1.1\nHost: x\n\n",
                "GET http://name.example/ HTTP/1.1\r\nno field\r\n\r\n",
                "GET\thttp://name.example/ http://name.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
                " http://name.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET:x http://name.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "G\u00cbT http://name.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://name.example/ HTTP/1.1\r\n: x\r\n\r\n"
            })
    void brokenHead_isRefused(String request) throws Exception {
        assertThat(raw(proxy(host -> PUBLIC), request)).startsWith("HTTP/1.1 400 ");
        assertThat(connected).isEmpty();
    }

    @Test
    void upgradingAnswer_isNotPassedOn() throws Exception {
        server.answer("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n");

        assertThat(get(proxy(host -> PUBLIC), "http://name.example/").statusCode())
                .isEqualTo(502);
    }

    @Test
    void closedProxy_takesNoConnection() throws Exception {
        PublicHttpProxy proxy = proxy(host -> PUBLIC);
        proxy.close();

        assertThatIOException().isThrownBy(() -> get(proxy, "http://name.example/"));
    }
}
