package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.StoreException;
import io.seaworthy.auth.TestClock;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.TokenRefusal;
import io.seaworthy.auth.token.Verification;
import io.seaworthy.auth.token.VerifiedToken;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Secret;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The nine races, A to I, and the crashes that made other systems log users out or let thieves stay, each forced by a
 * script. Extend it and make an empty store. Published in the test artifact.
 */
public abstract class RefreshRacesConformance {

    private final TestClock clock = TestClock.at("2026-11-21T10:00:00Z");
    private final AccessTokens access = AccessTokens.issuer("https://api.example.com")
            .audience("api")
            .keys(SigningKeys.of(Secret.ofUtf8("a secret that has at least 32 bytes")))
            .clock(clock)
            .build();
    private ScriptedStore store;
    private RefreshTokens refresh;
    private TokenPair first;

    /** An empty store. */
    protected abstract RefreshStore emptyStore();

    @BeforeEach
    void openSession() {
        store = new ScriptedStore(emptyStore());
        refresh = RefreshTokens.builder(access, store).events(Events.none()).build();
        first = refresh.open("user-1");
    }

    private TokenPair rotated(String token) {
        Rotation rotation = refresh.rotate(token);
        assertThat(rotation).isInstanceOf(Rotation.Rotated.class);
        return ((Rotation.Rotated) rotation).pair();
    }

    private static void crash() {
        throw new StoreException("the node died here", new java.sql.SQLException());
    }

    @Test
    void raceA_checkThenWrite_letsNoTwoCallersRotate() {
        String[] other = new String[1];
        store.afterAdvance(() -> other[0] = rotated(first.refreshToken()).refreshToken());

        TokenPair mine = rotated(first.refreshToken());

        assertThat(mine.refreshToken()).isEqualTo(other[0]);
        assertThat(store.find(mine.sessionId()).counter()).isEqualTo(1);
    }

    @Test
    void raceB_failureOfTheStore_isNeitherTheftNorTheEnd() {
        store.afterAdvance(RefreshRacesConformance::crash);
        assertThat(refresh.rotate(first.refreshToken())).isEqualTo(new Rotation.Refused(RefreshRefusal.UNAVAILABLE));

        rotated(first.refreshToken());
    }

