package io.seaworthy.auth.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.Vectors;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WycheproofHmacTest {

    @ParameterizedTest
    @CsvSource({"hmac_sha256_test.json,HmacSHA256", "hmac_sha384_test.json,HmacSHA384"})
    void everyVector_agrees(String file, String algorithm) {
        int ran = 0;
        for (Map<String, Object> group : Vectors.list(Vectors.read("wycheproof/" + file), "testGroups")) {
            for (Map<String, Object> vector : Vectors.list(group, "tests")) {
                byte[] tag = hex(vector, "tag");
                byte[] mac = Codec.hmac(algorithm, hex(vector, "key"), hex(vector, "msg"));
                assertThat(Arrays.equals(Arrays.copyOf(mac, tag.length), tag))
                        .as("tcId %s", vector.get("tcId"))
                        .isEqualTo(vector.get("result").equals("valid"));
                ran++;
            }
        }
        System.out.println("vectors: " + ran + " of " + file + ", 0 skipped");
        assertThat(ran).isGreaterThan(100);
    }

    private static byte[] hex(Map<String, Object> vector, String name) {
        return HexFormat.of().parseHex((String) vector.get(name));
    }
}
