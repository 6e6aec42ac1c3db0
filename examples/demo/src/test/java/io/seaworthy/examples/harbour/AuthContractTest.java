package io.seaworthy.examples.harbour;

import static io.seaworthy.examples.harbour.Client.PASSWORD;
import static io.seaworthy.examples.harbour.Client.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seaworthy.examples.harbour.Client.Answer;
import io.seaworthy.examples.harbour.Client.Session;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class AuthContractTest {

    @Parameter
    Deployment deployment;

    private Client client() {
        return deployment.client();
    }

    private Answer refresh(String token) {
        return client().post("/auth/refresh", "refresh_token", token).send();
    }

    private Answer me(String accessToken) {
        return client().get("/api/me").bearer(accessToken).send();
    }

    @Test
    void register_answersAlike_whetherOrNotTheAddressExists() {
        String email = newEmail();

        Answer first = client().post("/auth/register", "email", email, "password", PASSWORD)
                .send();
        Answer second = client().post("/auth/register", "email", email, "password", PASSWORD + "!")
                .send();

        assertThat(first.isStatus(202).text()).isEqualTo(second.isStatus(202).text());
        client().login(email, PASSWORD);
    }

    @Test
    void register_weakPassword_is422WithReasons() {
        Answer answer = client().post("/auth/register", "email", newEmail(), "password", "password1")
                .send();

        JsonNode errors = answer.isProblem(422, "validation_failed").json().get("errors");
        assertThat(errors).isNotEmpty();
        assertThat(errors.toString()).contains("password");
    }

    @Test
    void register_withAnEmptyField_isRefused() {
        String email = newEmail();

        client().post("/auth/register", "email", email, "password", "").send().isProblem(422, "validation_failed");
        client().post("/auth/register", "email", "", "password", PASSWORD)
                .send()
                .isProblem(422, "validation_failed");

        client().post("/auth/login", "email", email, "password", "").send().isProblem(401, "invalid_credentials");
        client().post("/auth/login", "email", "", "password", PASSWORD).send().isProblem(422, "validation_failed");
    }

    @Test
    void register_badAddressAndPassword_reportsBoth() {
        Answer answer = client().post("/auth/register", "email", "nobody", "password", "x")
                .send();

        assertThat(answer.isProblem(422, "validation_failed")
                        .json()
                        .get("errors")
                        .toString())
                .contains("email", "password");
    }

    @Test
    void register_longPassword_isNotTruncated() {
        String email = newEmail();
        String longOne =
                "Full fathom five thy father lies; of his bones are coral made; those are pearls that were his eyes";
        client().post("/auth/register", "email", email, "password", longOne)
                .send()
                .isStatus(202);

        client().post("/auth/login", "email", email, "password", longOne.substring(0, 80))
                .send()
                .isProblem(401, "invalid_credentials");
        client().login(email, longOne);
    }

    @Test
    void login_givesAPair_andMeKnowsTheAccount() {
        String email = newEmail();
        client().post("/auth/register", "email", email, "password", PASSWORD).send();

        JsonNode pair = client().post("/auth/login", "email", email, "password", PASSWORD)
                .send()
                .isStatus(200)
                .json();

        assertThat(pair.get("token_type").asText()).isEqualTo("Bearer");
        assertThat(pair.get("expires_in").asInt()).isPositive();
        assertThat(pair.get("refresh_expires_in").asInt())
                .isGreaterThan(pair.get("expires_in").asInt());
        JsonNode me = me(pair.get("access_token").asText()).isStatus(200).json();
        assertThat(me.get("email").asText()).isEqualTo(email);
        assertThat(me.get("plan").asText()).isEqualTo("free");
        assertThat(me.get("roles").isArray()).isTrue();
        assertThat(me.get("id").asText()).isNotBlank();
    }

    @Test
    void login_addressIsMatchedWithoutCase() {
        Session session = client().session();

        client().login(session.email().toUpperCase(java.util.Locale.ROOT), PASSWORD);
    }

    @Test
    void login_unknownAddressAndWrongPassword_answerAlike() {
        Session session = client().session();

        Answer wrong = client().post("/auth/login", "email", session.email(), "password", "not the password")
                .send();
        Answer unknown = client().post("/auth/login", "email", newEmail(), "password", "not the password")
                .send();

        wrong.isProblem(401, "invalid_credentials");
        unknown.isProblem(401, "invalid_credentials");
        assertThat(without(wrong)).isEqualTo(without(unknown));
    }

    private static JsonNode without(Answer answer) {
        var object = (com.fasterxml.jackson.databind.node.ObjectNode) answer.json();
        object.remove("request_id");
        return object;
    }

    @Test
    void accessToken_isWhatTheContractSays() throws Exception {
        Session session = client().session();
        String[] parts = session.accessToken().split("\\.", -1);

        JsonNode header = Client.JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
        JsonNode claims = Client.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));

        assertThat(header.get("alg").asText()).isEqualTo("HS256");
        assertThat(header.get("typ").asText()).isEqualTo("at+jwt");
        for (String claim : new String[] {"iss", "sub", "aud", "exp", "iat", "jti", "client_id"}) {
            assertThat(claims.has(claim)).as(claim).isTrue();
        }
        assertThat(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                .doesNotContain("@");
    }

    @Test
    void refresh_retryWithinTheGrace_givesTheSameTokenAgain() {
        Session session = client().session();

        JsonNode first = refresh(session.refreshToken()).isStatus(200).json();
        JsonNode retry = refresh(session.refreshToken()).isStatus(200).json();

        assertThat(retry.get("refresh_token")).isEqualTo(first.get("refresh_token"));
        assertThat(first.get("refresh_token").asText()).isNotEqualTo(session.refreshToken());
        me(retry.get("access_token").asText()).isStatus(200);
    }

    @Test
    void refresh_olderTokenWithinTheWindow_isSuperseded_andTheFamilyLives() {
        Session session = client().session();
        String second =
                refresh(session.refreshToken()).json().get("refresh_token").asText();
        String third = refresh(second).isStatus(200).json().get("refresh_token").asText();

        refresh(session.refreshToken()).isProblem(401, "refresh_superseded");

        refresh(third).isStatus(200);
    }

    @Test
    void refresh_replayAfterTheGrace_isReuse_andTheWholeFamilyIsDead() throws Exception {
        try (Harbour harbour = deployment.startWith("REFRESH_GRACE_SECONDS", "1")) {
            Client client = new Client(harbour.port());
            Session session = client.session();
            JsonNode pair = client.post("/auth/refresh", "refresh_token", session.refreshToken())
                    .send()
                    .json();
            // Real time: the process under test has its own clock.
            Thread.sleep(1_500);

            client.post("/auth/refresh", "refresh_token", session.refreshToken())
                    .send()
                    .isProblem(401, "refresh_reuse");

            client.post(
                            "/auth/refresh",
                            "refresh_token",
                            pair.get("refresh_token").asText())
                    .send()
                    .isStatus(401);
            client.get("/api/me")
                    .bearer(pair.get("access_token").asText())
                    .send()
                    .isProblem(401, "invalid_token");
            client.get("/api/me").as(session).send().isProblem(401, "invalid_token");
        }
    }

    @Test
    void refresh_garbage_isRefused() {
        for (String token : new String[] {"", "x", "a.b.c", "\u0000", "x".repeat(10_000)}) {
            assertThat(refresh(token).status()).isBetween(400, 422);
        }
    }

    @Test
    void logout_killsTheFamily_andItsAccessTokensAtOnce() {
        Session session = client().session();

        client().post("/auth/logout", "refresh_token", session.refreshToken())
                .send()
                .isStatus(204);

        me(session.accessToken()).isProblem(401, "invalid_token");
        refresh(session.refreshToken()).isStatus(401);
    }

    @Test
    void passwordReset_worksOnce_andEndsAllSessions() {
        Session session = client().session();
        client().post("/auth/password-reset", "email", session.email()).send().isStatus(202);
        String token = outboxToken(session.email());
        String fresh = "another quite long passphrase";

        for (String weak : new String[] {"short", ""}) {
            client().post("/auth/password-reset/confirm", "token", token, "password", weak)
                    .send()
                    .isProblem(422, "validation_failed");
        }
        client().post("/auth/password-reset/confirm", "token", token, "password", fresh)
                .send()
                .isStatus(204);

        Answer again = client().post("/auth/password-reset/confirm", "token", token, "password", fresh + "2")
                .send();
        assertThat(again.status()).isBetween(400, 422);
        me(session.accessToken()).isProblem(401, "invalid_token");
        refresh(session.refreshToken()).isStatus(401);
        client().post("/auth/login", "email", session.email(), "password", PASSWORD)
                .send()
                .isProblem(401, "invalid_credentials");
        client().login(session.email(), fresh);
    }

    @Test
    void passwordReset_ofAnUnknownAddress_answersAlike() {
        Answer known = client().post(
                        "/auth/password-reset", "email", client().session().email())
                .send();
        Answer unknown =
                client().post("/auth/password-reset", "email", newEmail()).send();

        assertThat(known.isStatus(202).text()).isEqualTo(unknown.isStatus(202).text());
    }

    private String outboxToken(String email) {
        for (JsonNode message : client().get("/dev/outbox").send().isStatus(200).json()) {
            if (message.get("to").asText().equals(email)
                    && message.get("kind").asText().contains("reset")) {
                return message.get("token").asText();
            }
        }
        throw new AssertionError("no message");
    }

    @Test
    void protectedPath_withoutCredentials_isChallenged() {
        Answer answer = client().get("/api/me").send().isProblem(401, "unauthenticated");

        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }
}
