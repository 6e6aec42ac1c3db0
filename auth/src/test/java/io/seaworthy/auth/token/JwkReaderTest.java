package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwkReaderTest {

    private static final String EC = "{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"%s}";
    private static final String OCT = "{\"kty\":\"oct\",\"k\":\"" + "A".repeat(43) + "\"%s}";

    private static Object read(String json, boolean publicOnly) {
        return JwkReader.read(json.getBytes(StandardCharsets.UTF_8), publicOnly);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                ",\"use\":\"sig\"",
                ",\"alg\":\"ES256\"",
                ",\"key_ops\":[\"verify\"]",
                ",\"key_ops\":[\"sign\",\"verify\"]",
                ",\"x5u\":\"https://evil.example/\"",
                ",\"ext\":true"
            })
    void goodPublicKey_isRead(String more) {
        assertThat(read(EC.formatted(more), true)).isInstanceOf(TokenKey.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "USE | ,\"use\":\"enc\"",
                "USE | ,\"use\":null",
                "USE | ,\"use\":[\"sig\"]",
                "KEY_OPS | ,\"key_ops\":[\"encrypt\"]",
                "KEY_OPS | ,\"key_ops\":[]",
                "KEY_OPS | ,\"key_ops\":\"verify\"",
                "KEY_OPS | ,\"key_ops\":[\"verify\",\"verify\"]",
                "KEY_OPS | ,\"key_ops\":[\"verify\",1]",
                "ALGORITHM | ,\"alg\":\"ES224\"",
                "ALGORITHM | ,\"alg\":\"none\"",
                "ALGORITHM | ,\"alg\":null",
                "ALGORITHM | ,\"alg\":\"es256\"",
                "CURVE | ,\"alg\":\"ES384\"",
                "KEY_TYPE | ,\"alg\":\"RS256\"",
                "KEY_TYPE | ,\"alg\":\"HS256\"",
                "PRIVATE_MEMBERS | ,\"d\":\"AA\"",
                "PRIVATE_MEMBERS | ,\"k\":\"AA\"",
                "PRIVATE_MEMBERS | ,\"oth\":[]",
                "KEY_ID | ,\"kid\":1",
                "KEY_ID | ,\"kid\":\"\"",
                "MALFORMED | ,\"kty\":\"EC\"",
                "MALFORMED | }x"
            })
    void unfitPublicKey_isRefusedForItsReason(JwkFault fault, String more) {
        assertThat(read(EC.formatted(more), true)).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALGORITHM | ''",
                "KEY_OPS | ,\"alg\":\"HS256\",\"key_ops\":[\"verify\"]",
                "TOO_SHORT | ,\"alg\":\"HS384\"",
                "KEY_TYPE | ,\"alg\":\"ES256\"",
                "ALGORITHM | ,\"alg\":\"A256KW\""
            })
    void unfitSecret_isRefusedForItsReason(JwkFault fault, String more) {
        assertThat(read(OCT.formatted(more), false)).isEqualTo(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s=", "%s ", " %s", "+%s", "%s\u00e9", "%s!AA"})
    void secretInAnotherSpelling_isRefused(String spelling) {
        String k = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr4";
        String jwk = "{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"%s\"}";
        assertThat(read(jwk.formatted(k), false)).isInstanceOf(HmacKey.class);

        assertThat(read(jwk.formatted(spelling.formatted(k)), false)).isEqualTo(JwkFault.MALFORMED);
    }

    @Test
    void brokenNumbers_areRefused() {
        String good = EC.formatted("");

        assertThat(read(good.replace("\"x_F", "\"x_G"), true)).isEqualTo(JwkFault.POINT);
        assertThat(read(good.replace("5a0\"", "5a0=\""), true)).isEqualTo(JwkFault.MALFORMED);
        assertThat(read(good.replace("5a0\"", "5a1\""), true)).isEqualTo(JwkFault.MALFORMED);
        assertThat(read(good.replace("P-256", "P-384"), true)).isEqualTo(JwkFault.MALFORMED);
        assertThat(read(good.replace("P-256", "secp256k1"), true)).isEqualTo(JwkFault.CURVE);
        assertThat(read(good, false)).isEqualTo(JwkFault.PRIVATE_MISSING);
        assertThat(read("[]", true)).isEqualTo(JwkFault.MALFORMED);
        assertThat(read("{\"kty\":\"XYZ\"}", true)).isEqualTo(JwkFault.KEY_TYPE);
        assertThat(read("{}", true)).isEqualTo(JwkFault.KEY_TYPE);
    }

    @Test
    void ownKeyOfJwk_saysWhatIsWrongAndNotWithWhat() {
        String json = OCT.formatted(",\"alg\":\"HS512\"");

        assertThatThrownBy(() -> TokenKey.ofJwk(Secret.ofUtf8(json)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("too_short")
                .hasMessageNotContaining("AAAA");
    }

    private static byte[] set(Object... keys) {
        return Json.write(Map.of("keys", List.of(keys)));
    }

    private static Map<String, Object> jwk(JwsAlgorithm algorithm, String id) {
        return new TreeMap<>(TestKeys.one(algorithm).named(id).publicJwk());
    }

    @Test
    void publicSet_leavesOutWhatItCannotUse() {
        Map<String, Object> encryption = jwk(JwsAlgorithm.RS256, "b");
        encryption.put("use", "enc");
        Map<String, Object> leaked = jwk(JwsAlgorithm.EDDSA, "c");
        leaked.put("d", "AA");

        Object read = JwkSet.readPublic(set(
                jwk(JwsAlgorithm.ES256, "a"), encryption, leaked, Map.of("kty", "PQC"), jwk(JwsAlgorithm.EDDSA, "e")));

        assertThat(read).isInstanceOfSatisfying(JwkSet.Public.class, set -> {
            assertThat(set.ring().all()).extracting(TokenKey::id).containsExactly("a", "e");
            assertThat(set.faults()).containsExactly(JwkFault.PRIVATE_MEMBERS);
            assertThat(set.ring().find(null)).as("several keys, none named").isNull();
        });
    }

    @Test
    void publicSetOfOneKey_servesTokensWithoutId() {
        JwkSet.Public set = (JwkSet.Public) JwkSet.readPublic(set(jwk(JwsAlgorithm.ES256, "a")));

        assertThat(set.ring().find(null)).isNotNull();
    }

    @Test
    void badSet_isRefusedAsAWhole() {
        Map<String, Object> a = jwk(JwsAlgorithm.ES256, "a");

        assertThat(JwkSet.readPublic(set(a, jwk(JwsAlgorithm.ES256, "a")))).isEqualTo(JwkFault.KEY_ID);
        assertThat(JwkSet.readPublic("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(JwkFault.SET);
        assertThat(JwkSet.readPublic("{\"keys\":[]}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(JwkFault.SET);
        assertThat(JwkSet.readPublic("{\"keys\":{}}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(JwkFault.SET);
        assertThat(JwkSet.readPublic("<html>".getBytes(StandardCharsets.UTF_8))).isEqualTo(JwkFault.MALFORMED);
        assertThat(JwkSet.readPublic(
                        set((Object[]) java.util.Collections.nCopies(101, a).toArray())))
                .isEqualTo(JwkFault.SET);
    }
}
