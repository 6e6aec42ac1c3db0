package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server may answer to the default fetch, over TLS, with a certificate that the JDK's own tool makes. */
@Timeout(60)
class HttpsKeySetAnswerTest {

    private static final char[] PASSWORD = "for this test only".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext tls;

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger elsewhere = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpsServer server;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).as("keytool's exit code").isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(threads);
        answer("/good", exchange -> {
            exchange.getResponseHeaders().set("Cache-Control", "max-age=600");
            body(exchange, 200, JwkSet.MAX_BYTES);
        });
        answer("/long", exchange -> body(exchange, 200, JwkSet.MAX_BYTES + 1));
        answer("/missing", exchange -> body(exchange, 404, 2));
        answer("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            body(exchange, 302, 2);
        });
        answer("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            body(exchange, 200, 2);
        });
        answer("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[8 << 10];
            while (end.getCount() > 0) {
                exchange.getResponseBody().write(part);
            }
        });
        answer("/dripping", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            end.await();
        });
        server.start();
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private void answer(String path, Answer answer) {
        HttpHandler handler = exchange -> {
            try (exchange) {
                answer.to(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        server.createContext(path, handler);
    }

    private static void body(HttpExchange exchange, int status, int length) throws IOException {
        exchange.sendResponseHeaders(status, length);
        exchange.getResponseBody().write(new byte[length]);
    }

    @AfterEach
    void stopServer() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private KeySetFetch.Fetched fetch(String path) throws IOException {
        return new HttpsKeySetFetch(
                        false, Duration.ofSeconds(3), HttpClient.newBuilder().sslContext(tls))
                .fetch(URI.create("https://localhost:" + server.getAddress().getPort() + path));
    }

    @Test
    void answerOfTheLargestSize_isTaken() throws IOException {
        KeySetFetch.Fetched fetched = fetch("/good");

        assertThat(fetched.body()).hasSize(JwkSet.MAX_BYTES);
        assertThat(fetched.maxAge()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void longerAnswer_isRefused() {
        assertThatThrownBy(() -> fetch("/long")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> fetch("/endless"))
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("longer than " + JwkSet.MAX_BYTES + " bytes");
    }

    @Test
    void redirect_isNotFollowed() {
        assertThatThrownBy(() -> fetch("/moved"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("302");
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void otherStatus_isRefused() {
        assertThatThrownBy(() -> fetch("/missing"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("404");
    }

    /** The time counts to the last byte: a server that drips would hold the only fetch otherwise. */
    @Test
    void drippingAnswer_endsWithTheTime() {
        long started = System.nanoTime();

        assertThatThrownBy(() -> fetch("/dripping"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within 3 s");

        assertThat(System.nanoTime() - started).isLessThan(TimeUnit.SECONDS.toNanos(30));
    }

    /** Nobody but the test trusts its certificate. */
    @Test
    void unknownCertificate_isRefused() {
        URI address = URI.create("https://localhost:" + server.getAddress().getPort() + "/good");

        assertThatThrownBy(() -> new HttpsKeySetFetch(false).fetch(address)).isInstanceOf(IOException.class);
    }
}
