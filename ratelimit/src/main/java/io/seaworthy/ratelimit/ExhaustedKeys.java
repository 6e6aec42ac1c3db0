package io.seaworthy.ratelimit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Refusals that need not be asked for again: a bucket that was empty stays so until the time that the store told, unless
 * somebody gives something back. What this node gives back is noticed at once, what another one gives back within a
 * second. A small direct-mapped table whose entries overwrite each other: a lost one costs a question to the store. Its
 * races are harmless, because entries are immutable. Thread-safe.
 */
final class ExhaustedKeys {

    private static final int SIZE = 4096;
    private static final long BELIEVED = Duration.ofSeconds(1).toNanos();

    private record Entry(Limit limit, LimitKey key, int cost, long asked, long nanos) {}

    private final @Nullable Entry[] entries = new Entry[SIZE];

    /** How long the same charge still has to wait, or 0 where the store must be asked. */
    long waitNanos(Limit limit, LimitKey key, int cost, long now) {
        Entry entry = entries[slot(limit, key)];
        if (entry == null || entry.cost != cost || !entry.key.equals(key) || !entry.limit.equals(limit)) {
            return 0;
        }
        long age = now - entry.asked;
        return age < BELIEVED ? Math.max(0, entry.nanos - age) : 0;
    }

    /** The store refused a charge. */
    void add(Limit limit, LimitKey key, int cost, long now, long wait) {
        entries[slot(limit, key)] = new Entry(limit, key, cost, now, wait);
    }

    void forget(Limit limit, LimitKey key) {
        entries[slot(limit, key)] = null;
    }

    private static int slot(Limit limit, LimitKey key) {
        return spread(key, limit.scope()) & (SIZE - 1);
    }

    /** Some bits of a key; whoever makes keys meet in one slot costs their owners nothing but a question. */
    private static int spread(LimitKey key, long scope) {
        long bits = (key.high() ^ Long.rotateLeft(key.low(), 32) ^ scope) * 0x9e37_79b9_7f4a_7c15L;
        return (int) (bits >>> 40);
    }
}
