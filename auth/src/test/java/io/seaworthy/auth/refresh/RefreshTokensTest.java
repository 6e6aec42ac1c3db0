package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.auth.AuthEvent;
import io.seaworthy.auth.StoreException;
import io.seaworthy.auth.TestClock;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.TokenClaims;
import io.seaworthy.auth.token.TokenRefusal;
import io.seaworthy.auth.token.Verification;
import io.seaworthy.auth.token.VerifiedToken;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.readiness.Evidence;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokensTest {

    private static final Secret OLD = Secret.ofUtf8("an old secret with at least 32 bytes");
    private static final Secret NEW = Secret.ofUtf8("a new secret with at least 32 bytes.");

    private final TestClock clock = TestClock.at("2026-11-21T10:00:00Z");
    private final Rotating<SigningKeys> keys = Rotating.of(SigningKeys.of(OLD));
    private final AccessTokens access = AccessTokens.issuer("https://api.example.com")
            .audience("api")
            .keys(keys)
            .clock(clock)
            .build();
    private final RefreshStore store = InMemoryRefreshStore.create();
    private final List<EventReason> events = new ArrayList<>();
    private final RefreshTokens refresh = builder(store).build();

    private RefreshTokensBuilder builder(RefreshStore store) {
        return RefreshTokens.builder(access, store).events((reason, head, cause) -> events.add(reason));
    }

    private TokenPair rotated(String token) {
        Rotation rotation = refresh.rotate(token);
        assertThat(rotation).isInstanceOf(Rotation.Rotated.class);
        return ((Rotation.Rotated) rotation).pair();
    }

    private void assertRefused(String token, RefreshRefusal reason) {
        assertThat(refresh.rotate(token)).isEqualTo(new Rotation.Refused(reason));
    }

    private void assertAlive(TokenPair pair) {
        assertThat(access.verify(pair.accessToken())).isInstanceOf(VerifiedToken.class);
    }

    private void assertRevoked(TokenPair pair) {
        assertThat(access.verify(pair.accessToken())).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
    }

    @Test
    void open_givesAWorkingPair() {
        TokenPair pair = refresh.open("user-1", "Firefox on Linux");

        VerifiedToken token = (VerifiedToken) access.verify(pair.accessToken());
        assertThat(token.subject()).isEqualTo("user-1");
        assertThat(token.sessionId()).isEqualTo(pair.sessionId());
        assertThat(pair.refreshToken()).matches("swr_[A-Za-z0-9_-]{64}");
        assertThat(pair.refreshExpiresIn()).isEqualTo(Duration.ofDays(14));
        assertThat(pair.expiresIn()).isBetween(Duration.ofSeconds(570), Duration.ofMinutes(10));
        assertThat(refresh.sessions("user-1")).extracting(RefreshFamily::label).containsExactly("Firefox on Linux");
    }

    @Test
    void rotation_givesANewTokenOfTheSameSession() {
        TokenPair first = refresh.open("user-1");

        TokenPair second = rotated(first.refreshToken());

        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(second.sessionId()).isEqualTo(first.sessionId());
        assertAlive(first);
        assertAlive(second);
    }

    @Test
    void predecessorWithinGrace_givesTheSameTokenAgainAndAFreshAccessToken() {
        TokenPair first = refresh.open("user-1");
        TokenPair second = rotated(first.refreshToken());
        clock.advance(Duration.ofSeconds(29));

        TokenPair again = rotated(first.refreshToken());

        assertThat(again.refreshToken()).isEqualTo(second.refreshToken());
        assertThat(again.accessToken()).isNotEqualTo(second.accessToken());
        assertAlive(again);
    }

    @Test
    void repetition_doesNotExtendTheWindow() {
        TokenPair first = refresh.open("user-1");
        rotated(first.refreshToken());
        clock.advance(Duration.ofSeconds(29));
        rotated(first.refreshToken());
        clock.advance(Duration.ofSeconds(1));

        assertRefused(first.refreshToken(), RefreshRefusal.REUSE);
    }

    @Test
    void olderTokenWithinTheWindow_isSupersededAndTheFamilyLives() {
        TokenPair first = refresh.open("user-1");
        TokenPair second = rotated(first.refreshToken());
        TokenPair third = rotated(second.refreshToken());
        clock.advance(Duration.ofSeconds(5));

        assertRefused(first.refreshToken(), RefreshRefusal.SUPERSEDED);

        assertAlive(rotated(third.refreshToken()));
    }

    @Test
    void predecessorOutsideTheWindow_isReuseAndTheFamilyIsDead() {
        TokenPair first = refresh.open("user-1");
        TokenPair second = rotated(first.refreshToken());
        clock.advance(Duration.ofSeconds(30));

        assertRefused(first.refreshToken(), RefreshRefusal.REUSE);

        assertRefused(second.refreshToken(), RefreshRefusal.REVOKED);
        assertRevoked(first);
        assertRevoked(second);
        assertThat(events).containsExactly(AuthEvent.REFRESH_REUSE);
    }

    @Test
    void olderTokenBeyondMemory_isReuse() {
        TokenPair first = refresh.open("user-1");
        String token = first.refreshToken();
        for (int i = 0; i < 5; i++) {
            token = rotated(token).refreshToken();
        }

        assertRefused(first.refreshToken(), RefreshRefusal.REUSE);
    }

    @Test
    void reuse_leavesOtherSessionsAlone() {
        TokenPair phone = refresh.open("user-1");
        TokenPair laptop = refresh.open("user-1");
        rotated(phone.refreshToken());
        clock.advance(Duration.ofMinutes(1));

        assertRefused(phone.refreshToken(), RefreshRefusal.REUSE);

        assertAlive(laptop);
        assertAlive(rotated(laptop.refreshToken()));
    }

    @Test
    void idleLifetime_isMovedByRotation() {
        String token = refresh.open("user-1").refreshToken();
        clock.advance(Duration.ofDays(13));
        token = rotated(token).refreshToken();
        clock.advance(Duration.ofDays(13));
        token = rotated(token).refreshToken();
        clock.advance(Duration.ofDays(14));

        assertRefused(token, RefreshRefusal.EXPIRED);
    }

    @Test
    void absoluteLifetime_isNeverMoved() {
        TokenPair pair = refresh.open("user-1");
        for (int day = 0; day < 80; day += 10) {
            clock.advance(Duration.ofDays(10));
            pair = rotated(pair.refreshToken());
        }
        assertThat(pair.refreshExpiresIn()).isEqualTo(Duration.ofDays(10));
        clock.advance(Duration.ofDays(10));

        assertRefused(pair.refreshToken(), RefreshRefusal.EXPIRED);
    }

    @Test
    void logout_endsTheFamilyAndItsAccessTokens() {
        TokenPair pair = refresh.open("user-1");

        assertThat(refresh.revokeFamily(pair.refreshToken())).isTrue();
        assertThat(refresh.revokeFamily(pair.refreshToken())).isFalse();
        assertThat(refresh.revokeFamily("garbage")).isFalse();

        assertRevoked(pair);
        assertRefused(pair.refreshToken(), RefreshRefusal.REVOKED);
    }

    @Test
    void revokeAll_endsEverySessionButNotTheNextLogin() {
        TokenPair phone = refresh.open("user-1");
        TokenPair laptop = refresh.open("user-1");
        TokenPair stranger = refresh.open("user-2");

        assertThat(refresh.revokeAll("user-1")).isEqualTo(2);

        assertRevoked(phone);
        assertRevoked(laptop);
        assertAlive(stranger);
        assertAlive(refresh.open("user-1"));
    }

    @Test
    void session_isRevokedByItsOwnerOnly() {
        TokenPair pair = refresh.open("user-1");

        assertThat(refresh.revokeSession("user-2", pair.sessionId())).isFalse();
        assertAlive(pair);
        assertThat(refresh.revokeSession("user-1", pair.sessionId())).isTrue();
        assertRevoked(pair);
    }

    @Test
    void session_isNamedByItsOwnerOnly() {
        TokenPair pair = refresh.open("user-1", "Firefox");

        assertThat(refresh.renameSession("user-2", pair.sessionId(), "Mine now"))
                .isFalse();
        assertThat(refresh.renameSession("user-1", pair.sessionId(), "Work laptop"))
                .isTrue();
        assertThat(refresh.sessions("user-1")).extracting(RefreshFamily::label).containsExactly("Work laptop");
        rotated(pair.refreshToken());
        assertThat(refresh.sessions("user-1")).extracting(RefreshFamily::label).containsExactly("Work laptop");
    }

    @Test
    void subjectThatNoStoreTakes_isAnError() {
        assertThatThrownBy(() -> refresh.open("user\0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> refresh.open("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limitBelowWhatThereIs_isReachedStepByStep() {
        for (int i = 0; i < 50; i++) {
            clock.advance(Duration.ofSeconds(1));
            refresh.open("user-1");
        }
        assertThat(events).isEmpty();
        RefreshTokens few = builder(store).perSubject(2).build();

        List<Integer> left = new ArrayList<>();
        TokenPair last = refresh.open("user-2");
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofSeconds(1));
            last = few.open("user-1");
            left.add(few.sessions("user-1").size());
        }

        assertThat(left).containsExactly(31, 12, 2, 2);
        assertAlive(last);
        assertThat(events).containsOnly(AuthEvent.SESSION_LIMIT).hasSize(4);
    }

    @Test
    void revokedSession_isRememberedForAsLongAsAFastNodesTokensLive() {
        TestClock ahead = TestClock.at("2026-11-21T10:10:00Z");
        AccessTokens fast = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(keys)
                .clock(ahead)
                .build();
        AccessTokens tolerant = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(keys)
                .clockSkew(Duration.ofMinutes(10))
                .clock(clock)
                .build();
        RefreshTokens slow = RefreshTokens.builder(tolerant, store).build();
        TokenPair pair = RefreshTokens.builder(fast, store).build().open("user-1");
        assertThat(tolerant.verify(pair.accessToken())).isInstanceOf(VerifiedToken.class);
        slow.revokeAll("user-1");
        clock.advance(Duration.ofMinutes(19));
        // What makes the node look for entries to forget.
        for (int i = 0; i < 1_000; i++) {
            slow.revokeAll("user-1");
            tolerant.revokeAllOf("user-" + i);
        }

        assertThat(tolerant.verify(pair.accessToken())).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
    }

    @Test
    void rotatedSecret_refreshesTokensOfThePreviousOne() {
        TokenPair first = refresh.open("user-1");
        keys.rotateTo(SigningKeys.rotating(NEW, OLD));

        TokenPair second = rotated(first.refreshToken());
        TokenPair again = rotated(first.refreshToken());

        assertThat(again.refreshToken()).isEqualTo(second.refreshToken());
        keys.rotateTo(SigningKeys.of(NEW));
        assertRefused(first.refreshToken(), RefreshRefusal.INVALID);
        assertAlive(rotated(second.refreshToken()));
    }

    @Test
    void copyOfTheDatabaseWithoutTheKey_refreshesNothing() {
        TokenPair pair = refresh.open("user-1");
        RefreshFamily row = store.find(pair.sessionId());
        assertThat(row).isNotNull();

        SigningKeys guessed = SigningKeys.of(NEW);
        String forged = RefreshTokenText.write(
                guessed.derive("seaworthy refresh"), guessed.ids().get(0), row.id(), row.counter());

        assertRefused(forged, RefreshRefusal.INVALID);
        assertThat(row.toString()).doesNotContain(pair.refreshToken());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "swr_", "garbage", "swr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void garbage_isInvalid(String token) {
        assertRefused(token, RefreshRefusal.INVALID);
    }

    @Test
    void everySingleCharacterChange_isInvalid() {
        String token = refresh.open("user-1").refreshToken();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(token.substring(0, i) + other + token.substring(i + 1), RefreshRefusal.INVALID);
        }
        assertRefused(token + "A", RefreshRefusal.INVALID);
        rotated(token);
    }

    @Test
    void claims_areAskedAgainAtEachRefresh() {
        List<String> roles = new ArrayList<>(List.of("admin"));
        RefreshTokens asking = RefreshTokens.builder(access, store)
                .claims(subject -> roles.isEmpty() ? null : TokenClaims.ofRoles(roles))
                .build();
        TokenPair pair = asking.open("user-1");
        roles.set(0, "user");

        Rotation.Rotated rotated = (Rotation.Rotated) asking.rotate(pair.refreshToken());

        assertThat(((VerifiedToken) access.verify(rotated.pair().accessToken())).roles())
                .containsExactly("user");
        roles.clear();
        assertThat(asking.rotate(rotated.pair().refreshToken()))
                .isEqualTo(new Rotation.Refused(RefreshRefusal.REVOKED));
        assertRevoked(rotated.pair());
        assertThatThrownBy(() -> asking.open("user-1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void storeOutage_isUnavailableAndReported() {
        TokenPair pair = refresh.open("user-1");
        RefreshStore broken = (RefreshStore) Proxy.newProxyInstance(
                RefreshStore.class.getClassLoader(),
                new Class<?>[] {RefreshStore.class},
                (proxy, method, arguments) -> {
                    throw new StoreException("Could not reach the store", new java.sql.SQLException());
                });

        Rotation rotation = builder(broken).build().rotate(pair.refreshToken());

        assertThat(rotation).isEqualTo(new Rotation.Refused(RefreshRefusal.UNAVAILABLE));
        assertThat(events).containsExactly(AuthEvent.STORE_FAILED);
    }

    @Test
    void purge_forgetsWhatEndedADayAgo() {
        refresh.open("user-1");
        clock.advance(Duration.ofDays(15).plusSeconds(1));

        assertThat(refresh.purge()).isEqualTo(1);
    }

    @Test
    void faultyOptions_areReportedTogether() {
        assertThatThrownBy(() -> RefreshTokens.builder(access, store)
                        .idle(Duration.ofDays(20))
                        .absolute(Duration.ofDays(10))
                        .grace(Duration.ZERO)
                        .perSubject(0)
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .extracting("path")
                                .containsExactly("idle", "grace", "perSubject"));
    }

    @Test
    void faultyAbsolute_boundsNothingAndDurationsAreReadable() {
        assertThatThrownBy(() -> RefreshTokens.builder(access, store)
                        .idle(Duration.ofSeconds(1))
                        .absolute(Duration.ofDays(3650))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("absolute: out_of_range (\"3650 days\"); 1 min to 400 days")
                .hasMessageContaining("idle: out_of_range (\"1 s\"); 1 min to 400 days");
    }

    @Test
    void strings_holdNoToken() {
        TokenPair pair = refresh.open("user-1");

        assertThat(pair.toString()).doesNotContain(pair.accessToken()).doesNotContain(pair.refreshToken());
        assertThat(refresh.rotate(pair.refreshToken()).toString())
                .doesNotContain("user-1")
                .doesNotContain("swr_");
    }

    @Test
    void evidence_namesRefreshAndSessions() {
        assertThat(refresh.evidence()).extracting(Evidence::id).containsExactly("AUTH-REFRESH", "AUTH-SESSION");
    }
}
