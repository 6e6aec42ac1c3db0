package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeakSecretsTest {

    private static String weakness(String text) {
        byte[] decoded = Encodings.base64(text);
        byte[] content = decoded == null ? text.getBytes(StandardCharsets.UTF_8) : decoded;
        return WeakSecrets.weakness(text, content, 16);
    }

    private static String base64(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeme",
                "change-me-change-me-change-me-change-me",
                "ChangeThisInProduction!ChangeThisInProduction!",
                "your-256-bit-secret-goes-right-here-please",
                "super_s3cr3t_k3y_f0r_jwt_t0kens_2024",
                "P@ssw0rd-P@ssw0rd-P@ssw0rd-P@ssw0rd",
                "REPLACE_ME_WITH_A_LONG_RANDOM_STRING",
                "this is only a test of the signing key",
                "the quick brown fox jumps over the lazy dog",
                "correct horse battery staple and another thing",
                "qwertyuiopasdfghjklzxcvbnm1234567890",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "deadbeefcafebabedeadbeefcafebabe0011",
                "insecure-development-key-0123456789-abc",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "<insert-your-signing-key-here-32-bytes>",
                "TODO: put a real key here before release",
                "lorem ipsum dolor sit amet consectetur",
            })
    void placeholder_isWeakAsTextAndInBase64(String placeholder) {
        assertThat(weakness(placeholder)).isNotNull();
        assertThat(weakness(base64(placeholder))).isEqualTo(WeakSecrets.PLACEHOLDER);
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000000000000000000000000000000000000000000000000000, weak_repeated_byte",
        "4141414141414141414141414141414141414141414141414141414141414141, weak_repeated_byte",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f, weak_sequence",
        "fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0efeeedecebeae9e8e7e6e5e4e3e2e1e0, weak_sequence",
        "0003060900030609000306090003060900030609000306090003060900030609, weak_cycle",
        "9f3ac1779f3ac1779f3ac1779f3ac1779f3ac1779f3ac1779f3ac1779f3ac177, weak_cycle",
        "9f3ac17708b2d4e6511c2f3d4a5b6c7e9f3ac17708b2d4e6511c2f3d4a5b6c7e, weak_cycle",
        "0101020103020101030201010203010201030101020301030201020101030102, weak_few_distinct_bytes",
    })
    void regularBytes_areWeakInBase64(String hex, String reason) {
        String text =
                java.util.Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));

        assertThat(weakness(text)).isEqualTo(reason);
    }

    @Test
    void regularBytes_areWeakInHexToo() {
        assertThat(weakness("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"))
                .isNotNull();
        assertThat(weakness("01234567890123456789012345678901")).isNotNull();
        assertThat(weakness("abcdefghijklmnopqrstuvwxyz012345")).isNotNull();
    }

    /** Sixty-four kilobytes that nearly repeat take as long as any. */
    @Test
    void nearlyRegularText_isCheckedInLinearTime() {
        byte[] content = ("a".repeat(65_000) + "b").getBytes(StandardCharsets.UTF_8);
        byte[] cycle = "0123456789abcdef-".repeat(3_000).getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            for (int i = 0; i < 20; i++) {
                assertThat(WeakSecrets.weakness("", content, 16)).isNotNull();
                assertThat(WeakSecrets.weakness("", cycle, 16)).isNotNull();
            }
        });
    }

    @Test
    void shortKey_isWeak() {
        byte[] content = {1, 99, -7, 34, 120, -66, 21, 3};
        assertThat(WeakSecrets.weakness("AWP5Inje/hUD", content, 9)).isEqualTo("weak_too_short");
        assertThat(WeakSecrets.weakness("AWP5Inje/hUD", content, 8)).isNull();
    }

    static Stream<Function<Random, String>> spellings() {
        return Stream.of(
                random -> java.util.Base64.getEncoder().encodeToString(bytes(random, 32)),
                random -> java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, 16)),
                random -> HexFormat.of().formatHex(bytes(random, 32)),
                random -> HexFormat.of().formatHex(bytes(random, 16)),
                random -> new UUID(random.nextLong(), random.nextLong()).toString(),
                random -> base64(HexFormat.of().formatHex(bytes(random, 32))));
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void randomKeys_areRefusedLessThanOnceInAThousand(Function<Random, String> spelling) {
        Random random = new Random(20_261_121);
        int keys = Boolean.getBoolean("seaworthy.long") ? 1_000_000 : 30_000;
        int alarms = 0;
        for (int i = 0; i < keys; i++) {
            alarms += weakness(spelling.apply(random)) == null ? 0 : 1;
        }
        assertThat(alarms).as("false alarms in %d keys", keys).isLessThanOrEqualTo(keys / 1000);
    }
}
