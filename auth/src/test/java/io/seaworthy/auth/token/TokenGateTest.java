package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.seaworthy.auth.TestClock;
import io.seaworthy.kernel.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a token is refused, with a good signature wherever the fault is not the signature's. */
class TokenGateTest {

    private static final TestClock CLOCK = TestClock.at("2026-11-21T10:00:00Z");
    private static final long NOW = CLOCK.instant().getEpochSecond();

    private final SigningKeys keys = SigningKeys.of(Secret.of(Forge.KEY));
    private final AccessTokens access = AccessTokens.issuer("https://api.example.com")
            .audience("api")
            .keys(keys)
            .clock(CLOCK)
            .build();

    private void assertRefused(String token, TokenRefusal reason) {
        assertThat(access.verify(token)).isEqualTo(new Verification.Refused(reason));
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("as issued", edit(f -> f)),
                arguments("long form of the type", edit(f -> f.header("typ", "application/at+jwt"))),
                arguments("several audiences", edit(f -> f.claim("aud", List.of("other", "api")))),
                arguments("iat 60 s ahead", edit(f -> f.claim("iat", NOW + 60))),
                arguments("nbf 60 s ahead", edit(f -> f.claim("nbf", NOW + 60))),
                arguments("last second of the year 9999", edit(f -> f.claim("exp", ClaimsReader.LAST_SECOND))),
                arguments("roles", edit(f -> f.claim("roles", List.of("admin")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void goodToken_verifies(String what, UnaryOperator<Forge> edit) {
        assertThat(access.verify(edit.apply(Forge.good(NOW)).sign())).isInstanceOf(VerifiedToken.class);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("HS384", TokenRefusal.ALGORITHM, edit(f -> f.header("alg", "HS384"))),
                arguments("none", TokenRefusal.ALGORITHM, edit(f -> f.header("alg", "none"))),
                arguments("nOnE", TokenRefusal.ALGORITHM, edit(f -> f.header("alg", "nOnE"))),
                arguments("lower case", TokenRefusal.ALGORITHM, edit(f -> f.header("alg", "hs256"))),
                arguments("RS256", TokenRefusal.ALGORITHM, edit(f -> f.header("alg", "RS256"))),
                arguments("no alg", TokenRefusal.ALGORITHM, edit(f -> f.withoutHeader("alg"))),
                arguments("typ JWT", TokenRefusal.TYPE, edit(f -> f.header("typ", "JWT"))),
                arguments("typ logout+jwt", TokenRefusal.TYPE, edit(f -> f.header("typ", "logout+jwt"))),
                arguments("no typ", TokenRefusal.TYPE, edit(f -> f.withoutHeader("typ"))),
                arguments("typ a number", TokenRefusal.TYPE, edit(f -> f.header("typ", 1))),
                arguments("unknown kid", TokenRefusal.UNKNOWN_KEY, edit(f -> f.header("kid", "x"))),
                arguments("kid a path", TokenRefusal.UNKNOWN_KEY, edit(f -> f.header("kid", "../../dev/null"))),
                arguments("kid a number", TokenRefusal.MALFORMED_HEADER, edit(f -> f.header("kid", 1))),
                arguments("kid null", TokenRefusal.MALFORMED_HEADER, edit(f -> f.header("kid", null))),
                arguments("crit", TokenRefusal.HEADER_NOT_ALLOWED, edit(f -> f.header("crit", List.of("exp")))),
                arguments("crit empty", TokenRefusal.HEADER_NOT_ALLOWED, edit(f -> f.header("crit", List.of()))),
                arguments("jku", TokenRefusal.HEADER_NOT_ALLOWED, edit(f -> f.header("jku", "https://e.example"))),
                arguments("jwk", TokenRefusal.HEADER_NOT_ALLOWED, edit(f -> f.header("jwk", List.of(List.of())))),
                arguments("jwk text", TokenRefusal.HEADER_NOT_ALLOWED, edit(f -> f.header("jwk", "k"))),
                arguments("x5u", TokenRefusal.HEADER_NOT_ALLOWED, edit(f -> f.header("x5u", "https://e.example"))),
                arguments("zip", TokenRefusal.HEADER_NOT_ALLOWED, edit(f -> f.header("zip", "DEF"))),
                arguments("b64", TokenRefusal.HEADER_NOT_ALLOWED, edit(f -> f.header("b64", false))),
                arguments("no exp", TokenRefusal.MISSING_CLAIM, edit(f -> f.withoutClaim("exp"))),
                arguments("no iat", TokenRefusal.MISSING_CLAIM, edit(f -> f.withoutClaim("iat"))),
                arguments("no sub", TokenRefusal.MISSING_CLAIM, edit(f -> f.withoutClaim("sub"))),
                arguments("no jti", TokenRefusal.MISSING_CLAIM, edit(f -> f.withoutClaim("jti"))),
                arguments("no client_id", TokenRefusal.MISSING_CLAIM, edit(f -> f.withoutClaim("client_id"))),
                arguments("no iss", TokenRefusal.MISSING_CLAIM, edit(f -> f.withoutClaim("iss"))),
                arguments("no aud", TokenRefusal.MISSING_CLAIM, edit(f -> f.withoutClaim("aud"))),
                arguments("exp null", TokenRefusal.DATE, edit(f -> f.claim("exp", null))),
                arguments("exp text", TokenRefusal.DATE, edit(f -> f.claim("exp", String.valueOf(NOW + 600)))),
                arguments("exp ISO", TokenRefusal.DATE, edit(f -> f.claim("exp", "2030-01-01T00:00:00Z"))),
                arguments("exp fraction", TokenRefusal.DATE, edit(f -> f.claim("exp", NOW + 0.5))),
                arguments("exp in ms", TokenRefusal.DATE, edit(f -> f.claim("exp", NOW * 1000))),
                arguments("exp year 10000", TokenRefusal.DATE, edit(f -> f.claim("exp", 253_402_300_800L))),
                arguments("exp negative", TokenRefusal.DATE, edit(f -> f.claim("exp", -1L))),
                arguments("exp true", TokenRefusal.DATE, edit(f -> f.claim("exp", true))),
                arguments(
                        "exp beyond 64 bits",
                        TokenRefusal.DATE,
                        edit(f -> f.claim("exp", new java.math.BigInteger("99999999999999999999")))),
                arguments("iat text", TokenRefusal.DATE, edit(f -> f.claim("iat", "0"))),
                arguments("nbf text", TokenRefusal.DATE, edit(f -> f.claim("nbf", "0"))),
                arguments("nbf null", TokenRefusal.DATE, edit(f -> f.claim("nbf", null))),
                arguments("expired now", TokenRefusal.EXPIRED, edit(f -> f.claim("exp", NOW))),
                arguments("iat 61 s ahead", TokenRefusal.NOT_YET_VALID, edit(f -> f.claim("iat", NOW + 61))),
                arguments("nbf 61 s ahead", TokenRefusal.NOT_YET_VALID, edit(f -> f.claim("nbf", NOW + 61))),
                arguments("wrong iss", TokenRefusal.ISSUER, edit(f -> f.claim("iss", "https://api.example.com/"))),
                arguments(
                        "iss a list",
                        TokenRefusal.ISSUER,
                        edit(f -> f.claim("iss", List.of("https://api.example.com")))),
                arguments("wrong aud", TokenRefusal.AUDIENCE, edit(f -> f.claim("aud", "API"))),
                arguments("aud empty", TokenRefusal.AUDIENCE, edit(f -> f.claim("aud", List.of()))),
                arguments("aud mixed", TokenRefusal.AUDIENCE, edit(f -> f.claim("aud", List.of("api", 1)))),
                arguments("sub empty", TokenRefusal.MALFORMED_CLAIMS, edit(f -> f.claim("sub", ""))),
                arguments("sub number", TokenRefusal.MALFORMED_CLAIMS, edit(f -> f.claim("sub", 1))),
                arguments("sid number", TokenRefusal.MALFORMED_CLAIMS, edit(f -> f.claim("sid", 1))),
                arguments("roles text", TokenRefusal.MALFORMED_CLAIMS, edit(f -> f.claim("roles", "admin"))),
                arguments("roles mixed", TokenRefusal.MALFORMED_CLAIMS, edit(f -> f.claim("roles", List.of(1)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void badToken_isRefusedForItsReason(String what, TokenRefusal reason, UnaryOperator<Forge> edit) {
        assertRefused(edit.apply(Forge.good(NOW)).sign(), reason);
    }

    private static UnaryOperator<Forge> edit(UnaryOperator<Forge> edit) {
        return edit;
    }

    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}";

    static Stream<Arguments> rawRefused() {
        String payload = Forge.good(NOW).payload();
        String good = Forge.good(NOW).sign();
        String duplicate = payload.replace("\"sub\"", "\"sub\":\"admin\",\"sub\"");
        return Stream.of(
                arguments("empty", TokenRefusal.NOT_COMPACT, ""),
                arguments("one segment", TokenRefusal.NOT_COMPACT, "a"),
                arguments("two segments", TokenRefusal.NOT_COMPACT, good.substring(0, good.lastIndexOf('.'))),
                arguments("no signature", TokenRefusal.NOT_COMPACT, good.substring(0, good.lastIndexOf('.') + 1)),
                arguments("five segments", TokenRefusal.NOT_COMPACT, good + ".a.b"),
                arguments("JSON form", TokenRefusal.NOT_COMPACT, "{\"payload\":\"e30\"}"),
                arguments("padding", TokenRefusal.NOT_CANONICAL, good + "="),
                arguments("blank behind", TokenRefusal.NOT_CANONICAL, good + " "),
                arguments("line break inside", TokenRefusal.NOT_CANONICAL, good.replaceFirst("\\.", ".\n")),
                arguments("unused bits", TokenRefusal.NOT_CANONICAL, withUnusedBit(good)),
                arguments("other key", TokenRefusal.SIGNATURE, resigned(good)),
                arguments(
                        "short signature", TokenRefusal.SIGNATURE, good.substring(0, good.lastIndexOf('.')) + ".AAAA"),
                arguments("duplicate claim", TokenRefusal.MALFORMED_CLAIMS, Forge.sign(HEADER, duplicate)),
                arguments("trailing JSON", TokenRefusal.MALFORMED_CLAIMS, Forge.sign(HEADER, payload + "{}")),
                arguments("not JSON", TokenRefusal.MALFORMED_CLAIMS, Forge.sign(HEADER, "x")),
                arguments("array", TokenRefusal.MALFORMED_CLAIMS, Forge.sign(HEADER, "[]")),
                arguments(
                        "exp 1e10",
                        TokenRefusal.DATE,
                        Forge.sign(HEADER, payload.replaceAll("\"exp\":\\d+", "\"exp\":1e10"))),
                arguments(
                        "duplicate alg",
                        TokenRefusal.MALFORMED_HEADER,
                        Forge.sign("{\"alg\":\"none\",\"alg\":\"HS256\",\"typ\":\"at+jwt\"}", payload)),
                arguments("trailing header", TokenRefusal.MALFORMED_HEADER, Forge.sign(HEADER + " x", payload)),
                arguments("header no JSON", TokenRefusal.MALFORMED_HEADER, Forge.sign("x", payload)),
                arguments("too long", TokenRefusal.TOO_LONG, good + "A".repeat(9000)),
                arguments(
                        "a million digits",
                        TokenRefusal.TOO_LONG,
                        Forge.sign("{\"alg\":" + "1".repeat(1_000_000) + "}", payload)),
                arguments(
                        "7,000 digits",
                        TokenRefusal.MALFORMED_HEADER,
                        Forge.encode("{\"alg\":" + "1".repeat(4_000) + "}") + ".e30.AAAA"),
                arguments(
                        "nesting",
                        TokenRefusal.MALFORMED_HEADER,
                        Forge.encode("{\"alg\":" + "[".repeat(900)) + ".e30.AAAA"));
    }

    private static String withUnusedBit(String token) {
        // 32 bytes are 43 characters: the last one has two unused bits.
        char last = token.charAt(token.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return token.substring(0, token.length() - 1) + alphabet.charAt(alphabet.indexOf(last) | 1);
    }

    private static String resigned(String token) {
        HmacKey other = HmacKey.of(JwsAlgorithm.HS256, Secret.ofUtf8("another secret of 32 bytes length"));
        String signed = token.substring(0, token.lastIndexOf('.'));
        byte[] bytes = signed.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return signed + "." + io.seaworthy.auth.internal.Codec.base64Url(other.mac(bytes, bytes.length));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rawRefused")
    void badText_isRefusedForItsReason(String what, TokenRefusal reason, String token) {
        assertRefused(token, reason);
    }

    @Test
    void nullToken_isRefused() {
        assertThat(access.verify(null)).isEqualTo(new Verification.Refused(TokenRefusal.NOT_COMPACT));
    }

    @Test
    void everyReasonButThoseOfRevocationAndDecryption_isCovered() {
        List<TokenRefusal> covered = Stream.concat(refused(), rawRefused())
                .map(row -> (TokenRefusal) row.get()[1])
                .distinct()
                .toList();

        assertThat(covered)
                .containsAll(Arrays.stream(TokenRefusal.values())
                        .filter(r -> r != TokenRefusal.REVOKED && r != TokenRefusal.REVOCATIONS_STALE)
                        .filter(r -> r != TokenRefusal.DECRYPTION) // EnvelopeTest
                        .toList());
    }

    @Test
    void mutants_neverVerify() {
        int rounds = Boolean.getBoolean("seaworthy.long") ? 1_000_000 : 20_000;
        long seed = Long.getLong("seaworthy.seed", System.nanoTime());
        System.out.println("mutants of valid tokens: " + rounds + ", seed " + seed);
        Random random = new Random(seed);
        String good = access.issue("user-1", "session-1", TokenClaims.ofRoles(List.of("user")))
                .value();
        assertThat(access.verify(good)).isInstanceOf(VerifiedToken.class);

        for (int i = 0; i < rounds; i++) {
            String mutant = Mutants.of(good, random);
            if (!mutant.equals(good)) {
                assertThat(access.verify(mutant))
                        .as("round %d, seed %d", i, seed)
                        .isInstanceOf(Verification.Refused.class);
            }
        }
    }
}
