package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seaworthy.examples.harbour.Client.Answer;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Each token is signed with the right key and wrong in one point. */
@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class TokenRefusalTest {

    @Parameter
    Deployment deployment;

    private Answer me(String token) {
        return deployment.client().get("/api/me").bearer(token).send();
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) Client.JSON.readTree(json);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tokensWrongInOnePoint_areRefused() {
        String good = deployment.client().session().accessToken();
        String header = decode(good.split("\\.")[0]);
        String payload = decode(good.split("\\.")[1]);
        assertThat(me(Hmac.jws(Deployment.JWT_SECRET, header, payload)).status())
                .as("the forge itself works")
                .isEqualTo(200);

        Map<String, String> tokens = new LinkedHashMap<>();
        header(tokens, "alg none", header, payload, h -> h.put("alg", "none"));
        header(tokens, "alg HS512", header, payload, h -> h.put("alg", "HS512"));
        header(tokens, "alg RS256", header, payload, h -> h.put("alg", "RS256"));
        header(tokens, "typ JWT", header, payload, h -> h.put("typ", "JWT"));
        header(tokens, "typ missing", header, payload, h -> h.remove("typ"));
        header(tokens, "unknown kid", header, payload, h -> h.put("kid", "other"));
        header(tokens, "kid path", header, payload, h -> h.put("kid", "../../dev/null"));
        header(tokens, "crit", header, payload, h -> h.putArray("crit").add("exp"));
        header(tokens, "empty crit", header, payload, h -> h.putArray("crit"));
        header(tokens, "jku", header, payload, h -> h.put("jku", "https://evil.example/keys"));
        header(tokens, "jwk", header, payload, h -> h.putObject("jwk").put("kty", "oct"));
        header(tokens, "x5u", header, payload, h -> h.put("x5u", "https://evil.example/cert"));
        claims(tokens, "iss", header, payload, c -> c.put("iss", "https://evil.example"));
        claims(tokens, "no iss", header, payload, c -> c.remove("iss"));
        claims(tokens, "aud", header, payload, c -> c.put("aud", "other"));
        claims(tokens, "no aud", header, payload, c -> c.remove("aud"));
        claims(tokens, "no exp", header, payload, c -> c.remove("exp"));
        claims(tokens, "no iat", header, payload, c -> c.remove("iat"));
        claims(tokens, "exp text", header, payload, c -> c.put("exp", "9999999999"));
        claims(tokens, "exp fraction", header, payload, c -> c.put("exp", 9999999999.5));
        claims(tokens, "exp beyond 9999", header, payload, c -> c.put("exp", 253402300800L));
        claims(tokens, "expired", header, payload, c -> c.put("exp", 1000));
        claims(tokens, "iat ahead", header, payload, c -> c.put("iat", now() + 120));
        claims(tokens, "nbf ahead", header, payload, c -> c.put("nbf", now() + 120));
        tokens.put("duplicate member", sign(header, payload.substring(0, payload.length() - 1) + ",\"sub\":\"x\"}"));
        tokens.put(
                "duplicate header member",
                sign(header.substring(0, header.length() - 1) + ",\"alg\":\"HS256\"}", payload));
        tokens.put("trailing JSON", sign(header, payload + "{}"));
        tokens.put("no JSON", sign(header, "x"));
        tokens.put("other key", Hmac.jws(new byte[32], header, payload));
        tokens.put("padding", good + "=");
        tokens.put("unused bits", unusedBits(good));
        tokens.put("no signature", good.substring(0, good.lastIndexOf('.') + 1));
        tokens.put("four parts", good + ".x");
        tokens.put(
                "long",
                sign(header, payload.substring(0, payload.length() - 1) + ",\"x\":\"" + "a".repeat(20_000) + "\"}"));
        tokens.put("deep", sign(header, "[".repeat(4_000)));
        tokens.forEach((what, token) -> {
            Answer answer = me(token);
            // An absurdly long header is refused before anybody reads it as a token.
            assertThat(answer.status()).as(what).isIn(what.equals("long") ? List.of(400, 431) : List.of(401));
            if (answer.status() == 401) {
                answer.isProblem(401, "invalid_token");
                assertThat(answer.header("WWW-Authenticate")).as(what).contains("invalid_token");
            }
        });
    }

    @Test
    void otherSchemes_areRefused() {
        for (String value : new String[] {"Basic YTpi", "bearer", "Bearer", "Bearer a b", "Digest x"}) {
            Answer answer = deployment
                    .client()
                    .get("/api/me")
                    .header("Authorization", value)
                    .send();
            assertThat(answer.status()).as(value).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isNotEmpty();
        }
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String sign(String header, String payload) {
        return Hmac.jws(Deployment.JWT_SECRET, header, payload);
    }

    private static void header(
            Map<String, String> tokens, String what, String header, String payload, Consumer<ObjectNode> change) {
        ObjectNode changed = object(header);
        change.accept(changed);
        tokens.put(what, sign(changed.toString(), payload));
    }

    private static void claims(
            Map<String, String> tokens, String what, String header, String payload, Consumer<ObjectNode> change) {
        ObjectNode changed = object(payload);
        change.accept(changed);
        tokens.put(what, sign(header, changed.toString()));
    }

    /** The last character of a 32-byte signature has two unused bits: the same bytes, another spelling. */
    private static String unusedBits(String token) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int value = alphabet.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + alphabet.charAt(value | 1);
    }
}
