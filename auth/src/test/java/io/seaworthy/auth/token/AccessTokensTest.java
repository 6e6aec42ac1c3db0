package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import io.seaworthy.auth.TestClock;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.readiness.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private static final Secret SECRET = Secret.of(Forge.KEY);
    private static final Secret OTHER = Secret.ofUtf8("another secret of 32 bytes length");

    private final TestClock clock = TestClock.at("2026-11-21T10:00:00Z");
    private final AccessTokens access = tokens(SigningKeys.of(SECRET));

    private AccessTokens tokens(SigningKeys keys) {
        return AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .clientId("web")
                .keys(keys)
                .clock(clock)
                .build();
    }

    private static VerifiedToken verified(Verification verification) {
        assertThat(verification).isInstanceOf(VerifiedToken.class);
        return (VerifiedToken) verification;
    }

    @Test
    void issuedToken_verifies() {
        IssuedToken issued = access.issue(
                "user-1",
                "session-1",
                TokenClaims.ofRoles(List.of("admin", "user")).with("tenant", "t1"));

        VerifiedToken token = verified(access.verify(issued.value()));

        assertThat(token.subject()).isEqualTo("user-1");
        assertThat(token.sessionId()).isEqualTo("session-1");
        assertThat(token.clientId()).isEqualTo("web");
        assertThat(token.tokenId()).isEqualTo(issued.tokenId());
        assertThat(token.roles()).containsExactlyInAnyOrder("admin", "user");
        assertThat(token.claim("tenant")).isEqualTo("t1");
        assertThat(token.issuedAt()).isEqualTo(clock.instant());
        assertThat(token.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    }

    @Test
    void issuedToken_isAnRfc9068TokenForJjwt() {
        String token = access.issue("user-1").value();

        Jws<Claims> jws = Jwts.parser()
                .json(JjwtJson.reader())
                .verifyWith(Keys.hmacShaKeyFor(Forge.KEY))
                .clock(() -> Date.from(clock.instant()))
                .build()
                .parseSignedClaims(token);

        assertThat(jws.getHeader().getAlgorithm()).isEqualTo("HS256");
        assertThat(jws.getHeader().getType()).isEqualTo("at+jwt");
        assertThat(jws.getPayload().keySet())
                .containsExactlyInAnyOrder("iss", "sub", "aud", "exp", "iat", "jti", "client_id");
        assertThat(jws.getPayload().get("aud", Object.class)).asString().contains("api");
        assertThat(jws.getPayload().getExpiration())
                .isEqualTo(Date.from(clock.instant().plusSeconds(600)));
    }

    @Test
    void expiry_isExact() {
        String token = access.issue("user-1").value();
        clock.advance(Duration.ofSeconds(599));
        verified(access.verify(token));

        clock.advance(Duration.ofSeconds(1));

        assertThat(access.verify(token)).isEqualTo(new Verification.Refused(TokenRefusal.EXPIRED));
    }

    @Test
    void previousKey_stillVerifies() {
        String old = access.issue("user-1").value();

        AccessTokens next = tokens(SigningKeys.rotating(OTHER, SECRET));

        assertThat(verified(next.verify(old)).subject()).isEqualTo("user-1");
        assertThat(access.verify(next.issue("user-1").value()))
                .isEqualTo(new Verification.Refused(TokenRefusal.UNKNOWN_KEY));
    }

    @Test
    void keyRotatedAway_isUnknownAtTheNextCall() {
        Rotating<SigningKeys> keys = Rotating.of(SigningKeys.of(SECRET));
        AccessTokens rotating = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(keys)
                .clock(clock)
                .build();
        String old = rotating.issue("user-1").value();

        keys.rotateTo(SigningKeys.rotating(OTHER, SECRET));
        verified(rotating.verify(old));
        keys.rotateTo(SigningKeys.of(OTHER));

        assertThat(rotating.verify(old)).isEqualTo(new Verification.Refused(TokenRefusal.UNKNOWN_KEY));
    }

    @Test
    void shorterLifetime_isKeptAndLongerIsCut() {
        IssuedToken shorter = access.issue("user-1", null, TokenClaims.none(), Duration.ofSeconds(5));
        IssuedToken longer = access.issue("user-1", null, TokenClaims.none(), Duration.ofDays(5));

        assertThat(shorter.expiresIn()).isEqualTo(Duration.ofSeconds(5));
        assertThat(longer.expiresIn()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void revokedSession_isRefusedAtOnce() {
        String token = access.issue("user-1", "session-1", TokenClaims.none()).value();
        String other = access.issue("user-1", "session-2", TokenClaims.none()).value();

        access.revocations()
                .revoke(new Revocation(
                        Revocation.Kind.SESSION,
                        "session-1",
                        clock.instant(),
                        clock.instant().plusSeconds(700)));

        assertThat(access.verify(token)).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
        verified(access.verify(other));
    }

    @Test
    void faultyOptions_areReportedTogether() {
        assertThatThrownBy(() -> AccessTokens.issuer(" ")
                        .lifetime(Duration.ofDays(2))
                        .clockSkew(Duration.ofHours(1))
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .extracting("path")
                                .containsExactly("issuer", "audience", "keys", "lifetime", "clockSkew"));
    }

    @Test
    void optionSetTwice_isAnError() {
        assertThatThrownBy(() -> AccessTokens.issuer("i").audience("a").audience("b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("audience");
    }

    @Test
    void reservedClaim_isRefused() {
        assertThatThrownBy(() -> TokenClaims.none().with("exp", 1L)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> TokenClaims.none().with("when", Instant.EPOCH))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void shortOrRepeatedSecret_isRefused() {
        assertThatThrownBy(() -> SigningKeys.of(Secret.ofUtf8("short"))).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> SigningKeys.rotating(SECRET, Secret.of(Forge.KEY)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("same_as_current");
    }

    @Test
    void derivedKeys_differByLabelAndFromTheSecret() {
        SigningKeys keys = SigningKeys.of(SECRET);
        String id = keys.ids().get(0);

        byte[] a = keys.derive("a").hmac(id, new byte[0]);

        assertThat(a).isNotEqualTo(keys.derive("b").hmac(id, new byte[0]));
        assertThat(a).isEqualTo(SigningKeys.of(Secret.of(Forge.KEY)).derive("a").hmac(id, new byte[0]));
        assertThat(keys.derive("a").hmac("unknown", new byte[0])).isNull();
    }

    @Test
    void strings_holdNoSecret() {
        IssuedToken issued = access.issue("user-1", "session-1", TokenClaims.none());

        assertThat(issued.toString()).doesNotContain(issued.value());
        assertThat(access.verify(issued.value()).toString()).doesNotContain("user-1");
        assertThat(access.toString() + access.keys() + access.keys().current()).doesNotContain("0123456789abcdef");
    }

    @Test
    void evidence_namesTokensAndKeys() {
        assertThat(access.evidence()).extracting(Evidence::id).containsExactly("AUTH-JWT", "AUTH-KEY");
        assertThat(access.evidence()).noneMatch(Evidence::isWeakened);
        AccessTokens longLived = AccessTokens.issuer("i")
                .audience("a")
                .keys(SigningKeys.of(SECRET))
                .lifetime(Duration.ofHours(5))
                .build();
        assertThat(longLived.evidence())
                .filteredOn(Evidence::isWeakened)
                .extracting(Evidence::id)
                .isEqualTo(List.of("AUTH-JWT"));
    }

    @Test
    void roles_areAnImmutableSet() {
        VerifiedToken token = verified(access.verify(
                access.issue("u", null, TokenClaims.ofRoles(Set.of("a"))).value()));

        assertThatThrownBy(() -> token.roles().add("admin")).isInstanceOf(UnsupportedOperationException.class);
    }
}
