package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.Databases;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.Revocations;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.TokenRefusal;
import io.seaworthy.auth.token.Verification;
import io.seaworthy.auth.token.VerifiedToken;
import io.seaworthy.auth.token.WhenStale;
import io.seaworthy.kernel.Secret;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Two nodes with the defaults over one PostgreSQL, on real clocks and with their own pollers. */
class RevocationAcrossNodesTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static final class Node implements AutoCloseable {

        final JdbcRefreshStore store;
        final Revocations revocations;
        final AccessTokens access;
        final RefreshTokens refresh;

        Node(DataSource database) {
            store = JdbcRefreshStore.of(database).createSchema();
            revocations = Revocations.following(store.revocationLog(), WhenStale.REFUSE_TOKENS)
                    .start();
            access = AccessTokens.issuer("https://api.example.com")
                    .audience("api")
                    .keys(SigningKeys.of(Secret.ofUtf8("a secret that has at least 32 bytes")))
                    .revocations(revocations)
                    .rememberVerified(100)
                    .build();
            refresh = RefreshTokens.builder(access, store).build();
        }

        @Override
        public void close() {
            revocations.close();
        }
    }

    @Test
    void revokedSession_isRefusedHereAtOnceAndThereWithinASecond() throws InterruptedException {
        DataSource database = Databases.postgres();
        try (Node here = new Node(database);
                Node there = new Node(database)) {
            long best = Long.MAX_VALUE;
            // Three tries: a machine that stands still for a moment is not what is tested.
            for (int i = 0; i < 3 && best > SECOND; i++) {
                TokenPair pair = here.refresh.open("user-1");
                assertThat(there.access.verify(pair.accessToken())).isInstanceOf(VerifiedToken.class);
                long start = System.nanoTime();
                here.refresh.revokeFamily(pair.refreshToken());
                assertThat(here.access.verify(pair.accessToken()))
                        .isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
                while (there.access.verify(pair.accessToken()) instanceof VerifiedToken
                        && System.nanoTime() - start < 10 * SECOND) {
                    Thread.sleep(1);
                }
                assertThat(there.access.verify(pair.accessToken()))
                        .isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
                best = Math.min(best, System.nanoTime() - start);
            }
            System.out.println("a revocation reached the other node after " + best / 1_000_000 + " ms");
            assertThat(best).isLessThan(SECOND);
        }
    }
}
