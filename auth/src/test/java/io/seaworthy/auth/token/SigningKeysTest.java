package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {

    private final TokenKey a = TokenKey.generate(JwsAlgorithm.ES256);
    private final TokenKey b = TokenKey.generate(JwsAlgorithm.EDDSA);
    private final TokenKey secret = TokenKey.generate(JwsAlgorithm.HS256);

    private static AccessTokens tokens(SigningKeys keys) {
        return AccessTokens.issuer("i").audience("a").keys(keys).build();
    }

    @Test
    void nextKey_isPublishedAndVerifiesBeforeItSigns() {
        SigningKeys keys = SigningKeys.builder(a).next(b).build();

        assertThat(keys.publicJwkSet()).contains(a.id(), b.id());
        assertThat(keys.ids()).containsExactly(a.id(), b.id());
        String early =
                tokens(SigningKeys.builder(b).previous(a).build()).issue("u").value();
        assertThat(tokens(keys).verify(early)).isInstanceOf(VerifiedToken.class);
        String own = tokens(keys).issue("u").value();
        assertThat(tokens(SigningKeys.of(a)).verify(own))
                .as("the current one signs")
                .isInstanceOf(VerifiedToken.class);
    }

    @Test
    void threeStepRotation_losesNoToken() {
        SigningKeys before = SigningKeys.builder(a).next(b).build();
        SigningKeys after = SigningKeys.builder(b).previous(a).build();
        String old = tokens(before).issue("u").value();
        String fresh = tokens(after).issue("u").value();

        assertThat(tokens(after).verify(old)).isInstanceOf(VerifiedToken.class);
        assertThat(tokens(before).verify(fresh)).as("a node not yet rotated").isInstanceOf(VerifiedToken.class);
    }

    @Test
    void changeOfAlgorithm_isARotationLikeAnyOther() {
        String old = tokens(SigningKeys.of(secret)).issue("u").value();

        SigningKeys keys = SigningKeys.builder(a).previous(secret).build();

        assertThat(tokens(keys).verify(old)).isInstanceOf(VerifiedToken.class);
        assertThat(keys.publicJwkSet()).contains(a.id()).doesNotContain(secret.id(), "oct");
    }

    @Test
    void secrets_areNeverPublished() {
        assertThat(SigningKeys.of(secret).publicJwkSet()).isEqualTo("{\"keys\":[]}");
    }

    @Test
    void faultyKeys_areReportedTogether() {
        TokenKey twin = b.named(a.id());
        TokenKey publicOnly = TokenKey.ofPublicJwk(jwk(TokenKey.generate(JwsAlgorithm.ES384)));

        assertThatThrownBy(() -> SigningKeys.builder(publicOnly)
                        .previous(a)
                        .previous(a)
                        .next(twin)
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).extracting("path").contains("current", "previous[1]", "next"));
        assertThatThrownBy(() -> SigningKeys.builder(a).next(b).next(b)).isInstanceOf(IllegalStateException.class);
    }

    private static String jwk(TokenKey key) {
        return new String(
                io.seaworthy.kernel.internal.Json.write(key.publicJwk()), java.nio.charset.StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changemechangemechangemechangeme",
                "00000000000000000000000000000000",
                "passwordpasswordpasswordpassword"
            })
    void placeholder_isNoSecret(String text) {
        assertThatThrownBy(() -> SigningKeys.of(Secret.ofUtf8(text)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("weak")
                .hasMessageNotContaining(text);
        assertThatThrownBy(() -> TokenKey.hmac(JwsAlgorithm.HS256, Secret.ofUtf8(text)))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void privateSet_signsWithItsFirstKey() {
        String one = "{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"1\",\"k\":\"" + "A".repeat(43) + "\"}";
        String two = "{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"2\",\"k\":\"" + "Q".repeat(42) + "A\"}";

        SigningKeys keys = SigningKeys.ofJwkSet(Secret.ofUtf8("{\"keys\":[" + one + "," + two + "]}"));

        assertThat(keys.ids()).containsExactly("1", "2");
        assertThat(tokens(keys).verify(tokens(keys).issue("u").value())).isInstanceOf(VerifiedToken.class);
        assertThatThrownBy(() -> SigningKeys.ofJwkSet(Secret.ofUtf8("{\"keys\":[" + one + "," + one + "]}")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("key_id");
    }
}
