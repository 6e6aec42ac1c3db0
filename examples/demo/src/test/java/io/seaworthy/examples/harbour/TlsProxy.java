package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An https server on the loopback address, with a certificate that the JDK's own tool makes for the test. */
final class TlsProxy implements AutoCloseable {

    private static final String PASSWORD = "for this test only";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpsServer server;
    private final KeyStore keys;

    TlsProxy(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        keys = keys(folder.resolve("keys.p12"), folder.resolve("keytool.log"));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(threads);
        server.start();
    }

    private static KeyStore keys(Path store, Path log)
            throws IOException, InterruptedException, GeneralSecurityException {
        String options = "-genkeypair -storetype PKCS12 -alias server -keyalg EC -groupname secp256r1"
                + " -dname CN=localhost -ext SAN=dns:localhost -validity 2";
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        ProcessBuilder keytool = new ProcessBuilder(tool, "-keystore", store.toString(), "-storepass", PASSWORD);
        keytool.command().addAll(java.util.List.of(options.split(" ")));
        Process made =
                keytool.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(made.waitFor()).as("keytool's exit code").isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    HttpContext handle(String path, HttpHandler handler) {
        return server.createContext(path, handler);
    }

    String origin() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    /** The option by which Chromium trusts this server's key, and no other. */
    String trustOption() throws GeneralSecurityException {
        byte[] key = keys.getCertificate("server").getPublicKey().getEncoded();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
        return "--ignore-certificate-errors-spki-list=" + Base64.getEncoder().encodeToString(hash);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
