package io.seaworthy.examples.harbour;

import static io.seaworthy.examples.harbour.Client.PASSWORD;
import static io.seaworthy.examples.harbour.Client.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Login, refresh, logout and bearer on two nodes that share their sessions, in PostgreSQL and in Redis. */
class SessionStoresTest {

    private static Harbour node(Map<String, String> settings) {
        settings.put("AUDIT_FILE", Deployment.JDK_H2.settings().get("AUDIT_FILE"));
        return Harbour.start(settings);
    }

    private static Client.Request refresh(Client client, String token) {
        return client.post("/auth/refresh", "refresh_token", token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "redis"})
    void twoNodes_shareSessionsAndSeeALogoutWithinASecond(String store) throws InterruptedException {
        Map<String, String> settings = Deployment.JDK_POSTGRESQL_REDIS.settings();
        settings.put("SESSION_STORE", store);
        settings.put("PASSWORD_PEPPER", settings.get("JWT_SECRET"));
        settings.put("PUBLIC_URL", "http://harbour.example:8080");
        settings.put("DATABASE_URL", Deployment.database("sessions_" + store));
        try (Harbour first = node(settings);
                Harbour second = node(settings)) {
            Client here = new Client(first.port());
            Client there = new Client(second.port());
            String email = newEmail();
            here.post("/auth/register", "email", email, "password", PASSWORD)
                    .send()
                    .isStatus(202);
            JsonNode login = there.post("/auth/login", "email", email, "password", PASSWORD)
                    .send()
                    .isStatus(200)
                    .json();
            JsonNode pair = refresh(here, login.get("refresh_token").asText())
                    .send()
                    .isStatus(200)
                    .json();
            JsonNode again = refresh(there, login.get("refresh_token").asText())
                    .send()
                    .isStatus(200)
                    .json();
            assertThat(again.get("refresh_token")).isEqualTo(pair.get("refresh_token"));
            String access = pair.get("access_token").asText();
            there.get("/api/me").bearer(access).send().isStatus(200);

            here.post("/auth/logout", "refresh_token", pair.get("refresh_token").asText())
                    .send()
                    .isStatus(204);

            here.get("/api/me").bearer(access).send().isProblem(401, "invalid_token");
            refresh(there, pair.get("refresh_token").asText()).send().isStatus(401);
            Thread.sleep(Duration.ofSeconds(1).toMillis());
            there.get("/api/me").bearer(access).send().isProblem(401, "invalid_token");
        }
    }

    @Test
    void sessionsInRedis_needItsUrl() {
        Map<String, String> settings = Deployment.JDK_H2.settings();
        settings.put("SESSION_STORE", "redis");

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Harbour.start(settings))
                .hasMessageContaining("REDIS_URL");
    }
}
