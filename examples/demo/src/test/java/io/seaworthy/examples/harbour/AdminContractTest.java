package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seaworthy.examples.harbour.Client.Answer;
import io.seaworthy.examples.harbour.Client.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class AdminContractTest {

    @Parameter
    Deployment deployment;

    private Client client() {
        return deployment.client();
    }

    @Test
    void admin_isRefusedToOthers_andAllowedToTheFirstAccount() {
        try (Harbour fresh = Harbour.start(
                java.util.Map.of("PORT", "0", "SERVER", deployment.settings().get("SERVER")))) {
            Client client = new Client(fresh.port());
            Session first = client.session();
            Session second = client.session();

            client.get("/api/admin/users").as(second).send().isProblem(403, "forbidden");
            client.get("/api/admin/users").send().isProblem(401, "unauthenticated");
            JsonNode users = client.get("/api/admin/users")
                    .as(first)
                    .send()
                    .isStatus(200)
                    .json();
            assertThat(users.get("items")).hasSize(2);
            assertThat(users.toString()).doesNotContain("$2");

            JsonNode audit = client.get("/api/admin/audit")
                    .as(first)
                    .send()
                    .isStatus(200)
                    .json();
            assertThat(audit.toString()).doesNotContain("@example.org");

            client.get("/api/admin/users")
                    .as(first)
                    .header("X-Forwarded-For", "127.0.0.1")
                    .send()
                    .isProblem(403, "forbidden");
        }
    }

    @Test
    void operationsEndpoints_areForAdminAddressesOnly() {
        for (String path : new String[] {"/metrics", "/readiness"}) {
            client().get(path).send().isStatus(200);
            Answer forwarded =
                    client().get(path).header("Forwarded", "for=127.0.0.1").send();
            forwarded.isProblem(403, "forbidden");
        }
    }

    @Test
    void metrics_arePrometheusText_withRouteTemplates() {
        client().get("/api/me").send();

        Answer metrics = client().get("/metrics").send().isStatus(200);

        assertThat(metrics.header("Content-Type")).startsWith("text/plain");
        assertThat(metrics.text()).contains("http_server_requests_seconds_count", "uri=\"/api/me\"");
    }

    @Test
    void readiness_isJsonOrHtml() {
        Answer json = client().get("/readiness")
                .header("Accept", "application/json")
                .send()
                .isStatus(200);
        Answer html =
                client().get("/readiness").header("Accept", "text/html").send().isStatus(200);

        assertThat(json.json().toString())
                .contains("AUTH-JWT", "HEAD-CSP", "enforced")
                .contains("sessions at least 20 %", "webhooks at least 5 %");
        assertThat(html.header("Content-Type")).startsWith("text/html");
        assertThat(html.text()).contains("HEAD-CSP").doesNotContain("<script");
    }

    @Test
    void health_saysUp() {
        assertThat(client().get("/health/live")
                        .send()
                        .isStatus(200)
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("up");
        assertThat(client().get("/health/ready")
                        .send()
                        .isStatus(200)
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("up");
    }

    @Test
    void plan_canBeChangedInDevelopment() {
        Session session = client().session();

        client().post("/api/plan", "plan", "premium").as(session).send();

        assertThat(client().get("/api/me").as(session).send().json().get("plan").asText())
                .isEqualTo("premium");
        client().post("/api/plan", "plan", "golden").as(session).send().isProblem(422, "validation_failed");
    }
}
