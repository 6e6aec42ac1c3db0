package io.seaworthy.ratelimit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Keys that were not charged where they should have been, because the store was away. What their callers give back must
 * not reach the store, which never took it: it would admit too much. Keys that share a slot lose their refunds too, for a
 * minute; that only refuses too much. Thread-safe.
 */
final class UncertainKeys {

    private static final int SIZE = 4096;
    private static final long MEMORY = Duration.ofMinutes(1).toNanos();

    /** When a key of the slot was last uncertain; 0 is never. */
    private final AtomicLongArray seen = new AtomicLongArray(SIZE);

    void add(LimitKey key, long now) {
        seen.set(slot(key), now == 0 ? 1 : now);
    }

    boolean contains(LimitKey key, long now) {
        long at = seen.get(slot(key));
        return at != 0 && now - at < MEMORY;
    }

    private static int slot(LimitKey key) {
        return spread(key, 0) & (SIZE - 1);
    }

    /** Some bits of a key; whoever makes keys meet in one slot costs their owners nothing but a question. */
    static int spread(LimitKey key, long scope) {
        long bits = (key.high() ^ Long.rotateLeft(key.low(), 32) ^ scope) * 0x9e37_79b9_7f4a_7c15L;
        return (int) (bits >>> 40);
    }
}
