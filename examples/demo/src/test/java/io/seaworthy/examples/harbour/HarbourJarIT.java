package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seaworthy.examples.harbour.Client.Answer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar as scripts and process managers meet it. */
class HarbourJarIT {

    private static final String SECRET = Base64.getEncoder().encodeToString(Deployment.JWT_SECRET);

    private static Map<String, String> production() {
        Map<String, String> env = new HashMap<>();
        env.put("APP_ENV", "production");
        env.put("PORT", "0");
        env.put("PUBLIC_URL", "https://harbour.example.org");
        env.put("JWT_SECRET", SECRET);
        env.put("PASSWORD_PEPPER", Base64.getEncoder().encodeToString(Hmac.sha256(Deployment.JWT_SECRET, "pepper")));
        env.put("DATABASE_URL", "jdbc:postgresql://192.0.2.1:5432/none");
        env.put("DATABASE_USER", "sa");
        env.put("DATABASE_PASSWORD", "a real password");
        env.put("CORS_ALLOWED_ORIGINS", "https://app.example.org");
        env.put("TRUSTED_PROXIES", "127.0.0.0/8");
        env.put("ADMIN_CIDRS", "192.0.2.0/24");
        env.put("STRIPE_WEBHOOK_SECRET", Deployment.STRIPE_SECRET);
        return env;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "servlet"})
    void jar_startsServesAndDrainsOnSigterm(String server) throws Exception {
        try (HarbourJar jar = HarbourJar.start(Map.of("SERVER", server, "PORT", "0", "DRAIN_DELAY", "3s"))) {
            Client client = jar.client();
            // A request that is under way when the signal comes has to be answered.
            Socket slow = new Socket("127.0.0.1", client.base().getPort());
            OutputStream out = slow.getOutputStream();
            String body = "{\"refresh_token\":\"x\"}";
            out.write(
                    ("POST /auth/refresh HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body.substring(0, 5))
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            client.get("/health/ready").send().isStatus(200);

            jar.terminate();
            Answer ready = client.get("/health/ready").send();
            for (int i = 0; i < 100 && ready.status() == 200; i++) {
                Thread.sleep(20);
                ready = client.get("/health/ready").send();
            }
            Answer live = client.get("/health/live").send();
            out.write(body.substring(5).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] head = slow.getInputStream().readNBytes(12);

            assertThat(ready.status()).isEqualTo(503);
            assertThat(live.status()).isEqualTo(200);
            assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 401");
            assertThat(jar.exitCode()).as(jar.output()).isZero();
            slow.close();
        }
    }

    @Test
    void developmentStart_printsTheReportOfTheReadme() throws Exception {
        try (HarbourJar jar = HarbourJar.start(Map.of("PORT", "0"))) {
            jar.client();
            List<String> report = jar.lines().stream()
                    .dropWhile(line -> !line.startsWith("Readiness:"))
                    .limit(5)
                    .toList();
            Path readme = Path.of(System.getProperty("seaworthy.root"), "README.md");
            assertThat(Files.readString(readme)).contains(String.join("\n", report));
        }
    }

    @Test
    void severalFaults_endInOneReport_andExit78() throws Exception {
        Map<String, String> env = production();
        env.put("PORT", "70000");
        env.put("JWT_SECRET", Base64.getEncoder().encodeToString(new byte[32]));
        env.put("PASSWORD_PEPPER", "changeme-changeme-changeme-changeme");
        env.remove("PUBLIC_URL");
        env.put("CORS_ALLOWED_ORIGINS", "http://app.example.org");
        env.put("ADMIN_CIDRS", "10.0.0.0/33");
        env.put("BCRYPT_COST", "4");
        env.put("REFRESH_GRACE_SECONDS", "0");
        env.put("PLAN_FREE_PER_MINUTE", "-1");
        env.put("REDIS_URL", "http://x");
        try (HarbourJar jar = HarbourJar.start(env)) {
            assertThat(jar.exitCode()).as(jar.output()).isEqualTo(78);
            for (String name : List.of(
                    "PORT",
                    "JWT_SECRET",
                    "PASSWORD_PEPPER",
                    "PUBLIC_URL",
                    "CORS_ALLOWED_ORIGINS",
                    "ADMIN_CIDRS",
                    "BCRYPT_COST",
                    "REFRESH_GRACE_SECONDS",
                    "PLAN_FREE_PER_MINUTE",
                    "REDIS_URL")) {
                assertThat(jar.lines()).as(name + " in\n" + jar.output()).anyMatch(line -> line.startsWith(name));
            }
            assertThat(jar.output()).doesNotContain("changeme", SECRET, "\tat ");
        }
    }

    @Test
    void check_validatesWithoutAConnection_andIsBrief() throws Exception {
        Map<String, String> env = production();
        try (HarbourJar jar = HarbourJar.start(env, "--check")) {
            assertThat(jar.exitCode()).as(jar.output()).isZero();
            assertThat(jar.lines()).hasSizeLessThanOrEqualTo(5);
            assertThat(jar.output()).doesNotContain(SECRET, "a real password");
        }
        env.remove("JWT_SECRET");
        env.put("JWT_SECRT", SECRET);
        try (HarbourJar jar = HarbourJar.start(env, "--check")) {
            assertThat(jar.exitCode()).isEqualTo(78);
            assertThat(jar.output()).contains("JWT_SECRT", "JWT_SECRET").doesNotContain(SECRET);
        }
    }

    @Test
    void secretsFromFiles_areRead_andBothFormsAreAFault(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("jwt"), SECRET + "\n");
        Map<String, String> env = production();
        env.remove("JWT_SECRET");
        env.put("JWT_SECRET_FILE", file.toString());
        try (HarbourJar jar = HarbourJar.start(env, "--check")) {
            assertThat(jar.exitCode()).as(jar.output()).isZero();
        }
        env.put("JWT_SECRET", SECRET);
        try (HarbourJar jar = HarbourJar.start(env, "--check")) {
            assertThat(jar.exitCode()).isEqualTo(78);
            assertThat(jar.lines()).anyMatch(line -> line.startsWith("JWT_SECRET"));
        }
        env.remove("JWT_SECRET");
        env.put("JWT_SECRET_FILE", folder.resolve("absent").toString());
        try (HarbourJar jar = HarbourJar.start(env, "--check")) {
            assertThat(jar.exitCode()).isEqualTo(78);
        }
    }

    @Test
    void developmentOnAPublicAddress_isAFault() throws Exception {
        try (HarbourJar jar = HarbourJar.start(Map.of("HOST", "0.0.0.0"), "--check")) {
            assertThat(jar.exitCode()).isEqualTo(78);
            assertThat(jar.lines()).anyMatch(line -> line.startsWith("HOST"));
        }
        try (HarbourJar jar =
                HarbourJar.start(Map.of("HOST", "0.0.0.0", "DANGEROUSLY_EXPOSE_DEVELOPMENT", "true"), "--check")) {
            assertThat(jar.exitCode()).as(jar.output()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--env-example", "--env-markdown", "--env-schema"})
    void documentation_isPrinted(String argument) throws Exception {
        try (HarbourJar jar = HarbourJar.start(Map.of(), argument)) {
            assertThat(jar.exitCode()).as(jar.output()).isZero();
            assertThat(jar.output()).contains("JWT_SECRET", "PORT", "PUBLIC_URL");
        }
    }

    @Test
    void production_logsOneEcsObjectPerLine_redirectsToHttps_andSendsHsts(@TempDir Path folder) throws Exception {
        Map<String, String> env = production();
        env.put("DATABASE_URL", Deployment.database("harbour_it"));
        env.put("DATABASE_USER", "postgres");
        env.put("DATABASE_PASSWORD", "postgres");
        env.put("AUDIT_FILE", folder.resolve("audit.jsonl").toString());
        env.put("DRAIN_DELAY", "0");
        try (HarbourJar jar = HarbourJar.start(env)) {
            Client client = jar.client();
            Answer plain = client.get("/api/me?token=secret-in-query").send().isStatus(308);
            assertThat(plain.header("Location")).startsWith("https://harbour.example.org/");
            assertThat(plain.headers("Strict-Transport-Security")).isEmpty();
            Answer spoofed = client.get("/")
                    .header("X-Forwarded-Host", "evil.example")
                    .send()
                    .isStatus(308);
            assertThat(spoofed.header("Location")).startsWith("https://harbour.example.org/");
            client.get("/health/live").send().isStatus(200);
            Answer secure = client.get("/")
                    .header("X-Forwarded-For", "198.51.100.9")
                    .header("X-Forwarded-Proto", "https")
                    .header("User-Agent", "ada@example.org Mozilla/5.0")
                    .send()
                    .isStatus(200);
            assertThat(secure.header("Strict-Transport-Security")).contains("max-age=");
            client.get("/dev/outbox")
                    .header("X-Forwarded-For", "198.51.100.9")
                    .header("X-Forwarded-Proto", "https")
                    .send()
                    .isProblem(404, "not_found");
            jar.terminate();
            assertThat(jar.exitCode()).as(jar.output()).isZero();

            int accessEvents = 0;
            for (String line : jar.lines()) {
                if (!line.startsWith("Harbour listening on ")) {
                    JsonNode event = Client.JSON.readTree(line);
                    assertThat(event.has("@timestamp")).as(line).isTrue();
                    accessEvents += line.contains("http.response.status_code")
                                    || event.at("/http/response/status_code").isInt()
                            ? 1
                            : 0;
                }
            }
            assertThat(accessEvents).isGreaterThanOrEqualTo(5);
            assertThat(jar.output()).doesNotContain("secret-in-query", "ada@example.org", SECRET);
        }
    }

    @Test
    void auditFile_isVerified_andATamperedOneIsNot(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("audit.log");
        Map<String, String> env = Map.of("PORT", "0", "AUDIT_FILE", file.toString(), "JWT_SECRET", SECRET);
        try (HarbourJar jar = HarbourJar.start(env)) {
            jar.client().session();
            jar.terminate();
            assertThat(jar.exitCode()).isZero();
        }
        try (HarbourJar jar = HarbourJar.start(env, "--verify-audit")) {
            assertThat(jar.exitCode()).as(jar.output()).isZero();
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.size()).isGreaterThanOrEqualTo(2);
        lines.set(0, lines.get(0).replaceFirst("account", "acc0unt"));
        Files.write(file, lines);
        try (HarbourJar jar = HarbourJar.start(env, "--verify-audit")) {
            assertThat(jar.exitCode()).isNotZero();
            assertThat(jar.output()).contains("1");
        }
    }

    @Test
    void startThatFails_isOneMoreEvent_andNotATrace() throws Exception {
        Map<String, String> env = production();
        env.put("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none");
        try (HarbourJar jar = HarbourJar.start(env)) {
            assertThat(jar.exitCode()).isEqualTo(1);
            for (String line : jar.lines()) {
                assertThat(Client.JSON.readTree(line).isObject()).as(line).isTrue();
            }
            assertThat(jar.output()).contains("Harbour did not start").doesNotContain("a real password");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://app.example.org/path", "https://app.example.org/?a=b", "https://app.example.org/#top"})
    void publicUrlThatIsMoreThanAnOrigin_isAFault(String url) throws Exception {
        Map<String, String> env = production();
        env.put("PUBLIC_URL", url);
        try (HarbourJar jar = HarbourJar.start(env, "--check")) {
            assertThat(jar.exitCode()).as(jar.output()).isEqualTo(78);
            assertThat(jar.lines()).anyMatch(line -> line.startsWith("PUBLIC_URL: not_an_origin"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "servlet"})
    void takenPort_isOneLineThatSaysWhatToDo_andExit1(String server) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                HarbourJar jar =
                        HarbourJar.start(Map.of("SERVER", server, "PORT", String.valueOf(taken.getLocalPort())))) {
            assertThat(jar.exitCode()).as(jar.output()).isEqualTo(1);
            assertThat(jar.lines())
                    .filteredOn(line -> line.startsWith("PORT: taken"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("127.0.0.1", "" + taken.getLocalPort(), "PORT=0"));
            assertThat(jar.output()).doesNotContain("\tat ", "BindException");
        }
    }

    @Test
    void severalClients_areServedAtOnce() throws Exception {
        try (HarbourJar jar = HarbourJar.start(Map.of("PORT", "0"))) {
            Client client = jar.client();
            CompletableFuture<?>[] calls = new CompletableFuture<?>[50];
            for (int i = 0; i < calls.length; i++) {
                calls[i] = CompletableFuture.runAsync(
                        () -> client.get("/health/live").send().isStatus(200));
            }
            CompletableFuture.allOf(calls).get(60, TimeUnit.SECONDS);
        }
    }
}
