package io.seaworthy.auth.password;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reset tokens in this process: for tests and development. Thread-safe. */
public final class InMemoryResetStore implements ResetStore {

    private final Map<String, Pending> pending = new HashMap<>();

    private InMemoryResetStore() {}

    public static InMemoryResetStore create() {
        return new InMemoryResetStore();
    }

    @Override
    public synchronized void insert(String digest, Pending entry) {
        pending.put(digest, entry);
    }

    @Override
    public synchronized @Nullable Pending find(String digest) {
        return pending.get(digest);
    }

    @Override
    public synchronized @Nullable Pending take(String digest) {
        Pending taken = pending.remove(digest);
        if (taken != null) {
            pending.values().removeIf(entry -> entry.subject().equals(taken.subject()));
        }
        return taken;
    }

    @Override
    public synchronized int purge(Instant before) {
        int size = pending.size();
        pending.values().removeIf(entry -> entry.expiresAt().isBefore(before));
        return size - pending.size();
    }
}
