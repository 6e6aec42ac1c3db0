package io.seaworthy.auth.apikey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** API keys in this process: for tests and development. Thread-safe. */
public final class InMemoryApiKeyStore implements ApiKeyStore {

    private final Map<String, Stored> keys = new LinkedHashMap<>();

    private InMemoryApiKeyStore() {}

    public static InMemoryApiKeyStore create() {
        return new InMemoryApiKeyStore();
    }

    @Override
    public synchronized void insert(Stored stored) {
        if (keys.putIfAbsent(stored.key().id(), stored) != null) {
            throw new IllegalStateException("There is such a key already");
        }
    }

    @Override
    public synchronized boolean replace(Stored stored, String replacedId, Instant overlapEnd) {
        Stored old = keys.get(replacedId);
        if (old == null
                || !old.key().owner().equals(stored.key().owner())
                || old.key().replacedBy() != null
                || old.key().revokedAt() != null) {
            return false;
        }
        insert(stored);
        ApiKey key = old.key();
        Instant end = key.expiresAt().isBefore(overlapEnd) ? key.expiresAt() : overlapEnd;
        keys.put(replacedId, copy(old, end, key.lastUsedAt(), null, stored.key().id()));
        return true;
    }

    private static Stored copy(
            Stored old, Instant end, @Nullable Instant used, @Nullable Instant revoked, @Nullable String replacedBy) {
        ApiKey key = old.key();
        return new Stored(
                new ApiKey(
                        key.id(),
                        key.owner(),
                        key.name(),
                        key.scopes(),
                        key.createdAt(),
                        end,
                        used,
                        revoked,
                        replacedBy),
                old.digest());
    }

    @Override
    public synchronized @Nullable Stored find(String id) {
        return keys.get(id);
    }

    @Override
    public synchronized List<ApiKey> list(String owner) {
        List<ApiKey> found = new ArrayList<>();
        for (Stored stored : keys.values()) {
            if (stored.key().owner().equals(owner) && stored.key().revokedAt() == null) {
                found.add(stored.key());
            }
        }
        Collections.reverse(found);
        return List.copyOf(found);
    }

    @Override
    public synchronized boolean revoke(String owner, String id, Instant now) {
        Stored old = keys.get(id);
        if (old == null || !old.key().owner().equals(owner) || old.key().revokedAt() != null) {
            return false;
        }
        keys.put(
                id,
                copy(
                        old,
                        old.key().expiresAt(),
                        old.key().lastUsedAt(),
                        now,
                        old.key().replacedBy()));
        return true;
    }

    @Override
    public synchronized int revokeAll(String owner, Instant now) {
        List<ApiKey> alive = list(owner);
        alive.forEach(key -> revoke(owner, key.id(), now));
        return alive.size();
    }

    @Override
    public synchronized void touch(String id, Instant now) {
        keys.computeIfPresent(
                id,
                (key, old) -> copy(
                        old,
                        old.key().expiresAt(),
                        now,
                        old.key().revokedAt(),
                        old.key().replacedBy()));
    }

    @Override
    public synchronized int purge(Instant before) {
        int size = keys.size();
        keys.values()
                .removeIf(stored -> stored.key().expiresAt().isBefore(before)
                        || (stored.key().revokedAt() != null
                                && stored.key().revokedAt().isBefore(before)));
        return size - keys.size();
    }
}
