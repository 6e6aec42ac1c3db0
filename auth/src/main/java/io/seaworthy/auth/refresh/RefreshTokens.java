package io.seaworthy.auth.refresh;

import io.seaworthy.auth.AuthEvent;
import io.seaworthy.auth.StoreException;
import io.seaworthy.auth.internal.Codec;
import io.seaworthy.auth.refresh.RefreshTokenText.Genuine;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.DerivedKeys;
import io.seaworthy.auth.token.IssuedToken;
import io.seaworthy.auth.token.Revocation;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.TokenClaims;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that are refreshed: rotation that is safe to retry and notices theft (RFC 9700 section 4.14.2).
 *
 * <p>A session is one row, its family. A refresh token is derived by HMAC from the service's key, the family and a
 * counter, so no token and no hash is stored, and a copy of the database without the key refreshes nothing. Of a
 * presented token with number <em>p</em>, where the family's newest has number <em>c</em>:
 *
 * <ul>
 *   <li><em>p = c</em>: one atomic compare-and-set to <em>c + 1</em>; a new pair.
 *   <li><em>p = c - 1</em>, within the grace window of its rotation: token <em>c</em> again and a fresh access token;
 *       nothing is written and the window is not extended. A lost answer or a second tab costs nobody the session.
 *   <li>older, but its own rotation lies within the window: {@link RefreshRefusal#SUPERSEDED}; the family lives.
 *   <li>anything else: {@link RefreshRefusal#REUSE}; the family is dead, its access tokens included.
 * </ul>
 *
 * <p>A session ends at the earlier of last use + idle and login + absolute; a rotation moves the first, never the
 * second. Access lifetimes are cut by a random 0 to 5 % so that clients do not all come back at once. Thread-safe.
 */
public final class RefreshTokens implements EvidenceSource {

    private static final String LABEL = "seaworthy refresh";
    private static final int MOST_ENDED_AT_ONCE = 20;
    private static final int MOST_LOOKS = 10;

    private final AccessTokens access;
    private final RefreshStore store;
    private final InstantSource clock;
    private final Duration idle;
    private final Duration absolute;
    private final Duration grace;
    private final int perSubject;
    private final Function<String, @Nullable TokenClaims> claims;
    private final Events events;
    private volatile DerivedKeys keys;

    RefreshTokens(RefreshTokensBuilder builder) {
        access = builder.access;
        store = builder.store;
        clock = access.clock();
        idle = Objects.requireNonNullElse(builder.idle, RefreshTokensBuilder.IDLE);
        absolute = Objects.requireNonNullElse(builder.absolute, RefreshTokensBuilder.ABSOLUTE);
        grace = Objects.requireNonNullElse(builder.grace, RefreshTokensBuilder.GRACE);
        perSubject = Objects.requireNonNullElse(builder.perSubject, RefreshTokensBuilder.PER_SUBJECT);
        claims = builder.claims == null ? subject -> TokenClaims.none() : builder.claims;
        events = Objects.requireNonNullElseGet(builder.events, Events::alertsToSystemLogger);
        keys = access.keys().current().derive(LABEL);
        access.keys().onChange((SigningKeys next) -> follow());
        // Once more: a change between the two lines above would be told to nobody.
        follow();
    }

    /** Reads the keys itself, under the lock: of two callers the last one has the newest. */
    private synchronized void follow() {
        keys = access.keys().current().derive(LABEL);
    }

    /** Starts a builder; the refresh key is derived from the signing keys of the access tokens. */
    public static RefreshTokensBuilder builder(AccessTokens access, RefreshStore store) {
        return new RefreshTokensBuilder(access, store);
    }

    /** Opens a session: after the credentials were verified. Throws {@link StoreException} without a store. */
    public TokenPair open(String subject) {
        return open(subject, null);
    }

    /**
     * Opens a session with a name for the user to recognise it by, without invisible characters and cut to 120. Where
     * the subject has as many sessions as allowed (50 by default), the oldest login makes room: whoever can log in could
     * end it anyway, and a refusal would let a thief's logins keep the owner out.
     */
    public TokenPair open(String subject, @Nullable String label) {
        TokenClaims granted = granted(subject);
        makeRoom(subject);
        return insert(subject, label, granted);
    }

    /** Opens a session, or answers null where the subject has as many as allowed; none is ended for it. */
    public @Nullable TokenPair openIfRoom(String subject, @Nullable String label) {
        TokenClaims granted = granted(subject);
        TokenPair pair = sessions(subject).size() < perSubject ? insert(subject, label, granted) : null;
        if (pair != null && !fits(subject, pair.sessionId())) {
            end(pair.sessionId(), clock.instant());
            pair = null;
        }
        if (pair == null) {
            events.emit(AuthEvent.SESSION_LIMIT, null);
        }
        return pair;
    }

    /**
     * Looks again after a session was written: of logins at the same moment the last to be written sees all others, so
     * the limit holds. Those that are beyond it by age go at once; one that is within waits for them to go, a fifth of a
     * second at most, or all would go and nobody get in.
     */
    private boolean fits(String subject, String sessionId) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            List<String> alive = sessions(subject).stream()
                    .sorted(Comparator.comparing(RefreshFamily::createdAt).thenComparing(RefreshFamily::id))
                    .map(RefreshFamily::id)
                    .toList();
            if (alive.size() <= perSubject) {
                return true;
            }
            if (alive.indexOf(sessionId) >= perSubject || !pause()) {
                return false;
            }
        }
        return false;
    }

    /** False where the thread was interrupted. */
    private static boolean pause() {
        try {
            Thread.sleep(20);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private TokenClaims granted(String subject) {
        if (!SessionText.isSubject(subject)) {
            throw new IllegalArgumentException("A subject has 1 to 255 characters, none of them NUL");
        }
        TokenClaims granted = claims.apply(subject);
        if (granted == null) {
            throw new IllegalStateException("The claims function knows no such subject; open no session for it");
        }
        return granted;
    }

    /** Logins at the same moment may exceed the limit by their number; the next one then ends more than one. */
    private void makeRoom(String subject) {
        List<RefreshFamily> alive = sessions(subject);
        if (alive.size() < perSubject) {
            return;
        }
        Instant now = clock.instant();
        // Few at one login, so that it stays one where a limit is set below what there is.
        int first = Math.max(perSubject - 1, alive.size() - MOST_ENDED_AT_ONCE);
        for (RefreshFamily oldest : alive.subList(first, alive.size())) {
            end(oldest.id(), now);
        }
        events.emit(AuthEvent.SESSION_LIMIT, null);
    }

    private TokenPair insert(String subject, @Nullable String label, TokenClaims granted) {
        Instant now = clock.instant();
        DerivedKeys derived = keys;
        Instant end = now.plus(absolute);
        RefreshFamily family = new RefreshFamily(
                RefreshTokenText.newFamilyId(),
                subject,
                SessionText.label(label),
                0,
                derived.currentId(),
                List.of(),
                now,
                earlier(now.plus(idle), end),
                end,
                null);
        store.insert(family);
        return pair(family, Objects.requireNonNull(token(derived, family)), granted, now);
    }

    /** Takes a refresh token and answers with a pair or a reason; null counts as a bad token. Safe to repeat. */
    public Rotation rotate(@Nullable String presented) {
        DerivedKeys derived = keys;
        Genuine genuine = RefreshTokenText.read(derived, presented);
        if (genuine == null) {
            return new Rotation.Refused(RefreshRefusal.INVALID);
        }
        try {
            return rotate(derived, genuine);
        } catch (StoreException e) {
            events.emit(AuthEvent.STORE_FAILED, null, e);
            return new Rotation.Refused(RefreshRefusal.UNAVAILABLE);
        }
    }

    private Rotation rotate(DerivedKeys derived, Genuine genuine) {
        Instant now = clock.instant();
        RefreshFamily family =
                store.advance(genuine.familyId(), genuine.counter(), derived.currentId(), now, now.plus(idle));
        if (family != null) {
            return answer(derived, family, now);
        }
        family = store.find(genuine.familyId());
        RefreshRefusal refusal = classify(family, genuine.counter(), now);
        if (family == null || refusal == RefreshRefusal.INVALID) {
            return new Rotation.Refused(RefreshRefusal.INVALID);
        }
        if (refusal == null) {
            return answer(derived, family, now);
        }
        if (refusal == RefreshRefusal.REUSE) {
            end(family.id(), now);
            events.emit(AuthEvent.REFRESH_REUSE, null);
        }
        return new Rotation.Refused(refusal);
    }

    /** Null where the newest token is to be given again. */
    private @Nullable RefreshRefusal classify(@Nullable RefreshFamily family, long presented, Instant now) {
        if (family == null) {
            return RefreshRefusal.INVALID;
        }
        if (family.revokedAt() != null) {
            return RefreshRefusal.REVOKED;
        }
        if (!family.isAlive(now)) {
            return RefreshRefusal.EXPIRED;
        }
        Instant replaced = family.replacedAt(presented);
        if (replaced == null || !now.isBefore(replaced.plus(grace))) {
            return RefreshRefusal.REUSE;
        }
        return presented == family.counter() - 1 ? null : RefreshRefusal.SUPERSEDED;
    }

    private Rotation answer(DerivedKeys derived, RefreshFamily family, Instant now) {
        TokenClaims granted = claims.apply(family.subject());
        if (granted == null) {
            end(family.id(), now);
            return new Rotation.Refused(RefreshRefusal.REVOKED);
        }
        String token = token(derived, family);
        if (token == null) {
            return new Rotation.Refused(RefreshRefusal.INVALID);
        }
        return new Rotation.Rotated(family.subject(), pair(family, token, granted, now));
    }

    private static @Nullable String token(DerivedKeys derived, RefreshFamily family) {
        return RefreshTokenText.write(derived, family.keyId(), family.id(), family.counter());
    }

    private TokenPair pair(RefreshFamily family, String token, TokenClaims granted, Instant now) {
        Duration left = Duration.between(now, earlier(family.idleExpiry(), family.absoluteExpiry()));
        IssuedToken issued = access.issue(family.subject(), family.id(), granted, jittered(access.lifetime()));
        return new TokenPair(
                issued.value(), issued.expiresIn(), token, Duration.ofSeconds(left.toSeconds()), family.id());
    }

    private static Duration jittered(Duration lifetime) {
        int range = (int) (lifetime.toSeconds() / 20) + 1;
        return lifetime.minusSeconds(Codec.randomBelow(range));
    }

    /** Ends the session of any genuine token of it, old ones included; false where it was not alive. Logout. */
    public boolean revokeFamily(@Nullable String presented) {
        Genuine genuine = RefreshTokenText.read(keys, presented);
        return genuine != null && end(genuine.familyId(), clock.instant());
    }

    /** Ends one session of a subject, by its id; false where the subject has no such session alive. */
    public boolean revokeSession(String subject, String sessionId) {
        if (!SessionText.isId(sessionId)) {
            return false;
        }
        RefreshFamily family = store.find(sessionId);
        return family != null && family.subject().equals(subject) && end(sessionId, clock.instant());
    }

    /** Names a session of a subject, or takes its name; false where the subject has no such session alive. */
    public boolean renameSession(String subject, String sessionId, @Nullable String label) {
        return SessionText.isId(sessionId)
                && SessionText.isSubject(subject)
                && store.rename(sessionId, subject, SessionText.label(label), clock.instant());
    }

    /** Ends all sessions of a subject: after a password change, for example; how many. */
    public int revokeAll(String subject) {
        if (!SessionText.isSubject(subject)) {
            return 0;
        }
        Instant now = clock.instant();
        Instant until = access.lastExpiry(now);
        List<String> ended = store.revokeAll(subject, now, until);
        for (String id : ended) {
            forget(id, now, until);
        }
        events.emit(AuthEvent.SESSIONS_REVOKED, null);
        return ended.size();
    }

    /** The sessions of a subject that are alive, latest login first. */
    public List<RefreshFamily> sessions(String subject) {
        return SessionText.isSubject(subject) ? store.list(subject, clock.instant()) : List.of();
    }

    /** Forgets what ended a day ago or earlier; call it now and then. How many rows. */
    public int purge() {
        Instant now = clock.instant();
        return store.purge(now.minus(Duration.ofDays(1)))
                // A node whose clock is behind may still accept what an entry is about.
                + store.revocationLog().purge(now.minus(Duration.ofMinutes(10)));
    }

    private boolean end(String familyId, Instant now) {
        Instant until = access.lastExpiry(now);
        boolean wasAlive = store.revoke(familyId, now, until);
        forget(familyId, now, until);
        return wasAlive;
    }

    private void forget(String familyId, Instant now, Instant until) {
        access.revocations().apply(new Revocation(Revocation.Kind.SESSION, familyId, now, until));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(
                Evidence.enforced(
                        "AUTH-REFRESH",
                        "RefreshTokens",
                        "rotation, reuse ends the family, grace " + grace + ", idle " + idle + ", absolute " + absolute
                                + ", nothing at rest that refreshes"),
                Evidence.enforced(
                        "AUTH-SESSION",
                        "RefreshTokens",
                        "idle " + idle + ", absolute " + absolute + ", at most " + perSubject
                                + " of a subject, list, name, revoke"));
    }

    @Override
    public String toString() {
        return "RefreshTokens[idle " + idle + ", absolute " + absolute + ", grace " + grace + "]";
    }
}
