package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seaworthy.examples.harbour.Client.Answer;
import io.seaworthy.examples.harbour.Client.Session;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class KeysContractTest {

    @Parameter
    Deployment deployment;

    private Client client() {
        return deployment.client();
    }

    private JsonNode create(Session session, String... scopes) {
        return client().post("/api/keys", "name", "deploy", "scopes", List.of(scopes), "expires_in_days", 30)
                .as(session)
                .send()
                .isStatus(201)
                .json();
    }

    private Answer notesWith(String key) {
        return client().get("/api/notes").header("X-API-Key", key).send();
    }

    @Test
    void key_isShownOnce_listedWithoutItsSecret_andWorks() {
        Session session = client().sharedSession();
        JsonNode created = create(session, "notes:read");
        String key = created.get("key").asText();

        String list = client().get("/api/keys").as(session).send().isStatus(200).text();

        assertThat(list).contains(created.get("id").asText()).doesNotContain(key);
        notesWith(key).isStatus(200);
        assertThat(client().get("/api/me")
                        .header("X-API-Key", key)
                        .send()
                        .isStatus(200)
                        .json()
                        .get("email")
                        .asText())
                .isEqualTo(session.email());
    }

    @Test
    void scopes_bound_whatAKeyMayDo() {
        Session session = client().sharedSession();
        String key = create(session, "notes:read").get("key").asText();

        client().post("/api/notes", "title", "t", "html", "<p>x</p>")
                .header("X-API-Key", key)
                .send()
                .isProblem(403, "insufficient_scope");
        client().request("POST", "/api/uploads?name=a.txt")
                .header("X-API-Key", key)
                .body("application/octet-stream", "plain text")
                .send()
                .isProblem(403, "insufficient_scope");
    }

    @Test
    void key_mayNotCreateKeys() {
        Session session = client().sharedSession();
        String key = create(session, "notes:read", "notes:write", "uploads:write")
                .get("key")
                .asText();

        Answer answer = client().post("/api/keys", "name", "n", "scopes", List.of("notes:read"), "expires_in_days", 1)
                .header("X-API-Key", key)
                .send();

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void rotate_givesANewKey_andTheOldOneLivesThroughTheOverlap() {
        Session session = client().sharedSession();
        JsonNode created = create(session, "notes:read");

        JsonNode rotated = client().post("/api/keys/" + created.get("id").asText() + "/rotate")
                .as(session)
                .send()
                .json();

        assertThat(rotated.get("key").asText()).isNotEqualTo(created.get("key").asText());
        notesWith(rotated.get("key").asText()).isStatus(200);
        notesWith(created.get("key").asText()).isStatus(200);
    }

    private Answer rotate(Session session, JsonNode key) {
        return client().post("/api/keys/" + key.get("id").asText() + "/rotate")
                .as(session)
                .send();
    }

    @Test
    void rotatedKey_isNotRotatedAgain_andItsSuccessorIs() {
        Session session = client().sharedSession();
        JsonNode created = create(session, "notes:read");
        JsonNode successor = rotate(session, created).isStatus(201).json();

        JsonNode errors = rotate(session, created)
                .isProblem(422, "validation_failed")
                .json()
                .get("errors");

        assertThat(errors.findValuesAsText("reason")).containsExactly("already_rotated");
        rotate(session, successor).isStatus(201);
    }

    @Test
    void revokedOrForeignKey_isNotFoundToRotate() {
        Session session = client().sharedSession();
        JsonNode created = create(session, "notes:read");

        rotate(client().session(), created).isProblem(404, "not_found");
        client().delete("/api/keys/" + created.get("id").asText())
                .as(session)
                .send()
                .isStatus(204);
        rotate(session, created).isProblem(404, "not_found");
    }

    @Test
    void deletedKey_isRefused() {
        Session session = client().sharedSession();
        JsonNode created = create(session, "notes:read");
        notesWith(created.get("key").asText()).isStatus(200);

        client().delete("/api/keys/" + created.get("id").asText())
                .as(session)
                .send()
                .isStatus(204);

        notesWith(created.get("key").asText()).isProblem(401, "invalid_token");
    }

    @Test
    void anotherAccountsKey_isNotFound() {
        JsonNode created = create(client().sharedSession(), "notes:read");

        client().delete("/api/keys/" + created.get("id").asText())
                .as(client().session())
                .send()
                .isProblem(404, "not_found");
        notesWith(created.get("key").asText()).isStatus(200);
    }

    @Test
    void unknownScopesAndBadExpiry_areRefused() {
        Session session = client().sharedSession();

        client().post("/api/keys", "name", "n", "scopes", List.of("admin"), "expires_in_days", 1)
                .as(session)
                .send()
                .isProblem(422, "validation_failed");
        client().post("/api/keys", "name", "n", "scopes", List.of("notes:read"), "expires_in_days", 0)
                .as(session)
                .send()
                .isProblem(422, "validation_failed");
    }

    @Test
    void malformedKeys_areRefusedAlike() {
        String good = create(client().sharedSession(), "notes:read").get("key").asText();
        for (String key : new String[] {
            "x", good + "x", good.substring(1), good.toUpperCase(java.util.Locale.ROOT), "a".repeat(5_000)
        }) {
            Answer answer = notesWith(key);
            answer.isProblem(401, "invalid_token");
            assertThat(answer.header("WWW-Authenticate")).isNotEmpty();
        }
    }
}
