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

    /** The rules of W3C Trace Context section 3.2 through a real server; the log shows what became of the trace. */
    @Test
    void traceparentOfARequest_isContinuedOrReplacedByTheStandard() throws Exception {
        Map<String, Boolean> cases = new LinkedHashMap<>();
        cases.put("00-" + IDS + "-00", true);
        cases.put("00-" + IDS + "-01", true);
        cases.put("cc-" + IDS + "-01", true);
        cases.put("cc-" + IDS + "-01-what-the-future-brings", true);
        cases.put("00-" + IDS + "-01-what", false);
        cases.put("00-" + IDS + "-0102", false);
        cases.put("00-" + IDS + "-", false);
        cases.put("00-" + IDS, false);
        cases.put("ff-" + IDS + "-01", false);
        cases.put("00-" + IDS.toUpperCase(java.util.Locale.ROOT) + "-01", false);
        cases.put("00-00000000000000000000000000000000-0123456789abcdef-01", false);
        cases.put("00-0123456789abcdef0123456789abcdef-0000000000000000-01", false);
        cases.put("x", false);
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
            assertThat(traceOf(jar, "w3c-case-twice")).isNotEqualTo(IDS.substring(0, 32));
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
