package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.HeaderEdits;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scheme is the connection's, whatever the request says. */
interface SecureContract extends ContainerContract {

    @Test
    default void encryptedConnection_isHttps(@TempDir Path folder) throws Exception {
        Path keyStore = makeKey(folder.resolve("key.p12"));
        GuardChain chain = GuardChain.of(head -> Decision.proceed(
                HeaderEdits.forOneRequest().enforce("X-Scheme", head.scheme()).build()));
        try (ServletServer.Running running = server().start(
                        new AppServlet((request, response) -> response.setStatus(204)),
                        context -> SeaworthyFilter.of(chain).register(context, "seaworthy"),
                        null,
                        null,
                        keyStore)) {
            for (String target : List.of("/x", "https://localhost/x", "http://localhost/x")) {
                assertThat(ask(trusting(keyStore), running.port(), target))
                        .startsWith("HTTP/1.1 204")
                        .contains("X-Scheme: https");
            }
        }
    }

    private static String ask(SSLContext trusting, int port, String target) throws IOException {
        try (Socket socket = trusting.getSocketFactory().createSocket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The JDK has no public class that makes certificates, but it has a tool. */
    private static Path makeKey(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        ServletServer.PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return file;
    }

    private static SSLContext trusting(Path keyStore) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, ServletServer.PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
