package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.Vectors;
import io.seaworthy.kernel.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The JOSE files of project Wycheproof through the reader of keys and the gate that access tokens go through, without
 * the check of the type. A vector that differs and is not listed here fails, and so does one that is listed and agrees.
 */
class WycheproofJwsTest {

    /** Two that are marked invalid and are, byte for byte, the valid vector 357. */
    private static final String SAME_AS_VALID = "marked invalid, byte for byte the valid vector 357";

    private static final String STRAY = "marked valid, holds a character outside of base64url (RFC 7515 section 2)";
    private static final String OTHER_ALG =
            "marked valid, the key says PS256 and the header PS384 (RFC 8725 section 3.1)";
    private static final String NO_ALG =
            "marked valid, the key says ES521, which is no algorithm (RFC 7518 section 3.1)";
    private static final String ENCRYPTED = "marked valid, is encrypted: JWE is not read";

    private static final Map<Long, String> SIGNATURE_EXCEPTIONS = Map.of(
            367L, SAME_AS_VALID,
            370L, SAME_AS_VALID,
            372L, STRAY,
            373L, STRAY,
            346L, OTHER_ALG,
            350L, OTHER_ALG,
            347L, NO_ALG,
            351L, NO_ALG);
    private static final Map<Long, String> CRYPTO_EXCEPTIONS = Map.of(50L, ENCRYPTED, 67L, ENCRYPTED);

    @Test
    void signatures_agree() {
        run("json_web_signature_test.json", 401, SIGNATURE_EXCEPTIONS);
    }

    @Test
    void keys_agree() {
        run("json_web_key_test.json", 26, Map.of());
    }

    @Test
    void crypto_agrees() {
        run("json_web_crypto_test.json", 83, CRYPTO_EXCEPTIONS);
    }

    private static void run(String file, int expected, Map<Long, String> exceptions) {
        Map<Long, String> differing = new TreeMap<>();
        int ran = 0;
        for (Map<String, Object> group : Vectors.list(Vectors.read("wycheproof/" + file), "testGroups")) {
            KeyRing keys = keys(group);
            for (Map<String, Object> vector : Vectors.list(group, "tests")) {
                Object text = vector.getOrDefault("jws", vector.get("jwe"));
                String token = text instanceof String compact
                        ? compact
                        : new String(Json.write(text), StandardCharsets.UTF_8); // the JSON serialization
                boolean verifies =
                        keys != null && TokenGate.withoutType().open(token, keys) instanceof TokenGate.Opened;
                if (verifies != vector.get("result").equals("valid")) {
                    differing.put((Long) vector.get("tcId"), (String) vector.get("comment"));
                }
                ran++;
            }
        }
        System.out.println("vectors: " + file + ": " + ran + " ran, 0 skipped, " + (ran - differing.size())
                + " agree, listed exceptions " + differing.keySet());
        assertThat(differing.keySet()).isEqualTo(Set.copyOf(exceptions.keySet()));
        assertThat(ran).isEqualTo(expected);
    }

    /** The keys of a group, the public ones where there are any; null where they are refused. */
    @SuppressWarnings("unchecked")
    private static @Nullable KeyRing keys(Map<String, Object> group) {
        boolean isPublic = group.containsKey("public");
        Map<String, Object> json = (Map<String, Object>) group.get(isPublic ? "public" : "private");
        List<Object> members = (List<Object>) json.getOrDefault("keys", List.of(json));
        if (isPublic) {
            Object read = JwkSet.readPublic(Json.write(Map.of("keys", members)));
            return read instanceof JwkSet.Public set ? set.ring() : null;
        }
        Object read = JwkSet.readPrivate(Json.write(Map.of("keys", members)));
        if (!(read instanceof List<?> list)) {
            return null;
        }
        List<TokenKey> keys = new ArrayList<>();
        list.forEach(key -> keys.add((TokenKey) key));
        return new KeyRing(keys, keys.get(0));
    }
}
