package io.seaworthy.auth.apikey;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps API keys with the digest of their text, never the text. Each method is one atomic step for all nodes; {@code
 * ApiKeyStoreConformance} in this module's test artifact checks an implementation. Implementations are thread-safe and
 * throw {@link io.seaworthy.auth.StoreException} where they cannot be reached.
 */
public interface ApiKeyStore {

    /**
     * A key as it is kept.
     *
     * @param key what is known of it
     * @param digest the SHA-256 of its text, 43 characters of base64url
     */
    record Stored(ApiKey key, String digest) {

        /** Without the digest. */
        @Override
        public String toString() {
            return key.toString();
        }
    }

    /** Adds a key. */
    void insert(Stored stored);

    /**
     * Adds a key in the place of another one of its owner, which names it as its successor and ends at {@code
     * overlapEnd}, if that is before its own end. False, and nothing is changed, where the owner has no such key, or it
     * was replaced or revoked before: of any number of callers at once, on any number of nodes, one succeeds.
     */
    boolean replace(Stored stored, String replacedId, Instant overlapEnd);

    /** A key by its id, expired and revoked ones included, or null. */
    @Nullable
    Stored find(String id);

    /** The keys of an owner, latest first, revoked ones left out. */
    List<ApiKey> list(String owner);

    /** Revokes a key of an owner; false where the owner has no such key that is not revoked. */
    boolean revoke(String owner, String id, Instant now);

    /** Revokes all keys of an owner; how many. */
    int revokeAll(String owner, Instant now);

    /** Notes a use. */
    void touch(String id, Instant now);

    /** Forgets keys that expired or were revoked before; how many. */
    int purge(Instant before);
}
