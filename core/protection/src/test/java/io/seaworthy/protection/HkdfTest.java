package io.seaworthy.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HkdfTest {

    private static final HexFormat HEX = HexFormat.of();

    private static String derive(String material, String salt, String info, int bytes) {
        return Hkdf.derive(Secret.of(HEX.parseHex(material)), HEX.parseHex(salt), HEX.parseHex(info), bytes)
                .exposeTo(HEX::formatHex);
    }

    /** RFC 5869 appendix A.1 and A.3. */
    @ParameterizedTest
    @CsvSource({
        "000102030405060708090a0b0c, f0f1f2f3f4f5f6f7f8f9, 3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56"
                + "ecc4c5bf34007208d5b887185865",
        "'', '', 8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    })
    void rfc5869(String salt, String info, String output) {
        assertThat(derive("0b".repeat(22), salt, info, 42)).isEqualTo(output);
    }

    @Test
    void wycheproof_agrees() throws Exception {
        Path file = Path.of(System.getProperty("seaworthy.vectors", "."), "wycheproof/hkdf_sha256_test.json");
        if (!Files.isRegularFile(file)) {
            System.out.println("HKDF vectors skipped, there is no " + file.normalize()
                    + "; they are Wycheproof's testvectors_v1/hkdf_sha256_test.json");
            return;
        }
        Map<?, ?> root = (Map<?, ?>)
                Json.read(Files.readAllBytes(file), JsonLimits.strict().bytes(1 << 20));
        int ran = 0;
        for (Object group : (List<?>) root.get("testGroups")) {
            for (Object each : (List<?>) ((Map<?, ?>) group).get("tests")) {
                Map<?, ?> test = (Map<?, ?>) each;
                String[] hex = {(String) test.get("ikm"), (String) test.get("salt"), (String) test.get("info")};
                int size = ((Long) test.get("size")).intValue();
                if (test.get("result").equals("valid")) {
                    assertThat(derive(hex[0], hex[1], hex[2], size))
                            .as("tcId %s", test.get("tcId"))
                            .isEqualTo(test.get("okm"));
                } else {
                    assertThatThrownBy(() -> derive(hex[0], hex[1], hex[2], size))
                            .as("tcId %s", test.get("tcId"))
                            .isInstanceOf(IllegalArgumentException.class);
                }
                ran++;
            }
        }
        System.out.println("HKDF vectors: " + ran + " ran, 0 skipped");
        assertThat((long) ran).isEqualTo(root.get("numberOfTests"));
    }

    @Test
    void labels_separateKeys() {
        Secret secret = Keys.key(1);
        Secret audit = Hkdf.derive(secret, "audit", 32);

        assertThat(audit.matches(Hkdf.derive(secret, "audit", 32))).isTrue();
        assertThat(audit.matches(Hkdf.derive(secret, "csrf", 32))).isFalse();
        assertThat(audit.matches(Hkdf.derive(Keys.key(2), "audit", 32))).isFalse();
        assertThat(audit.length()).isEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 64, 65, Hkdf.MAX_BYTES})
    void aShorterKey_isThePrefixOfALongerOne(int bytes) {
        String longest = derive("0b".repeat(22), "", "", Hkdf.MAX_BYTES);

        assertThat(derive("0b".repeat(22), "", "", bytes)).isEqualTo(longest.substring(0, 2 * bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, Hkdf.MAX_BYTES + 1})
    void aLengthOutOfRange_isRefused(int bytes) {
        assertThatThrownBy(() -> Hkdf.derive(Keys.key(1), "label", bytes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBlankLabel_isRefused() {
        assertThatThrownBy(() -> Hkdf.derive(Keys.key(1), " ", 32)).isInstanceOf(IllegalArgumentException.class);
    }
}
