package io.seaworthy.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestContext;
import io.seaworthy.testkit.RawConnection;
import io.seaworthy.testkit.RawResponse;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, with a certificate that the JDK's own tool makes for the test. */
class HttpsTest {

    private static final char[] PASSWORD = "for this test only".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext tls;

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

    private static RawResponse get(HttpHandler handler, String target) throws Exception {
        HttpsServer https = HttpsServer.create();
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        try (TestServer server = TestServer.start(https, handler);
                RawConnection connection =
                        RawConnection.over(tls.getSocketFactory().createSocket("localhost", server.port()))) {
            connection.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            RawResponse response = connection.read();
            assertThat(connection.isClosedByServer()).isTrue();
            return response;
        }
    }

    private static final GuardChain CHAIN = GuardChain.of(head -> Decision.proceed(
            HeaderEdits.forOneRequest().enforce("X-Scheme", head.scheme()).build()));

    @Test
    void overTls_theSchemeIsHttpsAndTheSessionIsThere() throws Exception {
        HttpHandler handler = exchange -> {
            String protocol = ((HttpsExchange) exchange).getSSLSession().getProtocol();
            byte[] body = (RequestContext.current().scheme() + ' ' + protocol).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        };
        RawResponse response = get(SeaworthyHandler.of(CHAIN, handler), "/");

        assertThat(response.text()).startsWith("https TLS");
        assertThat(response.all("X-Scheme")).containsExactly("https");
    }

    @Test
    void overTls_aFailureIsAProblem() throws Exception {
        HttpHandler handler = exchange -> {
            throw new IllegalStateException("secret detail");
        };
        RawResponse response = get(SeaworthyHandler.of(CHAIN, handler), "/");

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.text()).contains("internal_error").doesNotContain("secret detail");
        assertThat(response.all("X-Scheme")).containsExactly("https");
    }

    @Test
    void overTls_aMalformedTargetIsRefusedAndTheConnectionEnds() throws Exception {
        RawResponse response = get(SeaworthyHandler.of(CHAIN, exchange -> {}), "//evil/a");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("malformed_request");
    }
}
