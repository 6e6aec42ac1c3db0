package io.seaworthy.sanitize.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.sanitize.Checked;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a certificate of our own: the name that is asked for and the name that is checked. */
class TlsUpgradeTest {

    @TempDir
    static Path folder;

    private static SSLContext context;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=ignored",
                        "-ext",
                        "san=dns:name.example",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "for-this-test")
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "for-this-test".toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, "for-this-test".toCharArray());
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    }

    /** Fetches from a TLS server on the loopback address, whose answer is the name that it was asked for. */
    private static Checked<FetchResponse, UrlRefusal> get(String url) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SSLServerSocket listener =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            Thread server = new Thread(() -> serve(listener), "tls-server");
            server.setDaemon(true);
            server.start();
            return PublicHttpClient.builder()
                    .guard(SsrfGuard.of(host -> List.of(InetAddress.getByName("93.184.216.34"))))
                    .connector((address, port, timeout) -> new Socket(loopback, listener.getLocalPort()))
                    .tls(context.getSocketFactory())
                    .build()
                    .get(url);
        }
    }

    private static void serve(SSLServerSocket listener) {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
            socket.startHandshake();
            String names = ((ExtendedSSLSession) socket.getSession())
                    .getRequestedServerNames()
                    .toString();
            socket.getInputStream().read();
            String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + names.length() + "\r\n\r\n" + names;
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (Exception clientRefused) {
            // That is what the test looks at, from the other side.
        }
    }

    @Test
    void certificateOfTheHost_isAcceptedAndTheHostIsNamed() throws Exception {
        FetchResponse response = get("https://name.example/").toOptional().orElseThrow();
        assertThat(new String(response.body(), StandardCharsets.US_ASCII)).contains("value=name.example");
    }

    @Test
    void certificateOfAnotherHost_isRefused() throws Exception {
        assertThat(get("https://other.example/").refusal()).isEqualTo(UrlRefusal.TLS_FAILED);
        assertThat(get("https://93.184.216.34/").refusal()).isEqualTo(UrlRefusal.TLS_FAILED);
    }
}
