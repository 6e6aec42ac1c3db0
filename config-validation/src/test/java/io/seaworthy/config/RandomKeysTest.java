package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A random key is not called weak: at most one in a thousand, whatever it is written in. */
class RandomKeysTest {

    enum Form {
        HEX_128(16, HexFormat.of()::formatHex),
        HEX_256(32, HexFormat.of()::formatHex),
        BASE64_128(16, java.util.Base64.getEncoder()::encodeToString),
        BASE64_256(32, java.util.Base64.getEncoder()::encodeToString),
        BASE64URL_128(16, java.util.Base64.getUrlEncoder().withoutPadding()::encodeToString),
        BASE64URL_256(32, java.util.Base64.getUrlEncoder().withoutPadding()::encodeToString),
        UUID_4(16, bytes -> UUID.nameUUIDFromBytes(bytes).toString());

        private final int bytes;
        private final Function<byte[], String> text;

        Form(int bytes, Function<byte[], String> text) {
            this.bytes = bytes;
            this.text = text;
        }
    }

    @ParameterizedTest
    @EnumSource
    void randomKey_isPracticallyNeverCalledWeak(Form form) {
        long seed = 1_000_003;
        Random random = new Random(seed);
        int runs = Boolean.getBoolean("seaworthy.long") ? 1_000_000 : 20_000;
        int alarms = 0;
        for (int run = 0; run < runs; run++) {
            byte[] key = new byte[form.bytes];
            random.nextBytes(key);
            String text = form.text.apply(key);
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            alarms += WeakSecrets.weakness(text, content, 16) == null ? 0 : 1;
        }
        System.out.println("RandomKeysTest seed " + seed + " " + form + ": " + alarms + " false alarms in " + runs);
        assertThat(alarms * 1_000L).isLessThanOrEqualTo(runs);
    }
}
