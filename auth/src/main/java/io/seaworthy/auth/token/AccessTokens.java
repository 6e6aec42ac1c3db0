package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.internal.JsonWriter;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Issues and verifies access tokens: RFC 9068 ({@code typ} {@code at+jwt}), signed with the algorithm of the current
 * key: HS256 where the keys are secrets.
 *
 * <p>Verification pins algorithm, type, issuer and audience, takes at most 8 KiB, accepts exactly one byte string per
 * token (canonical base64url), and refuses every header member but {@code alg}, {@code typ} and {@code kid}. A bad
 * token ends in {@link Verification.Refused}, never in an exception, and nothing of it can be read.
 *
 * <p>Each token carries {@code iss sub aud exp iat jti client_id}, {@code sid} where it belongs to a session, and
 * {@code roles} where there are any. It does not encrypt: a token's holder can read it; encrypted and compressed tokens are
 * refused unless {@link AccessTokensBuilder#acceptEncrypted asked for}. It does not read from the network. Immutable, thread-safe.
 */
public final class AccessTokens implements EvidenceSource {

    static final String TYPE = "at+jwt";
    private static final Duration LEAST_TOLERANCE = Duration.ofMinutes(1);

    private final String issuer;
    private final String audience;
    private final String clientId;
    private final Rotating<SigningKeys> keys;
    private final Duration lifetime;
    private final Duration clockSkew;
    private final InstantSource clock;
    private final Revocations revocations;
    private final ClaimsReader reader;
    private final @Nullable TokenCache cache;
    private final @Nullable Envelope envelope;
    private final boolean compressed;

    AccessTokens(AccessTokensBuilder builder) {
        issuer = builder.issuer();
        audience = Objects.requireNonNull(builder.audience);
        clientId = builder.clientId == null ? audience : builder.clientId;
        keys = Objects.requireNonNull(builder.keys);
        lifetime = builder.lifetime == null ? AccessTokensBuilder.LIFETIME : builder.lifetime;
        clockSkew = builder.clockSkew == null ? AccessTokensBuilder.CLOCK_SKEW : builder.clockSkew;
        clock = builder.clock == null ? InstantSource.system() : builder.clock;
        revocations = builder.revocations == null ? Revocations.local(clock) : builder.revocations;
        reader = new ClaimsReader(issuer, audience, clockSkew.toSeconds(), builder.requiredClaims);
        cache = builder.cached == null ? null : new TokenCache(builder.cached);
        compressed = builder.compressed;
        envelope = builder.decryptionKeys == null ? null : new Envelope(builder.decryptionKeys, compressed);
    }

    /**
     * Starts a builder.
     *
     * @param issuer the {@code iss} of all tokens: the service's own URL
     */
    public static AccessTokensBuilder issuer(String issuer) {
        return new AccessTokensBuilder(issuer);
    }

    /** A token for a subject that belongs to no session. */
    public IssuedToken issue(String subject) {
        return issue(subject, null, TokenClaims.none(), lifetime);
    }

    /** A token for a subject, of a session, with these claims. */
    public IssuedToken issue(String subject, @Nullable String sessionId, TokenClaims claims) {
        return issue(subject, sessionId, claims, lifetime);
    }

    /** A token that lives shorter than the others; a longer lifetime is cut to theirs. */
    public IssuedToken issue(String subject, @Nullable String sessionId, TokenClaims claims, Duration shorterLifetime) {
        if (subject.isEmpty()) {
            throw new IllegalArgumentException("A subject is not empty");
        }
        long seconds = Math.max(1, Math.min(lifetime.toSeconds(), shorterLifetime.toSeconds()));
        long now = Math.floorDiv(clock.millis(), 1_000L);
        TokenKey key = keys.current().current();
        String tokenId = Codec.base64Url(Codec.random(16));
        JsonWriter payload = JsonWriter.create()
                .beginObject()
                .name("iss")
                .value(issuer)
                .name("sub")
                .value(subject)
                .name("aud")
                .value(audience)
                .name("exp")
                .value(now + seconds)
                .name("iat")
                .value(now)
                .name("jti")
                .value(tokenId)
                .name("client_id")
                .value(clientId);
        if (sessionId != null) {
            payload.name("sid").value(sessionId);
        }
        claims.writeTo(payload);
        String value = TokenWriter.sign(key, payload.endObject().toBytes());
        return new IssuedToken(value, tokenId, Duration.ofSeconds(seconds));
    }

    /** Verifies a presented token; null counts as a bad one. */
    public Verification verify(@Nullable String token) {
        return verify(token, 0);
    }

    /**
     * Verifies the token that a text ends with: what follows the scheme in an {@code Authorization} field, without a
     * copy of it where the token is remembered.
     *
     * @param from where the token begins, 0 to the text's length
     */
    public Verification verify(@Nullable String text, int from) {
        KeyRing inForce = keys.current().ring();
        long now = Math.floorDiv(clock.millis(), 1_000L);
        Verification verification = cached(text, from, inForce, now);
        if (verification == null) {
            verification = read(text == null ? null : text.substring(from), inForce, now);
        }
        if (verification instanceof VerifiedToken verified) {
            TokenRefusal refusal = revocations.check(verified);
            return refusal == null ? verified : new Verification.Refused(refusal);
        }
        return verification;
    }

    private @Nullable Verification cached(@Nullable String text, int from, KeyRing inForce, long now) {
        if (cache == null || text == null || text.length() - from > TokenGate.MAX_LENGTH) {
            return null;
        }
        VerifiedToken known = cache.find(text, from, inForce);
        TokenRefusal refusal = known == null ? null : reader.recheck(known, now);
        if (refusal != null) {
            cache.forget(text, from);
            return new Verification.Refused(refusal);
        }
        return known;
    }

    private Verification read(@Nullable String token, KeyRing inForce, long now) {
        Object opened = open(token, inForce);
        if (!(opened instanceof TokenGate.Opened payload)) {
            return new Verification.Refused((TokenRefusal) opened);
        }
        Verification verification = reader.read(payload.payload(), now);
        if (cache != null && token != null && verification instanceof VerifiedToken verified) {
            cache.keep(token, verified, payload.key());
        }
        return verification;
    }

    private Object open(@Nullable String token, KeyRing inForce) {
        if (envelope == null || token == null || token.length() > TokenGate.MAX_LENGTH || !Envelope.isOne(token)) {
            return TokenGate.ACCESS.open(token, inForce);
        }
        Object inside = envelope.open(token, inForce);
        return inside instanceof String signed ? TokenGate.ACCESS.open(signed, inForce) : inside;
    }

    /** Refuses one token from now on, here and wherever the revocations are followed. */
    public void revoke(VerifiedToken token) {
        revocations.revoke(new Revocation(Revocation.Kind.TOKEN, token.tokenId(), clock.instant(), token.expiresAt()));
    }

    /**
     * Refuses all tokens that a subject has. A node whose clock is ahead may have dated them into the future, so those
     * that are dated up to the clock skew from now (60 s by default) are refused, too: the subject gets no working token
     * for that long. {@code RefreshTokens.revokeAll} goes by sessions, and the next login works at once.
     */
    public void revokeAllOf(String subject) {
        Instant now = clock.instant();
        revocations.revoke(new Revocation(Revocation.Kind.SUBJECT, subject, now.plus(clockSkew), lastExpiry(now)));
    }

    /**
     * By when every token has expired that a node may have issued until now: their longest life, and the clock skew or
     * a minute, whichever is more. Until then a revocation must be kept.
     */
    public Instant lastExpiry(Instant now) {
        Duration tolerance = clockSkew.compareTo(LEAST_TOLERANCE) > 0 ? clockSkew : LEAST_TOLERANCE;
        // Twice: the issuing node may be ahead, and the one that forgets by its own clock behind.
        return now.plus(lifetime).plus(tolerance.multipliedBy(2));
    }

    /** How long tokens live at most. */
    public Duration lifetime() {
        return lifetime;
    }

    /** The keys in force; they change with the rotation. */
    public Rotating<SigningKeys> keys() {
        return keys;
    }

    /** What was revoked; consulted by every {@link #verify}. */
    public Revocations revocations() {
        return revocations;
    }

    /** The wall clock of issue and verification. */
    public InstantSource clock() {
        return clock;
    }

    @Override
    public List<Evidence> evidence() {
        int count = keys.current().ids().size();
        List<String> weak = new ArrayList<>();
        if (lifetime.compareTo(Duration.ofHours(1)) > 0) {
            weak.add("access tokens live longer than an hour: " + lifetime);
        }
        if (compressed) {
            weak.add("encrypted access tokens may be compressed: their length tells something of what they say");
        }
        return List.of(
                new Evidence(
                        "AUTH-JWT",
                        "AccessTokens",
                        keys.current().current().algorithm().headerName()
                                + " at+jwt, pinned by key, issuer and audience checked, canonical encoding, at most "
                                + TokenGate.MAX_LENGTH + " bytes, lifetime " + lifetime + ", clock skew " + clockSkew,
                        weak),
                Evidence.enforced(
                        "AUTH-KEY",
                        "AccessTokens",
                        count + (count == 1 ? " key" : " keys")
                                + " as long as their algorithm demands, by kid, rotated without downtime"));
    }

    @Override
    public String toString() {
        return "AccessTokens[" + issuer + " for " + audience + ", " + keys.current() + ", lifetime " + lifetime + "]";
    }
}
