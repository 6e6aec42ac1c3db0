package io.seaworthy.auth.apikey;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key, without its secret. Immutable.
 *
 * @param id 12 characters of base 62, the public part of the key
 * @param owner whose key it is
 * @param name what the owner calls it
 * @param scopes what it may do; never empty
 * @param createdAt when it was made
 * @param expiresAt when it ends
 * @param lastUsedAt when it was used last, to the minute, or null
 * @param revokedAt when it was revoked, or null
 * @param replacedBy the id of the key that was made in its place, or null
 */
public record ApiKey(
        String id,
        String owner,
        String name,
        Set<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable String replacedBy) {

    public ApiKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        scopes = java.util.Collections.unmodifiableSet(new TreeSet<>(scopes));
        if (scopes.isEmpty()) {
            // An empty set means "not bounded" in a principal: a key must never be that.
            throw new IllegalArgumentException("An API key has at least one scope");
        }
    }

    /** Whether it is accepted at this moment. */
    public boolean isAlive(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    /** Without owner and name. */
    @Override
    public String toString() {
        return "ApiKey[" + id + ", " + scopes + ", expires " + expiresAt + (revokedAt == null ? "" : ", revoked") + "]";
    }
}
