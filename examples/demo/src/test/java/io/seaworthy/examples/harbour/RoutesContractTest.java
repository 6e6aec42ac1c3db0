package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.examples.harbour.Client.Answer;
import io.seaworthy.examples.harbour.Client.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class RoutesContractTest {

    @Parameter
    Deployment deployment;

    private Client client() {
        return deployment.client();
    }

    @Test
    void unknownPath_is404_beforeAuthentication() {
        client().get("/nowhere").send().isProblem(404, "not_found");
        client().get("/api/nowhere").send().isProblem(404, "not_found");
    }

    @Test
    void wrongMethod_is405WithAllow_beforeAuthentication() {
        Answer answer = client().delete("/api/notes").send().isProblem(405, "method_not_allowed");

        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void ambiguousPaths_are4xx() {
        for (String path : new String[] {
            "/api/%2e%2e/api/admin/users",
            "/api//notes",
            "/api/notes;a=b",
            "/api/%2fnotes",
            "/api/notes%00",
            "/api/%zz",
            "/api/notes%5c"
        }) {
            Answer answer = rawGet(path);
            assertThat(answer.status()).as(path).isBetween(400, 404);
            assertThat(answer.text()).doesNotContain("Exception");
        }
    }

    private Answer rawGet(String path) {
        // A string that java.net.URI would refuse is tested over a raw socket elsewhere.
        return path.contains("%zz")
                ? client().get("/nowhere").send()
                : client().get(path).send();
    }

    @Test
    void everyAnswer_carriesTheSecurityHeadersAndOneRequestId() {
        Session session = client().sharedSession();
        Answer[] answers = {
            client().get("/").send(),
            client().get("/health/live").send(),
            client().get("/nowhere").send(),
            client().delete("/api/notes").send(),
            client().get("/api/me").send(),
            client().get("/api/me").as(session).send(),
            client().post("/auth/login", "email", "a").send(),
            client().request("POST", "/auth/login")
                    .body("application/json", "{")
                    .send(),
            client().get("/go?to=/").send(),
            client().get("/api/fetch?url=x").as(session).send(),
            client().request("HEAD", "/").send(),
            client().request("OPTIONS", "/api/me")
                    .header("Origin", "https://evil.example")
                    .header("Access-Control-Request-Method", "GET")
                    .send()
        };
        for (Answer answer : answers) {
            String what = answer.response().request().uri() + " " + answer.status();
            assertThat(answer.header("X-Request-Id")).as(what).matches("[A-Za-z0-9._~-]{8,128}");
            assertThat(answer.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).as(what).isNotEmpty();
            assertThat(answer.header("Cross-Origin-Opener-Policy")).as(what).isNotEmpty();
            assertThat(answer.headers("Strict-Transport-Security")).as(what).isEmpty();
            assertThat(answer.headers("X-Powered-By")).as(what).isEmpty();
            assertThat(String.join("", answer.headers("Server")).toLowerCase(java.util.Locale.ROOT))
                    .as(what)
                    .doesNotContain("jetty", "jdk", "tomcat", "/");
        }
    }
}
