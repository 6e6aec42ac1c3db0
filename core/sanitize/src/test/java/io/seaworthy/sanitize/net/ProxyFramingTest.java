package io.seaworthy.sanitize.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One request, one host, and nothing left behind when either end goes. */
@Timeout(60)
class ProxyFramingTest {

    private ServerSocket origin;
    private PublicHttpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        origin = new ServerSocket(0, 300, InetAddress.getLoopbackAddress());
        SsrfGuard guard = SsrfGuard.of(host -> List.of(InetAddress.getByName("93.184.216.34")));
        proxy = PublicHttpProxy.start(
                guard, (address, port, millis) -> new Socket(origin.getInetAddress(), origin.getLocalPort()));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        origin.close();
    }

    private Socket client() throws IOException {
        Socket socket = new Socket(proxy.address().getAddress(), proxy.address().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What the host gets of the bytes, after which the client ends. */
    private String received(String request) throws Exception {
        CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> {
            try (Socket server = origin.accept()) {
                return new String(server.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                return "";
            }
        });
        try (Socket client = client()) {
            send(client, request);
            client.shutdownOutput();
            return received.get(20, TimeUnit.SECONDS);
        }
    }

    private static final String SECOND = "GET http://two.example/ HTTP/1.1\r\nAuthorization: top\r\n\r\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A: b | ",
                "Content-Length: 5 | hello",
                "Transfer-Encoding: chunked | 5\\r\\nhello\\r\\n0\\r\\n\\r\\n",
                "Transfer-Encoding: Chunked | 1;a=b\\r\\nx\\r\\n00\\r\\nT: u\\r\\n\\r\\n"
            })
    void hostGetsOneRequest_andNothingOfTheNext(String field, String body) throws Exception {
        String content = body == null ? "" : body.replace("\\r", "\r").replace("\\n", "\n");
        String seen = received("POST http://one.example/ HTTP/1.1\r\n" + field + "\r\n\r\n" + content + SECOND);

        assertThat(seen).startsWith("POST / HTTP/1.1\r\nHost: one.example\r\n").endsWith("\r\n\r\n" + content);
        assertThat(seen).doesNotContain("two.example", "Authorization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 0\r\nTransfer-Encoding: chunked",
                "Content-Length: 0\r\nContent-Length: 0",
                "Content-Length: -1",
                "Content-Length: 1, 1",
                "Content-Length: 9999999999999999",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"
            })
    void bodyOfTwoLengths_isRefused(String fields) throws Exception {
        try (Socket client = client()) {
            send(client, "POST http://one.example/ HTTP/1.1\r\n" + fields + "\r\n\r\n");
            assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 400");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n", "1\r\nab", "1\n", "-1\r\n", "\r\n", "5\r\nhel"})
    void brokenChunk_endsTheExchange(String body) throws Exception {
        assertThat(received("POST http://one.example/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + body + SECOND))
                .doesNotContain("two.example");
    }

    @Test
    void fieldsForThisConnection_stayHere() throws Exception {
        String seen = received("GET http://one.example/ HTTP/1.1\r\nConnection: X-A, close\r\nX-A: 1\r\nX-B: 2\r\n"
                + "Connection: content-length\r\nProxy-Authorization: top\r\n\r\n");

        assertThat(seen).contains("X-B: 2").doesNotContain("X-A", "top");
    }

    private void awaitEnd(Socket server) throws IOException {
        server.setSoTimeout(20_000);
        InputStream in = server.getInputStream();
        while (in.read() >= 0) {
            // What was on its way.
        }
    }

    /** A host that never answers keeps a connection no longer than its client waits for it. */
    @Test
    void clientsThatLeave_takeTheirServersWithThem() throws Exception {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 200; i++) {
                Socket client = client();
                send(client, "CONNECT silent.example:443 HTTP/1.1\r\n\r\n");
                Socket server = origin.accept();
                assertThat(client.getInputStream().readNBytes(19)).startsWith("HTTP/1.1 200".getBytes());
                client.close();
                server.close();
            }
        }
        Socket client = client();
        send(client, "CONNECT silent.example:443 HTTP/1.1\r\n\r\n");
        Socket server = origin.accept();
        client.close();
        awaitEnd(server); // although it is the server that is silent
    }

    @Test
    void close_cutsBothEnds() throws Exception {
        try (Socket client = client()) {
            send(client, "CONNECT silent.example:443 HTTP/1.1\r\n\r\n");
            Socket server = origin.accept();
            assertThat(client.getInputStream().readNBytes(19)).startsWith("HTTP/1.1 200".getBytes());

            proxy.close();

            awaitEnd(server);
            assertThat(client.getInputStream().read()).isNegative();
        }
    }
}