    @Test
    void raceC_loser_getsTheSuccessorAndAnAccessToken() {
        TokenPair winner = rotated(first.refreshToken());
        TokenPair loser = rotated(first.refreshToken());

        assertThat(loser.refreshToken()).isEqualTo(winner.refreshToken());
        assertThat(access.verify(loser.accessToken())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void raceD_sweepDuringARotation_leavesNoChildAlive() {
        store.afterAdvance(() -> refresh.revokeAll("user-1"));

        TokenPair child = rotated(first.refreshToken());

        assertThat(access.verify(child.accessToken())).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
        assertThat(refresh.rotate(child.refreshToken())).isEqualTo(new Rotation.Refused(RefreshRefusal.REVOKED));
    }

    @Test
    void raceE_verdictOnAnOldReading_destroysNoGoodToken() {
        // Between the failed compare-and-set and the reading two more rotations happen.
        TokenPair second = rotated(first.refreshToken());
        String[] newest = new String[1];
        store.afterAdvance(() -> newest[0] =
                rotated(rotated(second.refreshToken()).refreshToken()).refreshToken());

        assertThat(refresh.rotate(first.refreshToken())).isEqualTo(new Rotation.Refused(RefreshRefusal.SUPERSEDED));

        rotated(newest[0]);
    }

    @Test
    void raceF_logoutDuringARefresh_leavesNoWorkingToken() {
        store.afterAdvance(() -> refresh.revokeFamily(first.refreshToken()));

        TokenPair late = rotated(first.refreshToken());

        assertThat(access.verify(late.accessToken())).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
        assertThat(refresh.rotate(late.refreshToken())).isEqualTo(new Rotation.Refused(RefreshRefusal.REVOKED));
    }

    @Test
    void raceF_logoutDuringARepetition_leavesNoWorkingToken() {
        rotated(first.refreshToken());
        store.afterFind(() -> refresh.revokeFamily(first.refreshToken()));

        TokenPair late = rotated(first.refreshToken());

        assertThat(access.verify(late.accessToken())).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
    }

    @Test
    void raceG_crashAfterTheRotation_strandsNobody() {
        store.afterAdvance(RefreshRacesConformance::crash);
        refresh.rotate(first.refreshToken());
        clock.advance(Duration.ofSeconds(29));

        TokenPair again = rotated(first.refreshToken());

        rotated(again.refreshToken());
    }

    @Test
    void crashWhileReading_changesNothing() {
        TokenPair second = rotated(first.refreshToken());
        clock.advance(Duration.ofMinutes(1));
        store.afterFind(RefreshRacesConformance::crash);
        assertThat(refresh.rotate(first.refreshToken())).isEqualTo(new Rotation.Refused(RefreshRefusal.UNAVAILABLE));

        rotated(second.refreshToken());
    }

    @Test
    void crashAfterTheRevocation_doesNotFavourTheThief() {
        TokenPair second = rotated(first.refreshToken());
        clock.advance(Duration.ofMinutes(1));
        store.afterRevoke(RefreshRacesConformance::crash);
        refresh.rotate(first.refreshToken());

        assertThat(refresh.rotate(second.refreshToken())).isEqualTo(new Rotation.Refused(RefreshRefusal.REVOKED));
        assertThat(store.revocationLog().after(0).revocations()).hasSize(1);
    }

    @Test
    void raceH_theft_endsOneSessionOnly() {
        TokenPair other = refresh.open("user-1");
        rotated(first.refreshToken());
        clock.advance(Duration.ofMinutes(1));

        refresh.rotate(first.refreshToken());

        rotated(other.refreshToken());
    }

    @Test
    void raceI_answerThatNeverArrived_isARetryAndNoTheft() {
        rotated(first.refreshToken());
        rotated(first.refreshToken());
        TokenPair third = rotated(first.refreshToken());

        rotated(third.refreshToken());
    }

    @Test
    void malformedNames_areNoSessionsAndNoFailures() {
        for (String id :
                new String[] {"", "\0", "AAAAAAAAAAAAAAAAAAAAA\0", "\ud83d", "A".repeat(100_000), "' OR ''='"}) {
            assertThat(refresh.revokeSession("user-1", id)).isFalse();
            assertThat(refresh.renameSession("user-1", id, "name")).isFalse();
        }
        for (String subject : new String[] {"", "\0", "\ud83d", "A".repeat(100_000)}) {
            assertThat(refresh.revokeSession(subject, first.sessionId())).isFalse();
            assertThat(refresh.renameSession(subject, first.sessionId(), "name"))
                    .isFalse();
            assertThat(refresh.revokeAll(subject)).isZero();
            assertThat(refresh.sessions(subject)).isEmpty();
        }
        TokenPair named = refresh.open("user-1", "NUL \0, half a pair \ud83d, " + "\ud83d\ude00".repeat(100));
        assertThat(refresh.renameSession("user-1", named.sessionId(), "\0 Firefox \ud83d"))
                .isTrue();
        assertThat(refresh.sessions("user-1"))
                .extracting(RefreshFamily::label)
                .containsExactlyInAnyOrder(null, "Firefox");
    }

    @Test
    void sessionsBeyondTheLimit_areEndedFromTheOldestOrNotOpened() {
        RefreshTokens three = RefreshTokens.builder(access, store)
                .perSubject(3)
                .events(Events.none())
                .build();
        clock.advance(Duration.ofSeconds(1));
        TokenPair second = three.open("user-1");
        clock.advance(Duration.ofSeconds(1));
        TokenPair third = three.open("user-1");

        assertThat(three.openIfRoom("user-1", null)).isNull();
        assertThat(access.verify(first.accessToken())).isInstanceOf(VerifiedToken.class);
        clock.advance(Duration.ofSeconds(1));
        TokenPair fourth = three.open("user-1");

        assertThat(access.verify(first.accessToken())).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
        assertThat(three.sessions("user-1"))
                .extracting(RefreshFamily::id)
                .containsExactly(fourth.sessionId(), third.sessionId(), second.sessionId());
        assertThat(three.openIfRoom("user-2", null)).isNotNull();
    }
}
