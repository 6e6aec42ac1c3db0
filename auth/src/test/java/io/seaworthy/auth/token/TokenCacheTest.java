package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.auth.TestClock;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenCacheTest {

    private static final Secret OTHER = Secret.ofUtf8("another secret of 32 bytes length");

    private final TestClock clock = TestClock.at("2026-11-21T10:00:00Z");
    private final Rotating<SigningKeys> keys = Rotating.of(SigningKeys.of(Secret.of(Forge.KEY)));
    private final AccessTokens access = AccessTokens.issuer("https://api.example.com")
            .audience("api")
            .keys(keys)
            .clock(clock)
            .rememberVerified(100)
            .build();

    private final String token =
            access.issue("user-1", "session-1", TokenClaims.none()).value();

    @Test
    void secondVerification_isTheRememberedOne() {
        Verification first = access.verify(token);

        assertThat(first).isInstanceOf(VerifiedToken.class);
        assertThat(access.verify(token)).isSameAs(first);
    }

    @Test
    void rememberedToken_expiresInTime() {
        access.verify(token);
        clock.advance(Duration.ofMinutes(10));

        assertThat(access.verify(token)).isEqualTo(new Verification.Refused(TokenRefusal.EXPIRED));
    }

    @Test
    void rememberedToken_isNotValidBeforeItsTimeWhenTheClockIsSetBack() {
        access.verify(token);
        clock.advance(Duration.ofMinutes(-5));

        assertThat(access.verify(token)).isEqualTo(new Verification.Refused(TokenRefusal.NOT_YET_VALID));
    }

    @Test
    void rememberedToken_isRevokedAtTheNextCall() {
        access.verify(token);
        access.revocations()
                .revoke(new Revocation(
                        Revocation.Kind.SESSION,
                        "session-1",
                        clock.instant(),
                        clock.instant().plusSeconds(660)));

        assertThat(access.verify(token)).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
    }

    @Test
    void rememberedToken_goesWithItsKey() {
        access.verify(token);
        keys.rotateTo(SigningKeys.of(OTHER));

        assertThat(access.verify(token)).isEqualTo(new Verification.Refused(TokenRefusal.UNKNOWN_KEY));
    }

    @Test
    void otherSpellings_areStillRefused() {
        access.verify(token);

        assertThat(access.verify(token + "=")).isInstanceOf(Verification.Refused.class);
        assertThat(access.verify(token.substring(0, token.length() - 1) + "\u0141"))
                .isInstanceOf(Verification.Refused.class);
        assertThat(access.verify(token + "A".repeat(9_000))).isEqualTo(new Verification.Refused(TokenRefusal.TOO_LONG));
    }

    @Test
    void tokenBehindItsScheme_isTheSameOne() {
        Verification first = access.verify("Bearer " + token, 7);

        assertThat(first).isInstanceOf(VerifiedToken.class);
        assertThat(access.verify("Bearer " + token, 7)).isSameAs(first);
        assertThat(access.verify(token)).isSameAs(first);
        assertThat(access.verify("Bearer " + token, 6)).isInstanceOf(Verification.Refused.class);
        assertThat(access.verify("Bearer " + token + "x", 7)).isInstanceOf(Verification.Refused.class);
    }

    @Test
    void refusedTokens_takeNoRoomAndCapacityHolds() {
        TokenCache cache = new TokenCache(10);
        SigningKeys current = keys.current();
        VerifiedToken verified = (VerifiedToken) access.verify(token);
        for (int i = 0; i < 1_000; i++) {
            cache.find("guess" + i, 0, current.ring());
        }
        assertThat(cache.size()).isZero();
        for (int i = 0; i < 1_000; i++) {
            cache.keep("token" + i, verified, current.current());
        }
        assertThat(cache.size()).isLessThanOrEqualTo(10);
    }

    @Test
    void capacityOutOfRange_isAFault() {
        assertThatThrownBy(() -> AccessTokens.issuer("i")
                        .audience("a")
                        .keys(keys)
                        .rememberVerified(0)
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("rememberVerified");
    }
}
