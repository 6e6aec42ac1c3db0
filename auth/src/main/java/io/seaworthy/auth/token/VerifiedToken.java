package io.seaworthy.auth.token;

import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An access token whose signature, header and claims were verified (RFC 9068). Only {@link AccessTokens#verify} and
 * {@link ForeignTokens#verify} make one. Immutable, thread-safe; {@code toString} holds neither the token nor its subject.
 */
public final class VerifiedToken implements Verification {

    private final String issuer;
    private final String subject;
    private final String tokenId;
    private final String clientId;
    private final @Nullable String sessionId;
    private final long issuedAt;
    private final long expiresAt;
    private final long notBefore;
    private final Set<String> roles;
    private final byte[] payload;

    /** Read when somebody asks for one; twice where two threads do so at once, with the same result. */
    private @Nullable Map<String, @Nullable Object> claims;

    VerifiedToken(
            String issuer,
            String subject,
            String tokenId,
            String clientId,
            @Nullable String sessionId,
            long issuedAt,
            long expiresAt,
            long notBefore,
            Set<String> roles,
            byte[] payload) {
        this.issuer = issuer;
        this.subject = subject;
        this.tokenId = tokenId;
        this.clientId = clientId;
        this.sessionId = sessionId;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        this.notBefore = notBefore;
        this.roles = roles;
        this.payload = payload;
    }

    /** The same, whose claims are read already. */
    VerifiedToken with(Map<String, @Nullable Object> read) {
        claims = read;
        return this;
    }

    /** {@code sub}: whose token it is. */
    public String subject() {
        return subject;
    }

    /** {@code iss}: who issued it. */
    public String issuer() {
        return issuer;
    }

    /** {@code jti}. */
    public String tokenId() {
        return tokenId;
    }

    /** {@code client_id}. */
    public String clientId() {
        return clientId;
    }

    /** {@code sid}: the session family it was issued in, or null. */
    public @Nullable String sessionId() {
        return sessionId;
    }

    /** {@code iat}. */
    public Instant issuedAt() {
        return Instant.ofEpochSecond(issuedAt);
    }

    long issuedAtSecond() {
        return issuedAt;
    }

    /** {@code exp}. */
    public Instant expiresAt() {
        return Instant.ofEpochSecond(expiresAt);
    }

    /** {@code roles} (RFC 9068 section 2.2.3.1); empty where absent. */
    public Set<String> roles() {
        return roles;
    }

    /** Any claim as JSON gives it (string, Long, list, map), or null. */
    public @Nullable Object claim(String name) {
        Map<String, @Nullable Object> known = claims;
        if (known == null) {
            known = read();
            claims = known;
        }
        return known.get(name);
    }

    private Map<String, @Nullable Object> read() {
        try {
            return Json.readObject(payload, ClaimsReader.LIMITS);
        } catch (JsonException e) {
            throw new IllegalStateException("A payload that was read before", e);
        }
    }

    long expiresAtSecond() {
        return expiresAt;
    }

    /** {@code nbf}, or 0 where the token has none. */
    long notBeforeSecond() {
        return notBefore;
    }

    @Override
    public String toString() {
        return "VerifiedToken[jti " + tokenId + ", expires " + expiresAt() + "]";
    }
}
