package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.examples.harbour.Client.Answer;
import io.seaworthy.examples.harbour.Client.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits as a user meets them; each test has a service of its own, and on Redis keys of its own by its address. */
@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class LimitsContractTest {

    private static int nextNet = 1;

    @Parameter
    Deployment deployment;

    private Harbour harbour;
    private Client client;
    private String address;

    @BeforeEach
    void start() {
        address = "203.0." + (nextNet++ % 256) + "." + (System.nanoTime() & 0xff);
        harbour = deployment.startWith(
                "TRUSTED_PROXIES", "127.0.0.0/8",
                "PLAN_ANONYMOUS_PER_MINUTE", "5",
                "PLAN_FREE_PER_MINUTE", "8",
                "PLAN_PREMIUM_PER_MINUTE", "20",
                "PLAN_ENTERPRISE_PER_MINUTE", "1000",
                "AUTH_PER_MINUTE", "6");
        client = new Client(harbour.port());
    }

    @AfterEach
    void stop() {
        harbour.close();
    }

    private Client.Request from(String client, Client.Request request) {
        return request.header("X-Forwarded-For", client);
    }

    @Test
    void anonymousCallers_areLimitedByAddress_withTheFields() {
        Answer first = from(address, client.get("/")).send().isStatus(200);
        assertThat(first.header("RateLimit-Policy")).contains("\"plan\";q=5;w=60");
        assertThat(first.header("RateLimit")).startsWith("\"plan\";r=4");
        for (int i = 0; i < 4; i++) {
            from(address, client.get("/")).send().isStatus(200);
        }

        Answer refused = from(address, client.get("/")).send().isProblem(429, "rate_limited");

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 13);
        assertThat(refused.header("RateLimit")).contains("\"plan\";r=0");
        assertThat(refused.header("RateLimit-Policy")).contains("\"plan\";q=5;w=60");
        assertThat(refused.json().get("type").asText()).contains("quota-exceeded");
        assertThat(refused.header("X-Content-Type-Options")).isEqualTo("nosniff");
        from("198.51.100.7", client.get("/")).send().isStatus(200);
    }

    @Test
    void requestsWithBadCredentials_areChargedToTheAddress() {
        for (int i = 0; i < 5; i++) {
            from(address, client.get("/api/me")).bearer("x.y.z").send().isProblem(401, "invalid_token");
        }

        from(address, client.get("/api/me")).bearer("x.y.z").send().isProblem(429, "rate_limited");
    }

    @Test
    void callersOfAPlan_haveTheirOwnLimit_whereverTheyCallFrom() {
        Session session = login();
        for (int i = 0; i < 8; i++) {
            from("198.51.100." + i, client.get("/api/me")).as(session).send().isStatus(200);
        }

        Answer refused =
                from("198.51.100.99", client.get("/api/me")).as(session).send();

        refused.isProblem(429, "rate_limited");
        assertThat(refused.header("RateLimit-Policy")).contains("\"plan\";q=8;w=60");
    }

    private Session login() {
        String email = Client.newEmail();
        from(address, client.post("/auth/register", "email", email, "password", Client.PASSWORD))
                .send()
                .isStatus(202);
        Answer answer = from(address, client.post("/auth/login", "email", email, "password", Client.PASSWORD))
                .send();
        return new Session(
                email, answer.isStatus(200).json().get("access_token").asText(), "");
    }

    @Test
    void authEndpoints_haveALimitByAddress() {
        // Seven different accounts, so that no account's own limit is met; the anonymous plan would stop at 5.
        try (Harbour wide = deployment.startWith("TRUSTED_PROXIES", "127.0.0.0/8", "AUTH_PER_MINUTE", "3")) {
            Client other = new Client(wide.port());
            for (int i = 0; i < 3; i++) {
                from(address, other.post("/auth/refresh", "refresh_token", "x"))
                        .send()
                        .isStatus(401);
            }
            Answer refused = from(address, other.post("/auth/refresh", "refresh_token", "x"))
                    .send();
            refused.isProblem(429, "rate_limited");
            assertThat(refused.header("RateLimit-Policy")).contains("\"auth-address\";q=3;w=60");
        }
    }

    @Test
    void failedLogins_areLimitedByAccount_fromAnyAddress() {
        try (Harbour wide = deployment.startWith("TRUSTED_PROXIES", "127.0.0.0/8")) {
            Client other = new Client(wide.port());
            String email = Client.newEmail();
            Answer refused;
            int attempts = 0;
            do {
                refused = from(
                                "198.51.100." + attempts,
                                other.post("/auth/login", "email", email, "password", "wrong password " + attempts))
                        .send();
                attempts++;
            } while (refused.status() == 401 && attempts < 30);

            // Ten at once, then one each six seconds: a slow machine may earn some on the way.
            assertThat(attempts).isBetween(11, 20);
            refused.isProblem(429, "rate_limited");
            assertThat(refused.header("RateLimit-Policy")).contains("\"auth-account\"");
            assertThat(refused.header("Retry-After")).isNotEmpty();
        }
    }

    @Test
    void successfulLogins_areRefunded() {
        try (Harbour wide = deployment.startWith("TRUSTED_PROXIES", "127.0.0.0/8")) {
            Client other = new Client(wide.port());
            Session session = other.session();
            for (int i = 0; i < 12; i++) {
                other.login(session.email(), Client.PASSWORD);
            }
        }
    }

    @Test
    void health_isExempt() {
        for (int i = 0; i < 20; i++) {
            from(address, client.get("/health/live")).send().isStatus(200);
        }
    }

    @Test
    void ipv6Callers_areGroupedBy64() {
        for (int i = 0; i < 5; i++) {
            from("2001:db8:" + Integer.toHexString(nextNet) + ":1::" + i, client.get("/"))
                    .send()
                    .isStatus(200);
        }

        from("2001:db8:" + Integer.toHexString(nextNet) + ":1::ffff", client.get("/"))
                .send()
                .isStatus(429);
        from("2001:db8:" + Integer.toHexString(nextNet) + ":2::1", client.get("/"))
                .send()
                .isStatus(200);
    }

    @Test
    void spoofedForwardingHeaders_ofAnUntrustedPeer_changeNothing() {
        try (Harbour direct =
                deployment.startWith("PLAN_ANONYMOUS_PER_MINUTE", "3", "TRUSTED_PROXIES", "192.0.2.0/24")) {
            Client other = new Client(direct.port());
            int refused = 0;
            for (int i = 0; i < 10; i++) {
                refused += from("198.51.100." + i, other.get("/")).send().status() == 429 ? 1 : 0;
            }
            assertThat(refused).isGreaterThanOrEqualTo(6);
        }
    }
}
