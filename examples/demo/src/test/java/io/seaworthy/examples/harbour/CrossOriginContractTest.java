package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.examples.harbour.Client.Answer;
import io.seaworthy.examples.harbour.Client.Session;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class CrossOriginContractTest {

    @Parameter
    Deployment deployment;

    private Client client() {
        return deployment.client();
    }

    private static final String ALLOWED = "http://localhost:5173";

    private Answer preflight(String origin, String method, String headers) {
        var request = client().request("OPTIONS", "/api/notes")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method);
        return (headers.isEmpty() ? request : request.header("Access-Control-Request-Headers", headers)).send();
    }

    @Test
    void preflight_ofAListedOrigin_isAllowed_withoutCredentials() {
        Answer answer = preflight(ALLOWED, "POST", "authorization,content-type");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ALLOWED);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(answer.header("Access-Control-Allow-Headers").toLowerCase(java.util.Locale.ROOT))
                .contains("authorization", "content-type");
        assertThat(String.join(",", answer.headers("Vary"))).contains("Origin");
    }

    @Test
    void preflight_ofAnotherOrigin_is403_withoutAnyCorsField() {
        for (String origin : new String[] {
            "https://evil.example",
            "null",
            "http://localhost:5174",
            "https://localhost:5173",
            "HTTP://LOCALHOST:5173",
            ALLOWED + "/",
            ALLOWED + ".evil.example"
        }) {
            Answer answer = preflight(origin, "POST", "").isProblem(403, "cors_denied");
            assertThat(answer.response().headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
            assertThat(String.join(",", answer.headers("Vary"))).contains("Origin");
        }
    }

    @Test
    void preflight_forAForbiddenMethodOrHeader_isNotAllowed() {
        assertThat(preflight(ALLOWED, "PUT", "").header("Access-Control-Allow-Methods"))
                .doesNotContain("PUT");
        assertThat(preflight(ALLOWED, "POST", "x-evil").header("Access-Control-Allow-Headers"))
                .doesNotContain("x-evil");
    }

    @Test
    void actualRequest_ofAListedOrigin_exposesTheHeaders() {
        Session session = client().sharedSession();

        Answer answer = client().get("/api/me")
                .as(session)
                .header("Origin", ALLOWED)
                .send()
                .isStatus(200);

        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ALLOWED);
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("RateLimit", "Retry-After", "X-Request-Id");
    }

    @Test
    void actualSafeRequest_ofAnotherOrigin_goesOnWithoutCorsFields() {
        Session session = client().sharedSession();

        Answer answer = client().get("/api/me")
                .as(session)
                .header("Origin", "https://evil.example")
                .send()
                .isStatus(200);

        assertThat(answer.headers("Access-Control-Allow-Origin")).isEmpty();
        assertThat(String.join(",", answer.headers("Vary"))).contains("Origin");
    }

    @Test
    void vary_isOnAnswersWithoutAnOrigin() {
        assertThat(String.join(",", client().get("/api/me").send().headers("Vary")))
                .contains("Origin");
        assertThat(String.join(
                        ",", client().post("/auth/login", "a", "b").send().headers("Vary")))
                .contains("Origin");
    }

    @Test
    void crossSiteUnsafeRequest_isRefused_withOrWithoutAToken() {
        Session session = client().sharedSession();
        for (String site : new String[] {"cross-site", "same-site", "nonsense"}) {
            client().post("/api/notes", "title", "t", "html", "h")
                    .header("Sec-Fetch-Site", site)
                    .send()
                    .isProblem(403, "cross_site");
            client().post("/api/notes", "title", "t", "html", "h")
                    .as(session)
                    .header("Sec-Fetch-Site", site)
                    .send()
                    .isProblem(403, "cross_site");
        }
    }

    @Test
    void sameOriginAndUserInitiated_pass() {
        Session session = client().sharedSession();
        for (String site : new String[] {"same-origin", "none"}) {
            client().post("/api/notes", "title", "t", "html", "h")
                    .as(session)
                    .header("Sec-Fetch-Site", site)
                    .send()
                    .isStatus(201);
        }
    }

    @Test
    void withoutFetchMetadata_theOriginDecides() {
        Session session = client().sharedSession();
        String own = "http://127.0.0.1:" + deployment.harbour().port();

        client().post("/api/notes", "title", "t", "html", "h")
                .as(session)
                .header("Origin", own)
                .send()
                .isStatus(201);
        client().post("/api/notes", "title", "t", "html", "h")
                .as(session)
                .header("Origin", "https://evil.example")
                .send()
                .isProblem(403, "cross_site");
        client().post("/api/notes", "title", "t", "html", "h")
                .as(session)
                .header("Origin", "null")
                .send()
                .isProblem(403, "cross_site");
    }

    /** A page whose own name was made to resolve to this server agrees with its Host. */
    @Test
    void originOfTheHostField_isNotTheServicesOwn() throws IOException {
        int port = deployment.harbour().port();
        String[][] hostsAndOrigins = {
            {"evil.example:" + port, "http://evil.example:" + port}, {"127.0.0.1:" + port, "https://127.0.0.1:" + port}
        };
        for (String[] one : hostsAndOrigins) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream()
                        .write(("POST /auth/logout HTTP/1.1\r\nHost: " + one[0] + "\r\nOrigin: " + one[1]
                                        + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .as(one[1])
                        .isEqualTo("HTTP/1.1 403");
            }
        }
    }

    @Test
    void originThatCorsLists_passesTheCrossSiteCheck() {
        Session session = client().sharedSession();

        client().post("/api/notes", "title", "t", "html", "h")
                .as(session)
                .header("Origin", ALLOWED)
                .header("Sec-Fetch-Site", "cross-site")
                .send()
                .isStatus(201);
    }
}
