package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.auth.AuthEvent;
import io.seaworthy.auth.StoreException;
import io.seaworthy.auth.TestClock;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.readiness.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevocationsTest {

    private final TestClock clock = TestClock.at("2026-11-21T10:00:00Z");
    private final AtomicLong nanos = new AtomicLong();
    private final List<EventReason> events = new ArrayList<>();
    private final Log log = new Log();

    private static final class Log implements RevocationLog {
        final List<Revocation> entries = new CopyOnWriteArrayList<>();
        boolean down;
        volatile @Nullable Error error;
        volatile @Nullable CountDownLatch hanging;
        int asked;

        @Override
        public void append(Revocation revocation) {
            entries.add(revocation);
        }

        @Override
        public Page after(long position) {
            Error once = error;
            error = null;
            if (once != null) {
                throw once;
            }
            CountDownLatch until = hanging;
            if (until != null) {
                try {
                    until.await();
                } catch (InterruptedException e) {
                    throw new StoreException("interrupted", e);
                }
            }
            if (down) {
                throw new StoreException("down", new java.sql.SQLException());
            }
            List<Revocation> now = List.copyOf(entries);
            return new Page(now.size(), now.subList((int) position, now.size()));
        }

        @Override
        public List<Revocation> naming(Collection<String> keys) {
            asked++;
            if (down) {
                throw new StoreException("down", new java.sql.SQLException());
            }
            return entries.stream().filter(entry -> keys.contains(entry.key())).toList();
        }

        @Override
        public int purge(Instant before) {
            return 0;
        }
    }

    private Revocations following(WhenStale whenStale) {
        return Revocations.following(log, whenStale)
                .clock(clock)
                .ticker(nanos::get)
                .events((reason, head, cause) -> events.add(reason))
                .pollByHand()
                .start();
    }

    private AccessTokens access(Revocations revocations) {
        return AccessTokens.issuer("i")
                .audience("a")
                .keys(SigningKeys.of(Secret.of(Forge.KEY)))
                .clock(clock)
                .revocations(revocations)
                .build();
    }

    private Revocation revocation(Revocation.Kind kind, String key) {
        return new Revocation(kind, key, clock.instant(), clock.instant().plusSeconds(660));
    }

    @Test
    void revocationOnAnotherNode_isSeenAfterAPoll() {
        Revocations here = following(WhenStale.REFUSE_TOKENS);
        Revocations there = following(WhenStale.REFUSE_TOKENS);
        AccessTokens access = access(there);
        String token = access.issue("user-1", "session-1", TokenClaims.none()).value();

        here.revoke(revocation(Revocation.Kind.SESSION, "session-1"));
        assertThat(access.verify(token)).isInstanceOf(VerifiedToken.class);
        there.poll();

        assertThat(access.verify(token)).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
    }

    @Test
    void revocationsBeforeTheStart_areKnownAtOnce() {
        following(WhenStale.REFUSE_TOKENS).revoke(revocation(Revocation.Kind.SESSION, "session-1"));

        AccessTokens access = access(following(WhenStale.REFUSE_TOKENS));

        String token = access.issue("user-1", "session-1", TokenClaims.none()).value();
        assertThat(access.verify(token)).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
    }

    @Test
    void subject_losesTokensUpToThatSecond() {
        Revocations revocations = Revocations.local(clock);
        AccessTokens access = access(revocations);
        String before = access.issue("user-1").value();
        revocations.revoke(revocation(Revocation.Kind.SUBJECT, "user-1"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(access.verify(before)).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
        assertThat(access.verify(access.issue("user-1").value())).isInstanceOf(VerifiedToken.class);
        assertThat(access.verify(access.issue("user-2").value())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void singleToken_isRevokedByItsId() {
        Revocations revocations = Revocations.local(clock);
        AccessTokens access = access(revocations);
        IssuedToken one = access.issue("user-1");
        IssuedToken other = access.issue("user-1");

        revocations.revoke(revocation(Revocation.Kind.TOKEN, one.tokenId()));

        assertThat(access.verify(one.value())).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
        assertThat(access.verify(other.value())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void staleLog_refusesOrAcceptsAsChosen() {
        Revocations careful = following(WhenStale.REFUSE_TOKENS);
        Revocations careless = following(WhenStale.DANGEROUSLY_ACCEPT_TOKENS);
        log.down = true;
        nanos.set(Duration.ofSeconds(5).toNanos() + 1);
        careful.poll();
        careful.poll();
        careless.poll();
        String token = access(careful).issue("user-1").value();

        assertThat(access(careful).verify(token)).isEqualTo(new Verification.Refused(TokenRefusal.REVOCATIONS_STALE));
        assertThat(access(careless).verify(token)).isInstanceOf(VerifiedToken.class);
        assertThat(events).as("once each").containsExactly(AuthEvent.REVOCATIONS_STALE, AuthEvent.REVOCATIONS_STALE);
        log.down = false;
        careful.poll();
        assertThat(access(careful).verify(token)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void unreadableLogAtStart_isStaleFromTheStart() {
        log.down = true;

        AccessTokens access = access(following(WhenStale.REFUSE_TOKENS));

        assertThat(access.verify(access.issue("user-1").value()))
                .isEqualTo(new Verification.Refused(TokenRefusal.REVOCATIONS_STALE));
    }

    @Test
    void errorInOnePoll_isToldAndDoesNotEndTheFeed() throws Exception {
        List<EventReason> told = new CopyOnWriteArrayList<>();
        try (Revocations there = Revocations.following(log, WhenStale.DANGEROUSLY_ACCEPT_TOKENS)
                .interval(Duration.ofMillis(10))
                .events((reason, head, cause) -> {
                    told.add(reason);
                    throw new IllegalStateException("a receiver that throws");
                })
                .start()) {
            AccessTokens access = access(there);
            String token =
                    access.issue("user-1", "session-1", TokenClaims.none()).value();

            log.error = new StackOverflowError();
            await(() -> !told.isEmpty());
            log.append(revocation(Revocation.Kind.SESSION, "session-1"));

            await(() -> !(access.verify(token) instanceof VerifiedToken));
            assertThat(told).containsExactly(AuthEvent.STORE_FAILED);
        }
    }

    @Test
    void feedThatHangs_isToldOnceWhenItGetsStale() throws Exception {
        List<EventReason> told = new CopyOnWriteArrayList<>();
        log.hanging = new CountDownLatch(1);
        log.hanging.countDown();
        try (Revocations there = Revocations.following(log, WhenStale.REFUSE_TOKENS)
                .interval(Duration.ofMillis(10))
                .staleAfter(Duration.ofMillis(200))
                .events((reason, head, cause) -> told.add(reason))
                .start()) {
            CountDownLatch end = new CountDownLatch(1);
            log.hanging = end;

            await(() -> !told.isEmpty());
            Thread.sleep(100);

            assertThat(told).containsExactly(AuthEvent.REVOCATIONS_STALE);
            end.countDown();
            AccessTokens access = access(there);
            String token = access.issue("user-1").value();
            await(() -> access.verify(token) instanceof VerifiedToken);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    @Test
    void poller_readsByItselfUntilClosed() throws Exception {
        Revocations there = Revocations.following(log, WhenStale.REFUSE_TOKENS)
                .interval(Duration.ofMillis(10))
                .start();
        AccessTokens access = access(there);
        String token = access.issue("user-1", "session-1", TokenClaims.none()).value();

        log.append(revocation(Revocation.Kind.SESSION, "session-1"));
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (access.verify(token) instanceof VerifiedToken && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        there.close();

        assertThat(access.verify(token)).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
    }

    private Revocations strict(WhenStale whenStale) {
        return Revocations.following(log, whenStale)
                .strictRevocation()
                .clock(clock)
                .ticker(nanos::get)
                .events((reason, head, cause) -> events.add(reason))
                .pollByHand()
                .start();
    }

    @Test
    void strictRevocation_seesAnotherNodesRevocationWithoutAPoll() {
        AccessTokens access = access(strict(WhenStale.REFUSE_TOKENS));
        String ofSession =
                access.issue("user-1", "session-1", TokenClaims.none()).value();
        IssuedToken single = access.issue("user-2");
        String ofSubject = access.issue("user-3").value();
        assertThat(access.verify(ofSession)).isInstanceOf(VerifiedToken.class);

        log.append(revocation(Revocation.Kind.SESSION, "session-1"));
        log.append(revocation(Revocation.Kind.TOKEN, single.tokenId()));
        log.append(revocation(Revocation.Kind.SUBJECT, "user-3"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(access.verify(ofSession)).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
        assertThat(access.verify(single.value())).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
        assertThat(access.verify(ofSubject)).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
        assertThat(access.verify(access.issue("user-3").value())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void strictRevocation_looksAtTheKindOfAnEntry() {
        AccessTokens access = access(strict(WhenStale.REFUSE_TOKENS));
        log.append(revocation(Revocation.Kind.SESSION, "user-1"));
        log.append(revocation(Revocation.Kind.TOKEN, "user-1"));

        assertThat(access.verify(access.issue("user-1").value())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void strictRevocation_asksForRememberedTokensToo() {
        AccessTokens access = AccessTokens.issuer("i")
                .audience("a")
                .keys(SigningKeys.of(Secret.of(Forge.KEY)))
                .clock(clock)
                .rememberVerified(10)
                .revocations(strict(WhenStale.REFUSE_TOKENS))
                .build();
        String token = access.issue("user-1", "session-1", TokenClaims.none()).value();
        access.verify(token);
        access.verify(token);
        assertThat(log.asked).isEqualTo(2);

        log.append(revocation(Revocation.Kind.SESSION, "session-1"));

        assertThat(access.verify(token)).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
    }

    @Test
    void strictRevocation_answersAnOutageAsChosen() {
        AccessTokens careful = access(strict(WhenStale.REFUSE_TOKENS));
        AccessTokens careless = access(strict(WhenStale.DANGEROUSLY_ACCEPT_TOKENS));
        String token = careful.issue("user-1").value();
        log.down = true;

        assertThat(careful.verify(token)).isEqualTo(new Verification.Refused(TokenRefusal.REVOCATIONS_STALE));
        assertThat(careless.verify(token)).isInstanceOf(VerifiedToken.class);
        assertThat(events).containsExactly(AuthEvent.STORE_FAILED, AuthEvent.STORE_FAILED);
    }

    @Test
    void revokeOfATokenOrASubject_reachesTheLog() {
        AccessTokens access = access(following(WhenStale.REFUSE_TOKENS));
        String one = access.issue("user-1").value();
        String two = access.issue("user-2").value();

        access.revoke((VerifiedToken) access.verify(one));
        access.revokeAllOf("user-2");

        assertThat(access.verify(one)).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
        assertThat(access.verify(two)).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
        assertThat(log.entries)
                .extracting(Revocation::kind)
                .containsExactly(Revocation.Kind.TOKEN, Revocation.Kind.SUBJECT);
        assertThat(log.entries)
                .allSatisfy(entry -> assertThat(entry.until())
                        .isAfterOrEqualTo(clock.instant().plus(Duration.ofMinutes(10))));
    }

    @Test
    void subjectsTokenOfANodeWhoseClockIsAhead_isRefused() {
        AccessTokens access = access(following(WhenStale.REFUSE_TOKENS));
        TestClock ahead = TestClock.at(clock.instant().plusSeconds(60).toString());
        String early = AccessTokens.issuer("i")
                .audience("a")
                .keys(access.keys())
                .clock(ahead)
                .build()
                .issue("user-1")
                .value();
        assertThat(access.verify(early)).isInstanceOf(VerifiedToken.class);

        access.revokeAllOf("user-1");

        assertThat(access.verify(early)).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
        clock.advance(Duration.ofSeconds(61));
        assertThat(access.verify(access.issue("user-1").value())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void faultyOptions_areReportedTogether() {
        assertThatThrownBy(() -> Revocations.following(log, WhenStale.REFUSE_TOKENS)
                        .interval(Duration.ofMinutes(2))
                        .staleAfter(Duration.ofSeconds(1))
                        .start())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).extracting("path").containsExactly("interval", "staleAfter"));
    }

    @Test
    void acceptingWhenStale_isWeakenedEvidence() {
        assertThat(following(WhenStale.DANGEROUSLY_ACCEPT_TOKENS).evidence()).allMatch(Evidence::isWeakened);
        assertThat(following(WhenStale.REFUSE_TOKENS).evidence()).noneMatch(Evidence::isWeakened);
    }
}
