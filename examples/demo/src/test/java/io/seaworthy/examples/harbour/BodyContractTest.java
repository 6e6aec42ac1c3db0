package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.examples.harbour.Client.Session;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class BodyContractTest {

    @Parameter
    Deployment deployment;

    private Client client() {
        return deployment.client();
    }

    @Test
    void malformedJson_is400() {
        Session session = client().sharedSession();
        for (String body : new String[] {
            "",
            "{",
            "{\"title\":}",
            "[]",
            "\"text\"",
            "{\"title\":\"a\",\"title\":\"b\"}",
            "{} trailing",
            "{'title':1}",
            "\u0000",
            "{\"a\":\"\\ud800"
        }) {
            client().request("POST", "/api/notes")
                    .as(session)
                    .body("application/json", body)
                    .send()
                    .isProblem(400, "malformed_request");
        }
    }

    @Test
    void deeplyNestedJson_is400() {
        client().request("POST", "/auth/login")
                .body("application/json", "{\"a\":".repeat(10_000))
                .send()
                .isProblem(400, "malformed_request");
    }

    @Test
    void invalidUtf8_is400() {
        client().request("POST", "/auth/login")
                .body("application/json", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
                .send()
                .isProblem(400, "malformed_request");
    }

    /** RFC 8259 section 8.1: what is not UTF-8, or would be read as something else by the next reader, is no JSON. */
    @Test
    void otherEncodings_are400() {
        String json = "{\"email\":\"a@example.org\",\"password\":\"x\"}";
        byte[][] bodies = {
            json.getBytes(StandardCharsets.UTF_16),
            json.getBytes(StandardCharsets.UTF_16LE),
            json.getBytes(Charset.forName("UTF-32")),
            json.replace('x', (char) 0xc0).getBytes(StandardCharsets.ISO_8859_1),
            json.replace("x", "\u00c0\u00af").getBytes(StandardCharsets.ISO_8859_1),
            json.replace("x", "\u00ed\u00a0\u0080").getBytes(StandardCharsets.ISO_8859_1)
        };
        for (byte[] body : bodies) {
            client().request("POST", "/auth/login")
                    .body("application/json", body)
                    .send()
                    .isProblem(400, "malformed_request");
        }
    }

    @Test
    void halfACharacter_is422() {
        client().request("POST", "/auth/register")
                .body(
                        "application/json",
                        "{\"email\":\"" + Client.newEmail() + "\",\"password\":\"correct horse \\ud800 battery\"}")
                .send()
                .isProblem(422, "validation_failed");
    }

    @Test
    void otherMediaType_is415() {
        client().request("POST", "/auth/login").body("text/plain", "{}").send().isProblem(415, "unsupported_type");
    }

    @Test
    void bodyOver64KiB_is413_declaredOrNot() {
        byte[] large = ("{\"email\":\"" + "x".repeat(70_000) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);

        client().request("POST", "/auth/login")
                .body("application/json", large)
                .send()
                .isProblem(413, "too_large");
        client().request("POST", "/auth/login")
                .chunked("application/json", large)
                .send()
                .isProblem(413, "too_large");
    }

    @Test
    void bodyOfExactly64KiB_isRead() {
        String start = "{\"email\":\"";
        String body = start + "x".repeat(65_536 - start.length() - 2) + "\"}";

        assertThat(client().request("POST", "/auth/login")
                        .body("application/json", body)
                        .send()
                        .status())
                .isNotEqualTo(413);
    }

    @Test
    void connectionStaysUsable_afterARefusedBody() {
        for (int i = 0; i < 5; i++) {
            client().request("POST", "/auth/login")
                    .body("application/json", "x".repeat(100_000))
                    .send()
                    .isProblem(413, "too_large");
            client().get("/health/live").send().isStatus(200);
        }
    }
}
