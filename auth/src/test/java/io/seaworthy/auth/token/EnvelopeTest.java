package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.sun.management.ThreadMXBean;
import io.seaworthy.auth.TestClock;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted tokens as another library writes them, and what else such a text can be. */
class EnvelopeTest {

    private static final byte[] KEY = bytes(32, 1);
    private static final byte[] OTHER = bytes(32, 2);
    private static final TestClock CLOCK = TestClock.at("2026-11-21T10:00:00Z");

    private final AccessTokens strict = tokens().build();
    private final AccessTokens reading =
            tokens().acceptEncrypted(Secret.of(OTHER), Secret.of(KEY)).build();
    private final AccessTokens inflating = tokens().acceptEncrypted(Secret.of(KEY))
            .dangerouslyAcceptCompressed()
            .build();

    private static AccessTokensBuilder tokens() {
        return AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(Secret.of(Forge.KEY)))
                .clock(CLOCK);
    }

    private static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static JWEHeader.Builder header() {
        return new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM).contentType("JWT");
    }

    private static String encrypt(JWEHeader.Builder header, byte[] key, String text) {
        try {
            JWEObject made = new JWEObject(header.build(), new Payload(text));
            made.encrypt(new DirectEncrypter(key));
            return made.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed() {
        return Forge.good(CLOCK.instant().getEpochSecond()).sign();
    }

    private static Verification refused(TokenRefusal reason) {
        return new Verification.Refused(reason);
    }

    @Test
    void encryptedToken_isReadWhereAskedForOnly() {
        String token = encrypt(header().keyID("k"), KEY, signed());

        assertThat(strict.verify(token)).isEqualTo(refused(TokenRefusal.NOT_COMPACT));
        assertThat(reading.verify(token))
                .isInstanceOfSatisfying(
                        VerifiedToken.class,
                        verified -> assertThat(verified.subject()).isEqualTo("user-1"));
        assertThat(reading.verify(signed())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void compressedToken_isInflatedWhereAskedForOnly() {
        String token = encrypt(header().compressionAlgorithm(CompressionAlgorithm.DEF), KEY, signed());

        assertThat(strict.verify(token)).isEqualTo(refused(TokenRefusal.NOT_COMPACT));
        assertThat(reading.verify(token)).isEqualTo(refused(TokenRefusal.HEADER_NOT_ALLOWED));
        assertThat(inflating.verify(token)).isInstanceOf(VerifiedToken.class);
        assertThat(inflating.verify(encrypt(header(), KEY, signed()))).isInstanceOf(VerifiedToken.class);
    }

    static Stream<Arguments> bad() {
        String good = encrypt(header(), KEY, signed());
        return Stream.of(
                arguments("of nobody", TokenRefusal.DECRYPTION, encrypt(header(), bytes(32, 3), signed())),
                arguments("not signed", TokenRefusal.NOT_COMPACT, encrypt(header(), KEY, "{\"sub\":\"user-1\"}")),
                arguments("badly signed", TokenRefusal.SIGNATURE, encrypt(header(), KEY, signed() + "AAAA")),
                arguments("twice", TokenRefusal.NOT_COMPACT, encrypt(header(), KEY, good)),
                arguments("no cty", TokenRefusal.TYPE, encrypt(header().contentType(null), KEY, signed())),
                arguments("another enc", TokenRefusal.ALGORITHM, withHeader(good, "A256GCM", "A128GCM")),
                arguments("another alg", TokenRefusal.ALGORITHM, withHeader(good, "\"dir\"", "\"RSA1_5\"")),
                arguments("p2c", TokenRefusal.HEADER_NOT_ALLOWED, withHeader(good, "{", "{\"p2c\":2000000000,")),
                arguments("epk", TokenRefusal.HEADER_NOT_ALLOWED, withHeader(good, "{", "{\"epk\":{},")),
                arguments("crit", TokenRefusal.HEADER_NOT_ALLOWED, withHeader(good, "{", "{\"crit\":[],")),
                arguments("other header", TokenRefusal.DECRYPTION, withHeader(good, "{", "{\"kid\":\"x\",")),
                arguments("a key", TokenRefusal.NOT_COMPACT, good.replaceFirst("\\.\\.", ".AAAA.")),
                arguments("padding", TokenRefusal.NOT_CANONICAL, good + "="),
                arguments("short tag", TokenRefusal.NOT_COMPACT, good.substring(0, good.lastIndexOf('.') + 1) + "AAAA"),
                arguments("dots", TokenRefusal.NOT_COMPACT, "...."),
                arguments("too long", TokenRefusal.TOO_LONG, good + "A".repeat(8_192)));
    }

    private static String withHeader(String token, String from, String to) {
        int dot = token.indexOf('.');
        String json = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8);
        return Forge.encode(json.replace(from, to)) + token.substring(dot);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void badEnvelope_isRefusedForItsReason(String name, TokenRefusal reason, String token) {
        assertThat(reading.verify(token)).isEqualTo(refused(reason));
    }

    /** 250 KB is what others allow; here a token's own cap holds, however much the text would become. */
    @ParameterizedTest
    @ValueSource(ints = {8_193, 250_000, 5_000_000})
    void bomb_endsAtTheCapOfATokenAndCosts64Kilobytes(int length) {
        String bomb = encrypt(header().compressionAlgorithm(CompressionAlgorithm.DEF), KEY, "A".repeat(length));
        assertThat(bomb.length()).isLessThan(TokenGate.MAX_LENGTH);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 50; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThat(inflating.verify(bomb)).isEqualTo(refused(TokenRefusal.TOO_LONG));
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(least).isLessThan(64 << 10);
    }

    @Test
    void everySingleCharacterChange_isRefused() {
        String good = encrypt(header().compressionAlgorithm(CompressionAlgorithm.DEF), KEY, signed());
        for (int i = 0; i < good.length(); i++) {
            char other = good.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(inflating.verify(good.substring(0, i) + other + good.substring(i + 1)))
                    .as("at %d", i)
                    .isInstanceOf(Verification.Refused.class);
        }
        assertThat(inflating.verify(good)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void rememberedEncryptedToken_isRevokedLikeAnother() {
        AccessTokens remembering =
                tokens().acceptEncrypted(Secret.of(KEY)).rememberVerified(10).build();
        String token = encrypt(header(), KEY, signed());
        VerifiedToken verified = (VerifiedToken) remembering.verify(token);
        assertThat(remembering.verify(token)).isInstanceOf(VerifiedToken.class);

        remembering.revoke(verified);

        assertThat(remembering.verify(token)).isEqualTo(refused(TokenRefusal.REVOKED));
    }

    @Test
    void decryptionKeyThatSignsSinceARotation_opensNothing() {
        Rotating<SigningKeys> keys = Rotating.of(SigningKeys.of(Secret.of(Forge.KEY)));
        AccessTokens rotating = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(keys)
                .clock(CLOCK)
                .acceptEncrypted(Secret.of(OTHER), Secret.of(KEY))
                .build();
        String inside = rotating.issue("user-1").value();
        String ofKey = encrypt(header(), KEY, inside);
        String ofOther = encrypt(header(), OTHER, inside);
        assertThat(rotating.verify(ofKey)).isInstanceOf(VerifiedToken.class);

        keys.rotateTo(SigningKeys.rotating(Secret.of(KEY), Secret.of(Forge.KEY)));

        assertThat(rotating.verify(ofKey)).isEqualTo(refused(TokenRefusal.DECRYPTION));
        assertThat(rotating.verify(ofOther)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void acceptEncryptedWithZerosTheSigningSecretOrNoKey_isAFault() {
        assertFault("weak", Secret.of(new byte[32]));
        assertFault("same_as_signing", Secret.of(Arrays.copyOf(Forge.KEY, 32)));
        assertFault("out_of_range");
        assertFault("out_of_range", Secret.of(bytes(16, 3)));
    }

    private static void assertFault(String code, Secret... keys) {
        AccessTokensBuilder builder = AccessTokens.issuer("i")
                .audience("a")
                .keys(SigningKeys.of(Secret.of(Arrays.copyOf(Forge.KEY, 32))))
                .acceptEncrypted(keys);
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).extracting("reason").containsExactly(code));
    }

    @Test
    void faultyOptions_areReportedTogether() {
        assertThatThrownBy(
                        () -> tokens().acceptEncrypted(Secret.of(new byte[16])).build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).extracting("path").containsExactly("acceptEncrypted"));
        assertThatThrownBy(() -> tokens().dangerouslyAcceptCompressed().build())
                .isInstanceOf(ConfigurationException.class);
        assertThat(inflating.evidence().get(0).weaknesses()).hasSize(1);
        assertThat(reading.evidence().get(0).weaknesses()).isEmpty();
    }
}
