package io.seaworthy.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seaworthy.examples.harbour.Harbour;
import io.seaworthy.kernel.GuardChain;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Harbour with its log switched off, the highest limits that it takes, and accounts that are logged in. */
final class SilentHarbour implements AutoCloseable {

    private static final String PASSWORD = "correct horse battery staple";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Harbour harbour;
    private final HttpClient http = HttpClient.newHttpClient();

    private SilentHarbour(Harbour harbour) {
        this.harbour = harbour;
    }

    static SilentHarbour start() {
        String most = "1000000";
        Map<String, String> settings = Map.of(
                "PORT",
                "0",
                "AUDIT_FILE",
                temporaryFile(),
                "CORS_ALLOWED_ORIGINS",
                "https://app.example.com",
                "AUTH_PER_MINUTE",
                most,
                "PLAN_ANONYMOUS_PER_MINUTE",
                most,
                "PLAN_FREE_PER_MINUTE",
                most);
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            Harbour harbour = Harbour.start(settings);
            LoggerContext log = (LoggerContext) LoggerFactory.getILoggerFactory();
            log.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
            return new SilentHarbour(harbour);
        } finally {
            System.setOut(out);
        }
    }

    private static String temporaryFile() {
        try {
            return Files.createTempDirectory("harbour-benchmark")
                    .resolve("audit.jsonl")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GuardChain chain() {
        return harbour.chain();
    }

    /** The access token of a new account. */
    String login(String email) {
        String form = JSON.createObjectNode()
                .put("email", email)
                .put("password", PASSWORD)
                .toString();
        try {
            post("/auth/register", form);
            return JSON.readTree(post("/auth/login", form)).get("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String post(String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(harbour.url().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(path + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        harbour.close();
    }
}
