package io.seaworthy.auth.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.refresh.RefreshRefusal;
import io.seaworthy.auth.refresh.RefreshTokens;
import io.seaworthy.auth.refresh.Rotation;
import io.seaworthy.auth.refresh.TokenPair;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.Revocations;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.TokenRefusal;
import io.seaworthy.auth.token.Verification;
import io.seaworthy.auth.token.WhenStale;
import io.seaworthy.kernel.Secret;
import org.junit.jupiter.api.Test;

/** The code of the README, run. */
class ReadmeExampleTest {

    private final Secret secret = Secret.ofUtf8("the decoded bytes of JWT_SECRET, at least 32");

    @Test
    void sessions_asInTheReadme() {
        RedisUnderTest redis = RedisUnderTest.start();
        try (RedisRefreshStore store = RedisRefreshStore.of(redis.uri());
                Revocations revocations = Revocations.following(store.revocationLog(), WhenStale.REFUSE_TOKENS)
                        .start()) {
            AccessTokens access = AccessTokens.issuer("https://api.example.com")
                    .audience("api")
                    .keys(SigningKeys.of(secret))
                    .revocations(revocations)
                    .build();
            RefreshTokens refresh = RefreshTokens.builder(access, store).build();

            TokenPair pair = refresh.open("account-1");
            Rotation next = refresh.rotate(pair.refreshToken());

            assertThat(next).isInstanceOf(Rotation.Rotated.class);
            assertThat(refresh.sessions("account-1")).hasSize(1);
            refresh.revokeAll("account-1");
            assertThat(refresh.rotate(pair.refreshToken())).isEqualTo(new Rotation.Refused(RefreshRefusal.REVOKED));
            assertThat(access.verify(pair.accessToken())).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
        } finally {
            redis.stop();
        }
    }
}
