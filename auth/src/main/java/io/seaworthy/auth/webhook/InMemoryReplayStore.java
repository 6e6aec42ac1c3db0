package io.seaworthy.auth.webhook;

import io.seaworthy.kernel.config.Faults;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Claims in this process, at most a given number: the oldest is forgotten when there are more, so size it above the
 * deliveries of the retry period. A restart forgets all. Thread-safe.
 */
public final class InMemoryReplayStore implements ReplayStore {

    private final Map<String, Instant> claims = new LinkedHashMap<>();
    private final int capacity;

    private InMemoryReplayStore(int capacity) {
        this.capacity = capacity;
    }

    /** A store of this capacity; permitted: 1 to 10 000 000. */
    public static InMemoryReplayStore bounded(int capacity) {
        Faults.in("InMemoryReplayStore")
                .check(
                        capacity >= 1 && capacity <= 10_000_000,
                        "capacity",
                        String.valueOf(capacity),
                        "out_of_range",
                        "1 to 10000000")
                .throwIfAny();
        return new InMemoryReplayStore(capacity);
    }

    @Override
    public synchronized boolean claim(String id, Instant until) {
        if (claims.putIfAbsent(id, until) != null) {
            return false;
        }
        if (claims.size() > capacity) {
            claims.remove(claims.keySet().iterator().next());
        }
        return true;
    }

    @Override
    public synchronized void release(String id) {
        claims.remove(id);
    }

    @Override
    public synchronized int purge(Instant now) {
        int size = claims.size();
        claims.values().removeIf(until -> until.isBefore(now));
        return size - claims.size();
    }
}
