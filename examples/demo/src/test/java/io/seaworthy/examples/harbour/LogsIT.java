package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seaworthy.examples.harbour.Client.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the process writes to its log while clients send what should not be in one. */
class LogsIT {

    private static final String IDS = "0123456789abcdef0123456789abcdef-0123456789abcdef";
    private static final String[] CANARIES = {
        "canary-Pa55word-7f3e",
        "canary@secret.example",
        "4111111111111111",
        "swk_canary0123456789abcdef",
        "canarycookie77",
        "canaryquery88",
        "canaryreferrer99"
    };

    private static final String VIOLATION = "{\"csp-report\":{\"document-uri\":\"http://127.0.0.1/\","
            + "\"effective-directive\":\"script-src-elem\",\"blocked-uri\":\"inline\",\"disposition\":\"enforce\"}}";

    @ParameterizedTest
    @ValueSource(strings = {"json", "text"})
    void secretsOfRequests_areNeverInTheLog(String format) throws Exception {
        try (HarbourJar jar = HarbourJar.start(Map.of("PORT", "0", "LOG_FORMAT", format))) {
            Client client = jar.client();
            client.post("/auth/register", "email", CANARIES[1], "password", CANARIES[0])
                    .send();
            Answer login = client.post("/auth/login", "email", CANARIES[1], "password", CANARIES[0])
                    .send();
            JsonNode tokens = Client.JSON.readTree(login.text());
            client.post("/auth/login", "email", CANARIES[1], "password", CANARIES[0] + "x")
                    .send();
            client.post(
                            "/auth/refresh",
                            "refresh_token",
                            tokens.get("refresh_token").asText())
                    .send();
            client.get("/api/me")
                    .header(
                            "Authorization",
                            "Bearer " + tokens.get("access_token").asText())
                    .send();
            client.get("/api/notes?q=" + CANARIES[5])
                    .header("X-API-Key", CANARIES[3])
                    .header("Cookie", "sid=" + CANARIES[4])
                    .header("Referer", "https://a.example/" + CANARIES[6])
                    .header("User-Agent", CANARIES[1] + " " + CANARIES[2])
                    .send();
            client.get("/users/" + CANARIES[1].replace("@", "%40") + "/" + CANARIES[2])
                    .send();
            jar.terminate();
            assertThat(jar.exitCode()).as(jar.output()).isZero();
            assertThat(jar.output())
                    .contains("/auth/login")
                    .doesNotContain(CANARIES)
                    .doesNotContain(
                            tokens.get("access_token").asText(),
                            tokens.get("refresh_token").asText());
        }
    }

    private static Map<String, Boolean> traceparents() {
        String trace = IDS.substring(0, 32);
        String parent = IDS.substring(33);
        Map<String, Boolean> cases = new LinkedHashMap<>();
        for (String good :
                new String[] {"00-%s-00", "00-%s-01", "00-%s-02", "cc-%s-01", "cc-%s-01-what-the-future-brings"}) {
            cases.put(good.formatted(IDS), true);
        }
        cases.put(" 00-" + IDS + "-01", true);
        cases.put("\t00-" + IDS + "-01 \t", true);
        for (String bad : new String[] {
            "00-%s-01.",
            "00-%s-01-what",
            "00-%s-0102",
            "00-%s-",
            "00-%s",
            "00-%s-1",
            "00-%s-001",
            "00-%s-.0",
            "00-%s-0.",
            "cc-%s-01.what",
            "ff-%s-01",
            ".0-%s-01",
            "0.-%s-01",
            "0-%s-01",
            "000-%s-01",
            "0000-%s-01",
            "x"
        }) {
            cases.put(bad.formatted(IDS), false);
        }
        cases.put("00-" + IDS.toUpperCase(java.util.Locale.ROOT) + "-01", false);
        cases.put("00-" + "0".repeat(32) + "-" + parent + "-01", false);
        cases.put("00-" + trace + "-" + "0".repeat(16) + "-01", false);
        cases.put("00-." + trace.substring(1) + "-" + parent + "-01", false);
        cases.put("00-" + trace.substring(1) + ".-" + parent + "-01", false);
        cases.put("00-" + trace + "0-" + parent + "-01", false);
        cases.put("00-" + trace.substring(1) + "-" + parent + "-01", false);
        cases.put("00-" + trace + "-." + parent.substring(1) + "-01", false);
        cases.put("00-" + trace + "-" + parent.substring(1) + ".-01", false);
        cases.put("00-" + trace + "-" + parent + "0-01", false);
        cases.put("00-" + trace + "-" + parent.substring(1) + "-01", false);
        return cases;
    }

