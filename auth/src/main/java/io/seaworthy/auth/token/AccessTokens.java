package io.seaworthy.auth.token;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.io.Serializer;
import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Issues and verifies access tokens: RFC 9068 ({@code typ} {@code at+jwt}), signed with HS256.
 *
 * <p>Verification pins algorithm, type, issuer and audience, takes at most 8 KiB, accepts exactly one byte string per
 * token (canonical base64url), and refuses every header member but {@code alg}, {@code typ} and {@code kid}. A bad
 * token ends in {@link Verification.Refused}, never in an exception, and nothing of it can be read.
 *
 * <p>Each token carries {@code iss sub aud exp iat jti client_id}, {@code sid} where it belongs to a session, and
 * {@code roles} where there are any. It does not encrypt: a token's holder can read it. It does not read from the
 * network. Immutable, thread-safe.
 */
public final class AccessTokens implements EvidenceSource {

    static final String TYPE = "at+jwt";

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
    private final Serializer<Map<String, ?>> json = JjwtJson.writer();

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
        long now = clock.instant().getEpochSecond();
        SigningKey key = keys.current().current();
        String tokenId = Codec.base64Url(Codec.random(16));
        JwtBuilder jwt = Jwts.builder()
                .json(json)
                .header()
                .type(TYPE)
                .keyId(key.id())
                .and()
                .claim("iss", issuer)
                .claim("sub", subject)
                .audience()
                .single(audience)
                .claim("exp", now + seconds)
                .claim("iat", now)
                .claim("jti", tokenId)
                .claim("client_id", clientId);
        if (sessionId != null) {
            jwt.claim("sid", sessionId);
        }
        if (!claims.roles().isEmpty()) {
            jwt.claim("roles", List.copyOf(new TreeSet<>(claims.roles())));
        }
        claims.extra().forEach(jwt::claim);
        String value = jwt.signWith(key.key(), Jwts.SIG.HS256).compact();
        return new IssuedToken(value, tokenId, Duration.ofSeconds(seconds));
    }

    /** Verifies a presented token; null counts as a bad one. */
    public Verification verify(@Nullable String token) {
        SigningKeys inForce = keys.current();
        long now = clock.instant().getEpochSecond();
        Verification verification = cached(token, inForce, now);
        if (verification == null) {
            verification = read(token, inForce, now);
        }
        if (verification instanceof VerifiedToken verified) {
            TokenRefusal refusal = revocations.check(verified);
            return refusal == null ? verified : new Verification.Refused(refusal);
        }
        return verification;
    }

    private @Nullable Verification cached(@Nullable String token, SigningKeys inForce, long now) {
        if (cache == null || token == null || token.length() > TokenGate.MAX_LENGTH) {
            return null;
        }
        VerifiedToken known = cache.find(token, inForce);
        TokenRefusal refusal = known == null ? null : reader.recheck(known, now);
        if (refusal != null) {
            cache.forget(token);
            return new Verification.Refused(refusal);
        }
        return known;
    }

    private Verification read(@Nullable String token, SigningKeys inForce, long now) {
        Object opened = TokenGate.open(token, inForce);
        if (!(opened instanceof TokenGate.Opened payload)) {
            return new Verification.Refused((TokenRefusal) opened);
        }
        Verification verification = reader.read(payload.payload(), now);
        if (cache != null && token != null && verification instanceof VerifiedToken verified) {
            cache.keep(token, verified, payload.key());
        }
        return verification;
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
        List<String> weak = lifetime.compareTo(Duration.ofHours(1)) > 0
                ? List.of("access tokens live longer than an hour: " + lifetime)
                : List.of();
        return List.of(
                new Evidence(
                        "AUTH-JWT",
                        "AccessTokens",
                        "HS256 at+jwt pinned, issuer and audience checked, canonical encoding, at most "
                                + TokenGate.MAX_LENGTH + " bytes, lifetime " + lifetime + ", clock skew " + clockSkew,
                        weak),
                Evidence.enforced(
                        "AUTH-KEY",
                        "AccessTokens",
                        count + (count == 1 ? " key" : " keys") + " of at least " + SigningKeys.MIN_BYTES
                                + " bytes, by kid, rotated without downtime"));
    }

    @Override
    public String toString() {
        return "AccessTokens[" + issuer + " for " + audience + ", " + keys.current() + ", lifetime " + lifetime + "]";
    }
}
