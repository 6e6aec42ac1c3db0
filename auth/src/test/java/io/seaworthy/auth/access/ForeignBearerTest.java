package io.seaworthy.auth.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.auth.StoreException;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.ForeignTokens;
import io.seaworthy.auth.token.JwsAlgorithm;
import io.seaworthy.auth.token.KeySetFetch;
import io.seaworthy.auth.token.RemoteKeys;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.TokenKey;
import io.seaworthy.auth.token.VerifiedToken;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.Secret;
import io.seaworthy.testkit.RequestHeads;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tokens of another issuer as a credential, alone and beside our own. */
class ForeignBearerTest {

    private static final String LOGIN = "https://login.example.com";

    private final AccessTokens own = issuer(
            "https://api.example.com",
            TokenKey.hmac(JwsAlgorithm.HS256, Secret.ofUtf8("a secret that has at least 32 bytes")));
    private final TokenKey theirKey = TokenKey.generate(JwsAlgorithm.ES256);
    private final AccessTokens theirs = issuer(LOGIN, theirKey);
    private final ForeignTokens foreign = ForeignTokens.audience("api")
            .issuer(
                    LOGIN,
                    RemoteKeys.at(URI.create(LOGIN + "/jwks.json"))
                            .fetch(address -> new KeySetFetch.Fetched(
                                    SigningKeys.builder(theirKey)
                                            .build()
                                            .publicJwkSet()
                                            .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                    null))
                            .build())
            .build();

    private static AccessTokens issuer(String issuer, TokenKey key) {
        return AccessTokens.issuer(issuer)
                .audience("api")
                .keys(SigningKeys.builder(key).build())
                .build();
    }

    private static Principal caller(VerifiedToken token) {
        return new Principal(token.issuer() + "#" + token.subject(), BearerCredentials.KIND, Set.of(), Set.of());
    }

    private static Authentication ask(BearerCredentials credentials, String token) {
        return credentials
                .find(RequestHeads.of("GET", "/")
                        .header("Authorization", "Bearer " + token)
                        .build())
                .verify();
    }

    private static void assertInvalid(Authentication authentication) {
        assertThat(authentication)
                .isInstanceOfSatisfying(
                        Authentication.Failed.class,
                        failed -> assertThat(failed.problem().status()).isEqualTo(401));
    }

    private static String id(Authentication authentication) {
        return ((Authentication.Authenticated) authentication).principal().id();
    }

    @Test
    void tokenOfAnotherIssuer_standsForWhomTheApplicationSays() {
        BearerCredentials credentials = BearerCredentials.of(foreign, ForeignBearerTest::caller);

        assertThat(id(ask(credentials, theirs.issue("user-1").value()))).isEqualTo(LOGIN + "#user-1");
        assertInvalid(ask(credentials, own.issue("user-1").value()));
        assertInvalid(ask(credentials, "nonsense"));
    }

    @Test
    void ownAndForeign_areToldApart() {
        BearerCredentials credentials = BearerCredentials.of(own).or(foreign, ForeignBearerTest::caller);

        assertThat(id(ask(credentials, own.issue("user-1").value()))).isEqualTo("user-1");
        assertThat(id(ask(credentials, theirs.issue("user-1").value()))).isEqualTo(LOGIN + "#user-1");
    }

    @Test
    void tokenInTheNameOfAnotherIssuer_isRefusedBothWays() {
        BearerCredentials credentials = BearerCredentials.of(own).or(foreign, ForeignBearerTest::caller);

        assertInvalid(ask(
                credentials,
                issuer("https://api.example.com", theirKey).issue("user-1").value()));
        assertInvalid(ask(
                credentials,
                issuer(LOGIN, TokenKey.hmac(JwsAlgorithm.HS256, Secret.ofUtf8("a secret that has at least 32 bytes")))
                        .issue("user-1")
                        .value()));
    }

    @Test
    void revokedOwnToken_isNotTriedAsAForeignOne() {
        BearerCredentials credentials = BearerCredentials.of(own).or(foreign, ForeignBearerTest::caller);
        String token = own.issue("user-1").value();
        own.revokeAllOf("user-1");

        assertInvalid(ask(credentials, token));
    }

    @Test
    void callerWhomTheApplicationDoesNotKnow_isRefused() {
        String token = theirs.issue("user-1").value();

        assertInvalid(ask(BearerCredentials.of(foreign, verified -> null), token));
        assertThat(ask(
                        BearerCredentials.of(foreign, verified -> {
                            throw new StoreException("down", new java.sql.SQLException());
                        }),
                        token))
                .isInstanceOfSatisfying(
                        Authentication.Failed.class,
                        failed -> assertThat(failed.problem().status()).isEqualTo(503));
    }

    @Test
    void foreignTokens_mayWaitAndOwnOnesDoNot() {
        RequestHeads head = RequestHeads.of("GET", "/").header("Authorization", "Bearer x");

        assertThat(BearerCredentials.of(foreign, ForeignBearerTest::caller)
                        .find(head.build())
                        .mayBlock())
                .isTrue();
        assertThat(BearerCredentials.of(own).find(head.build()).mayBlock()).isFalse();
    }

    @Test
    void guard_setsTheirPrincipal() {
        AuthenticationGuard guard =
                AuthenticationGuard.of(BearerCredentials.of(own).or(foreign, ForeignBearerTest::caller));
        var decision = guard.check(RequestHeads.of("GET", "/")
                .header("Authorization", "Bearer " + theirs.issue("user-9").value())
                .build());

        assertThat(((io.seaworthy.kernel.Decision.Proceed) decision)
                        .attributes()
                        .get(RequestAttributes.PRINCIPAL)
                        .id())
                .isEqualTo(LOGIN + "#user-9");
    }

    @Test
    void secondSetOfOtherIssuers_isAnError() {
        assertThatThrownBy(() ->
                        BearerCredentials.of(foreign, ForeignBearerTest::caller).or(foreign, ForeignBearerTest::caller))
                .isInstanceOf(IllegalStateException.class);
    }
}
