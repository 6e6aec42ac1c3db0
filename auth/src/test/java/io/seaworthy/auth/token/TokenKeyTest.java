package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jwts;
import io.seaworthy.auth.TestClock;
import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.internal.Json;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TokenKeyTest {

    private static final TestClock CLOCK = TestClock.at("2026-11-21T10:00:00Z");

    private static AccessTokens tokens(SigningKeys keys) {
        return AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(keys)
                .clock(CLOCK)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void everyAlgorithm_issuesWhatItVerifies(JwsAlgorithm algorithm) {
        AccessTokens access = tokens(SigningKeys.of(TestKeys.one(algorithm)));

        IssuedToken issued = access.issue("user-1", "session-1", TokenClaims.ofRoles(List.of("admin")));

        assertThat(access.verify(issued.value())).isInstanceOfSatisfying(VerifiedToken.class, token -> {
            assertThat(token.subject()).isEqualTo("user-1");
            assertThat(token.sessionId()).isEqualTo("session-1");
            assertThat(token.roles()).containsExactly("admin");
        });
        assertThat(access.verify(tokens(SigningKeys.of(TestKeys.other(algorithm)))
                        .issue("user-1")
                        .value()))
                .isEqualTo(new Verification.Refused(TokenRefusal.UNKNOWN_KEY));
    }

    @ParameterizedTest
    @EnumSource
    void everyAlgorithm_refusesAnotherKeysSignatureUnderItsName(JwsAlgorithm algorithm) {
        TokenKey honest = TestKeys.one(algorithm);
        TokenKey forger = TestKeys.other(algorithm).named(honest.id());

        String forged = tokens(SigningKeys.of(forger)).issue("user-1").value();

        assertThat(tokens(SigningKeys.of(honest)).verify(forged))
                .isEqualTo(new Verification.Refused(TokenRefusal.SIGNATURE));
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "PS256", "ES256", "ES384", "EDDSA"})
    void publicJwk_verifiesAndHoldsNothingPrivate(JwsAlgorithm algorithm) throws Exception {
        SigningKeys keys = SigningKeys.of(TestKeys.one(algorithm));
        AccessTokens access = tokens(keys);
        Map<String, Object> set = Json.readObject(
                keys.publicJwkSet().getBytes(StandardCharsets.UTF_8), io.seaworthy.kernel.internal.JsonLimits.strict());
        Map<?, ?> jwk = (Map<?, ?>) ((List<?>) set.get("keys")).get(0);

        assertThat(new ArrayList<Object>(jwk.keySet()))
                .isSubsetOf("kty", "crv", "x", "y", "n", "e", "kid", "use", "alg");
        assertThat(jwk.get("use")).isEqualTo("sig");
        assertThat(jwk.get("alg")).isEqualTo(algorithm.headerName());
        TokenKey read = TokenKey.ofPublicJwk(new String(Json.write(jwk), StandardCharsets.UTF_8));
        assertThat(read.signs()).isFalse();
        AccessTokens elsewhere = tokens(SigningKeys.builder(TestKeys.one(JwsAlgorithm.HS256))
                .previous(read)
                .build());
        assertThat(elsewhere.verify(access.issue("user-1").value())).isInstanceOf(VerifiedToken.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"RS256", "PS384", "ES256", "ES384", "ES512", "EDDSA"})
    void issuedToken_verifiesWithJjwtAndOurPublicKey(JwsAlgorithm algorithm) throws Exception {
        SigningKeys keys = SigningKeys.of(TestKeys.one(algorithm));
        Map<String, Object> set = Json.readObject(
                keys.publicJwkSet().getBytes(StandardCharsets.UTF_8), io.seaworthy.kernel.internal.JsonLimits.strict());
        String jwk = new String(Json.write(((List<?>) set.get("keys")).get(0)), StandardCharsets.UTF_8);
        var key = (java.security.PublicKey) io.jsonwebtoken.security.Jwks.parser()
                .json(JjwtJson.reader())
                .build()
                .parse(jwk)
                .toKey();

        Claims claims = Jwts.parser()
                .json(JjwtJson.reader())
                .verifyWith(key)
                .clock(() -> Date.from(CLOCK.instant()))
                .build()
                .parseSignedClaims(tokens(keys).issue("user-1").value())
                .getPayload();

        assertThat(claims.getSubject()).isEqualTo("user-1");
    }

    // CVE-2016-5431: the public key's bytes as a secret.
    @ParameterizedTest
    @EnumSource(names = {"RS256", "PS256", "ES256", "EDDSA"})
    void publicKeyAsSecret_isRefused(JwsAlgorithm algorithm) {
        TokenKey key = TestKeys.one(algorithm);
        SigningKeys keys = SigningKeys.of(key);
        String header = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"" + key.id() + "\"}";
        String payload = Forge.good(CLOCK.instant().getEpochSecond()).payload();
        String signed = Forge.encode(header) + "." + Forge.encode(payload);
        byte[] known = keys.publicJwkSet().getBytes(StandardCharsets.UTF_8);
        byte[] mac = Codec.hmac("HmacSHA256", known, signed.getBytes(StandardCharsets.US_ASCII));

        assertThat(tokens(keys).verify(signed + "." + Codec.base64Url(mac)))
                .isEqualTo(new Verification.Refused(TokenRefusal.ALGORITHM));
    }

    @Test
    void otherAlgorithmOfTheSameKey_isRefused() {
        KeyPair pair = TestKeys.rsa("one");
        AccessTokens pss = tokens(SigningKeys.of(TokenKey.of(JwsAlgorithm.PS256, pair)));

        String token = tokens(SigningKeys.of(TokenKey.of(JwsAlgorithm.RS256, pair)))
                .issue("u")
                .value();

        assertThat(pss.verify(token)).isEqualTo(new Verification.Refused(TokenRefusal.ALGORITHM));
    }

    @Test
    void unfitKeys_areRefused() throws Exception {
        KeyPair small = TestKeys.rsa(1024);
        KeyPair other = TestKeys.rsa("one");

        assertFault("too_short", () -> TokenKey.of(JwsAlgorithm.RS256, small));
        assertFault("key_type", () -> TokenKey.of(JwsAlgorithm.ES256, other));
        assertFault("key_type", () -> TokenKey.ofPublic(JwsAlgorithm.HS256, other.getPublic()));
        assertFault(
                "pair",
                () -> TokenKey.of(
                        JwsAlgorithm.RS256,
                        new KeyPair(other.getPublic(), TestKeys.rsa("other").getPrivate())));
        assertFault("too_short", () -> TokenKey.hmac(JwsAlgorithm.HS512, Secret.of(new byte[63])));
        assertFault("wrong_type", () -> TokenKey.hmac(JwsAlgorithm.RS256, Secret.of(new byte[63])));
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(384);
        assertFault("curve", () -> TokenKey.of(JwsAlgorithm.ES256, ec.generateKeyPair()));
        KeyPair ed448 = KeyPairGenerator.getInstance("Ed448").generateKeyPair();
        assertFault("curve", () -> TokenKey.of(JwsAlgorithm.EDDSA, ed448));
    }

    private static void assertFault(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable build) {
        assertThatThrownBy(build).isInstanceOf(ConfigurationException.class).hasMessageContaining(code);
    }

    @ParameterizedTest
    @CsvSource({"64, 0", "64, 1", "63, 1", "65, 1", "0, 0", "96, 1"})
    void ecdsaSignatureOfNoForm_isRefused(int length, int last) {
        byte[] signature = new byte[length];
        if (length > 0) {
            signature[length - 1] = (byte) last;
        }

        assertThat(TestKeys.one(JwsAlgorithm.ES256).verify(new byte[3], 3, signature))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"HS384", "ES384", "EDDSA"})
    void generatedKey_fitsItsAlgorithm(JwsAlgorithm algorithm) {
        TokenKey key = TokenKey.generate(algorithm);

        assertThat(key.signs()).isTrue();
        assertThat(key.id()).isNotEqualTo(TokenKey.generate(algorithm).id());
    }

    @Test
    void derivedKeys_comeFromPrivateHalvesToo() {
        for (JwsAlgorithm algorithm : List.of(JwsAlgorithm.RS256, JwsAlgorithm.ES256, JwsAlgorithm.EDDSA)) {
            SigningKeys keys = SigningKeys.of(TestKeys.one(algorithm));
            String id = keys.ids().get(0);

            assertThat(keys.derive("a").hmac(id, new byte[0]))
                    .isEqualTo(keys.derive("a").hmac(id, new byte[0]))
                    .isNotEqualTo(keys.derive("b").hmac(id, new byte[0]))
                    .hasSize(32);
        }
    }

    @Test
    void names_areCheckedAndStringsHoldNoKey() {
        TokenKey key = TokenKey.hmac(JwsAlgorithm.HS256, Secret.of(Forge.KEY));

        assertThat(key.named("2026-11").id()).isEqualTo("2026-11");
        assertThat(key.named("2026-11").toString())
                .isEqualTo("TokenKey[2026-11, HS256]")
                .doesNotContain("0123456789");
        assertFault("out_of_range", () -> key.named(" "));
        assertFault("out_of_range", () -> key.named("x".repeat(201)));
    }
}
