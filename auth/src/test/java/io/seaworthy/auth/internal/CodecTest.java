package io.seaworthy.auth.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

    private static final HexFormat HEX = HexFormat.of();

    // RFC 4648 section 10, in the URL alphabet and without padding.
    @ParameterizedTest
    @CsvSource({"f,Zg", "fo,Zm8", "foo,Zm9v", "foob,Zm9vYg", "fooba,Zm9vYmE", "foobar,Zm9vYmFy"})
    void rfc4648Vector_roundTrips(String text, String encoded) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(Codec.base64Url(bytes)).isEqualTo(encoded);
        assertThat(Codec.fromBase64Url(encoded)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Z", "Zg=", "Zg==", "Zh", "Zm9=", "Zm9", "Zm9v\n", "Zm 9v", "Zm+v", "Zm/v", "Zm9vY", "Zm9vé"})
    void otherSpelling_isRefused(String text) {
        assertThat(Codec.fromBase64Url(text)).isNull();
    }

    @Test
    void unusedBits_haveOneSpellingOfSixteenAndOfFour() {
        long two = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .chars()
                .filter(c -> Codec.fromBase64Url("Z" + (char) c) != null)
                .count();
        long three = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .chars()
                .filter(c -> Codec.fromBase64Url("Zm" + (char) c) != null)
                .count();

        assertThat(two).isEqualTo(4);
        assertThat(three).isEqualTo(16);
    }

    // RFC 4231 section 4.3.
    @Test
    void hmacSha256_matchesRfc4231() {
        byte[] mac = Codec.hmac(
                "HmacSHA256",
                "Jefe".getBytes(StandardCharsets.US_ASCII),
                "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII));

        assertThat(HEX.formatHex(mac)).isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    // RFC 5869 appendix A.3 (no salt, no info), its first 32 bytes.
    @Test
    void hkdf_matchesRfc5869() {
        byte[] derived = Codec.hkdf(HEX.parseHex("0b".repeat(22)), "");

        assertThat(HEX.formatHex(derived))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }

    @Test
    void crc32_matchesTheCheckValue() {
        byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);

        assertThat(Codec.crc32(check, 0, 9)).isEqualTo(0xcbf43926);
    }

    @Test
    void random_doesNotRepeat() {
        assertThat(Codec.random(16)).hasSize(16).isNotEqualTo(Codec.random(16));
    }
}
