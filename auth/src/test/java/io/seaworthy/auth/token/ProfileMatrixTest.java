package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.TestClock;
import io.seaworthy.auth.apikey.ApiKeyCheck;
import io.seaworthy.auth.apikey.ApiKeyCreation;
import io.seaworthy.auth.apikey.ApiKeys;
import io.seaworthy.auth.apikey.InMemoryApiKeyStore;
import io.seaworthy.auth.password.InMemoryResetStore;
import io.seaworthy.auth.password.PasswordResets;
import io.seaworthy.auth.refresh.InMemoryRefreshStore;
import io.seaworthy.auth.refresh.RefreshTokens;
import io.seaworthy.auth.refresh.Rotation;
import io.seaworthy.kernel.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No kind of token passes for another, even where one key signs them all and every other claim fits. */
class ProfileMatrixTest {

    private final TestClock clock = TestClock.at("2026-11-21T10:00:00Z");
    private final AccessTokens access = AccessTokens.issuer("https://api.example.com")
            .audience("api")
            .keys(SigningKeys.of(Secret.of(Forge.KEY)))
            .clock(clock)
            .build();
    private final RefreshTokens refresh =
            RefreshTokens.builder(access, InMemoryRefreshStore.create()).build();
    private final PasswordResets resets = PasswordResets.of(InMemoryResetStore.create());
    private final ApiKeys keys =
            ApiKeys.builder(InMemoryApiKeyStore.create(), "notes:read").build();

    /** An ID token, a logout token, a webhook's event, a proof of possession, and what other services call theirs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "JWT",
                "id_token+jwt",
                "logout+jwt",
                "secevent+jwt",
                "dpop+jwt",
                "reset+jwt",
                "webhook+jwt",
                "rt+jwt",
                "oauth-authz-req+jwt",
                "token-introspection+jwt",
                "application/jwt",
                "AT+JWT ",
                "at+jwt2",
                "at",
                ""
            })
    void tokenOfAnotherType_isNoAccessToken(String type) {
        Forge forge = Forge.good(clock.instant().getEpochSecond());
        assertThat(access.verify(forge.sign())).isInstanceOf(VerifiedToken.class);

        assertThat(access.verify(forge.header("typ", type).sign()))
                .isEqualTo(new Verification.Refused(TokenRefusal.TYPE));
        assertThat(access.verify(forge.withoutHeader("typ").sign()))
                .isEqualTo(new Verification.Refused(TokenRefusal.TYPE));
    }

    @Test
    void idTokenWithTheClaimsOfOne_isNoAccessToken() {
        Forge forge = Forge.good(clock.instant().getEpochSecond())
                .header("typ", "JWT")
                .claim("nonce", "n-0S6_WzA2Mj")
                .claim("at_hash", "77QmUPtjPfzWtF2AnpK9RQ");

        assertThat(access.verify(forge.sign())).isInstanceOf(Verification.Refused.class);
    }

    /** Every credential of this module, presented to every verifier: only its own takes it. */
    @Test
    void everyKind_isTakenByItsOwnVerifierOnly() {
        String webhook = "t=1795341600,v1=" + "0".repeat(64);
        ApiKeyCreation key = keys.create("user-1", "laptop", Set.of("notes:read"), Duration.ofDays(1));
        Map<String, String> credentials = new LinkedHashMap<>();
        credentials.put("access", access.issue("user-1").value());
        credentials.put("refresh", refresh.open("user-1").refreshToken());
        credentials.put("reset", resets.issue("user-1"));
        credentials.put("apikey", ((ApiKeyCreation.Created) key).secret());
        credentials.put("webhook", webhook);

        credentials.forEach((kind, credential) -> {
            assertThat(access.verify(credential) instanceof VerifiedToken)
                    .as(kind)
                    .isEqualTo(kind.equals("access"));
            assertThat(refresh.rotate(credential) instanceof Rotation.Rotated)
                    .as(kind)
                    .isEqualTo(kind.equals("refresh"));
            assertThat(keys.verify(credential) instanceof ApiKeyCheck.Valid)
                    .as(kind)
                    .isEqualTo(kind.equals("apikey"));
            assertThat(resets.redeem(credential) instanceof PasswordResets.Redemption.Redeemed)
                    .as(kind)
                    .isEqualTo(kind.equals("reset"));
        });
    }

    @Test
    void encryptedAndCompressedTokens_areRefusedUnread() {
        String bomb = "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}";

        assertThat(access.verify(Forge.encode(bomb) + "..AAAA.AAAA.AAAA"))
                .isEqualTo(new Verification.Refused(TokenRefusal.NOT_COMPACT));
        for (String member : List.of("zip", "enc", "epk", "p2c")) {
            Forge forge = Forge.good(clock.instant().getEpochSecond()).header(member, "DEF");
            assertThat(access.verify(forge.sign()))
                    .isEqualTo(new Verification.Refused(TokenRefusal.HEADER_NOT_ALLOWED));
        }
    }

    /** One secret for two services: the audience keeps their tokens apart. One for two issuers: the issuer does. */
    @Test
    void profilesThatShareAKey_refuseEachOthersTokens() {
        AccessTokens otherAudience = profile("https://api.example.com", "billing");
        AccessTokens otherIssuer = profile("https://staging.example.com", "api");

        assertThat(access.verify(otherAudience.issue("user-1").value()))
                .isEqualTo(new Verification.Refused(TokenRefusal.AUDIENCE));
        assertThat(access.verify(otherIssuer.issue("user-1").value()))
                .isEqualTo(new Verification.Refused(TokenRefusal.ISSUER));
        assertThat(otherAudience.verify(access.issue("user-1").value())).isInstanceOf(Verification.Refused.class);
        assertThat(otherIssuer.verify(access.issue("user-1").value())).isInstanceOf(Verification.Refused.class);
    }

    private AccessTokens profile(String issuer, String audience) {
        return AccessTokens.issuer(issuer)
                .audience(audience)
                .keys(SigningKeys.of(Secret.of(Forge.KEY)))
                .clock(clock)
                .build();
    }
}