    /** The rules of W3C Trace Context section 3.2 through a real server; the log shows what became of the trace. */
    @Test
    void traceparentOfARequest_isContinuedOrReplacedByTheStandard() throws Exception {
        Map<String, Boolean> cases = traceparents();
        try (HarbourJar jar = HarbourJar.start(Map.of("PORT", "0", "LOG_FORMAT", "json"))) {
            Client client = jar.client();
            int number = 0;
            for (String field : cases.keySet()) {
                client.get("/health/live")
                        .header("traceparent", field)
                        .header("X-Request-Id", "w3c-case-" + number++)
                        .send()
                        .isStatus(200);
            }
            for (String name :
                    new String[] {"TraceParent", "TRACEPARENT", "TrAcEpArEnT", "trace-parent", "trace.parent"}) {
                client.get("/health/live")
                        .header(name, "00-" + IDS + "-01")
                        .header("tracestate", "foo=1")
                        .header("X-Request-Id", "w3c-name-" + name)
                        .send()
                        .isStatus(200);
            }
            client.get("/health/live")
                    .header("traceparent", "00-" + IDS + "-01")
                    .header("traceparent", "00-" + IDS + "-01")
                    .header("X-Request-Id", "w3c-case-twice")
                    .send();
            jar.terminate();
            assertThat(jar.exitCode()).as(jar.output()).isZero();
            number = 0;
            for (Map.Entry<String, Boolean> one : cases.entrySet()) {
                String trace = traceOf(jar, "w3c-case-" + number++);
                assertThat(trace).as(one.getKey()).matches("[0-9a-f]{32}");
                assertThat(trace.equals(IDS.substring(0, 32))).as(one.getKey()).isEqualTo(one.getValue());
            }
            for (String name : new String[] {"TraceParent", "TRACEPARENT", "TrAcEpArEnT"}) {
                assertThat(traceOf(jar, "w3c-name-" + name)).isEqualTo(IDS.substring(0, 32));
            }
            assertThat(traceOf(jar, "w3c-name-trace-parent")).isNotEqualTo(IDS.substring(0, 32));
            assertThat(traceOf(jar, "w3c-name-trace.parent")).isNotEqualTo(IDS.substring(0, 32));
            assertThat(traceOf(jar, "w3c-case-twice")).isNotEqualTo(IDS.substring(0, 32));
        }
    }

    /** Each kind of attack that the building blocks notice is in the log by its type, and a theft raises an alert. */
    @Test
    void attacks_areTypedEventsInTheLog() throws Exception {
        try (HarbourJar jar =
                HarbourJar.start(Map.of("PORT", "0", "LOG_FORMAT", "json", "REFRESH_GRACE_SECONDS", "1"))) {
            Client client = jar.client();
            client.post("/auth/register", "email", CANARIES[1], "password", CANARIES[0])
                    .send();
            client.post("/auth/login", "email", CANARIES[1], "password", "wrong-" + CANARIES[0])
                    .send()
                    .isStatus(401);
            Answer login = client.post("/auth/login", "email", CANARIES[1], "password", CANARIES[0])
                    .send();
            String access =
                    Client.JSON.readTree(login.text()).get("access_token").asText();
            String refresh =
                    Client.JSON.readTree(login.text()).get("refresh_token").asText();
            client.get("/api/fetch?url=http%3A%2F%2F169.254.169.254%2F")
                    .bearer(access)
                    .send()
                    .isStatus(422);
            client.get("/api/me")
                    .header("X-API-Key", "hbk_canary0123456789")
                    .send()
                    .isStatus(401);
            client.post("/auth/login", "email", CANARIES[1], "password", CANARIES[0])
                    .header("Sec-Fetch-Site", "cross-site")
                    .send()
                    .isStatus(403);
            client.post("/csp-reports")
                    .body("application/csp-report", VIOLATION)
                    .send()
                    .isStatus(204);
            client.post("/auth/refresh", "refresh_token", refresh).send().isStatus(200);
            Thread.sleep(1_500);
            client.post("/auth/refresh", "refresh_token", refresh).send().isStatus(401);
            for (int i = 0; i < 70; i++) {
                client.get("/nowhere").send();
            }
            jar.terminate();
            assertThat(jar.output())
                    .contains("\"event.code\":\"security.login_failure\"")
                    .contains("\"event.code\":\"security.token_theft\"")
                    .contains("\"event.code\":\"security.limit_exceeded\"")
                    .contains("\"event.code\":\"security.csp_violation\"")
                    .contains("\"event.code\":\"security.csrf_refused\"")
                    .contains("\"event.code\":\"security.ssrf_refused\"")
                    .contains("\"event.code\":\"security.key_misuse\"")
                    .containsPattern("harbour\\.alerts.*security\\.token_theft within PT1H")
                    .doesNotContain(CANARIES);
        }
    }

    private static String traceOf(HarbourJar jar, String requestId) throws Exception {
        for (String line : jar.lines()) {
            if (line.startsWith("{")) {
                JsonNode event = Client.JSON.readTree(line);
                if (event.path("http.request.id").asText().equals(requestId)) {
                    return event.path("trace.id").asText();
                }
            }
        }
        throw new AssertionError(requestId + " is not in\n" + jar.output());
    }
}
