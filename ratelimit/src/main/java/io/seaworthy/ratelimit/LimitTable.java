package io.seaworthy.ratelimit;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A share of the local table under one lock: a flat array with four longs for each bucket (two of the key, the scope,
 * and when the bucket is full again).
 *
 * <p>A key may live in one of two groups of four slots. A slot whose bucket is full again is as good as empty, so
 * nothing is ever swept, and no bucket in use is ever dropped. When both groups are full, one of their buckets is moved
 * to its other group, if need be after one from there. The array grows by doubling to its bound; when it is two thirds full a newcomer practically always
 * finds a slot.
 */
final class LimitTable extends ReentrantLock {

    private static final long serialVersionUID = 1;

    /** No slot for a newcomer; no verdict is this large. */
    static final long NO_ROOM = Long.MAX_VALUE;

    private static final int WAYS = 4;
    private static final int STRIDE = 4;
    private static final int SCOPE = 2;
    private static final int FULL_AT = 3;
    private static final int FIRST_GROUPS = 8;

    /** How many buckets may move to make room for one. */
    private static final int MOVES = 2;

    /** A table without room is not searched for moves again for so long: a flood of new keys must stay cheap. */
    private static final long CROWDED_NANOS = 1_000_000;

    private final int maxGroups;
    private final long seed;

    // Serialisation comes with the lock and is not supported.
    private transient long[] slots;
    private int groups;

    private boolean crowded;
    private long crowdedUntil;

    LimitTable(int maxGroups, long seed) {
        this.maxGroups = maxGroups;
        this.seed = seed;
        this.groups = Math.min(maxGroups, FIRST_GROUPS);
        this.slots = new long[groups * WAYS * STRIDE];
    }

    /** Spreads a key with a seed of this process, so that nobody outside can aim at a group. */
    static long hash(long high, long low, long scope, long seed) {
        long h = mix(high ^ seed);
        h = mix(h ^ low);
        return mix(h ^ scope);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 32)) * 0xd6e8_feb8_6659_fd93L;
        z = (z ^ (z >>> 32)) * 0xd6e8_feb8_6659_fd93L;
        return z ^ (z >>> 32);
    }

    /**
     * The generic cell rate algorithm: a bucket is the time at which it is full again.
     *
     * @param price the nanoseconds that the charge costs
     */
    long take(long hash, long high, long low, long scope, long now, long price, long capacity) {
        int at = find(hash, high, low, scope);
        long used = at < 0 ? 0 : Math.max(0, slots[at + FULL_AT] - now);
        long wait = used + price - capacity;
        if (wait > 0) {
            return Verdict.refused(wait);
        }
        if (at < 0) {
            at = room(hash, now);
            if (at < 0) {
                return NO_ROOM;
            }
            slots[at] = high;
            slots[at + 1] = low;
            slots[at + SCOPE] = scope;
        }
        slots[at + FULL_AT] = now + used + price;
        return Verdict.admitted(used + price);
    }

    /** Whether there was a bucket to give back to. */
    boolean refund(long hash, long high, long low, long scope, long price) {
        int at = find(hash, high, low, scope);
        if (at >= 0) {
            slots[at + FULL_AT] -= price;
        }
        return at >= 0;
    }

    private int find(long hash, long high, long low, long scope) {
        int at = find(first(hash, groups), high, low, scope);
        return at >= 0 ? at : find(second(hash, groups), high, low, scope);
    }

    private int find(int group, long high, long low, long scope) {
        int start = group * WAYS * STRIDE;
        for (int at = start; at < start + WAYS * STRIDE; at += STRIDE) {
            if (slots[at] == high && slots[at + 1] == low && slots[at + SCOPE] == scope) {
                return at;
            }
        }
        return -1;
    }

    private static int first(long hash, int groups) {
        return (int) (((hash >>> 32) * groups) >>> 32);
    }

    private static int second(long hash, int groups) {
        long other = (hash & 0xffff_ffffL) * 0x9e37_79b9L & 0xffff_ffffL;
        return (int) ((other * groups) >>> 32);
    }

    private int room(long hash, long now) {
        int at = direct(slots, groups, hash, now);
        if (at >= 0 || (crowded && crowdedUntil - now > 0)) {
            return at;
        }
        at = byMoving(slots, groups, hash, now);
        while (at < 0 && grow(now)) {
            at = place(slots, groups, hash, now);
        }
        crowded = at < 0;
        crowdedUntil = now + CROWDED_NANOS;
        return at;
    }

    private int place(long[] slots, int groups, long hash, long now) {
        int at = direct(slots, groups, hash, now);
        return at >= 0 ? at : byMoving(slots, groups, hash, now);
    }

    /** A free slot in the emptier of the two groups, or -1. */
    private static int direct(long[] slots, int groups, long hash, long now) {
        long one = free(slots, first(hash, groups), now);
        long other = free(slots, second(hash, groups), now);
        long better = one >>> 32 >= other >>> 32 ? one : other;
        return better >>> 32 > 0 ? (int) better : -1;
    }

    private int byMoving(long[] slots, int groups, long hash, long now) {
        int at = makeRoom(slots, groups, first(hash, groups), now, MOVES);
        return at >= 0 ? at : makeRoom(slots, groups, second(hash, groups), now, MOVES);
    }

    /** Moves a bucket of a full group to its other group, where another may have to move first; its slot, or -1. */
    private int makeRoom(long[] slots, int groups, int group, long now, int moves) {
        int start = group * WAYS * STRIDE;
        for (int at = start; at < start + WAYS * STRIDE; at += STRIDE) {
            int other = otherGroup(slots, groups, group, at);
            long free = free(slots, other, now);
            if (free >>> 32 > 0) {
                System.arraycopy(slots, at, slots, (int) free, STRIDE);
                return at;
            }
        }
        for (int at = start; at < start + WAYS * STRIDE && moves > 1; at += STRIDE) {
            int other = otherGroup(slots, groups, group, at);
            int freed = other == group ? -1 : makeRoom(slots, groups, other, now, moves - 1);
            if (freed >= 0) {
                System.arraycopy(slots, at, slots, freed, STRIDE);
                return at;
            }
        }
        return -1;
    }

    private int otherGroup(long[] slots, int groups, int group, int at) {
        long hash = hash(slots[at], slots[at + 1], slots[at + SCOPE], seed);
        int first = first(hash, groups);
        return first == group ? second(hash, groups) : first;
    }

    /** The number of free slots of a group in the upper half, the last of them in the lower. */
    private static long free(long[] slots, int group, long now) {
        long count = 0;
        long last = 0;
        int start = group * WAYS * STRIDE;
        for (int at = start; at < start + WAYS * STRIDE; at += STRIDE) {
            if (!isUsed(slots, at, now)) {
                count++;
                last = at;
            }
        }
        return count << 32 | last;
    }

    private static boolean isUsed(long[] slots, int at, long now) {
        return slots[at + SCOPE] != 0 && slots[at + FULL_AT] - now > 0;
    }

    /** Moves to a larger array; one into which, against all odds, not every bucket fits is not used. */
    private boolean grow(long now) {
        for (int next = groups; next < maxGroups; ) {
            next = (int) Math.min(maxGroups, 2L * next);
            long[] larger = new long[next * WAYS * STRIDE];
            if (moveInto(larger, next, now)) {
                slots = larger;
                groups = next;
                return true;
            }
        }
        return false;
    }

    private boolean moveInto(long[] larger, int largerGroups, long now) {
        for (int from = 0; from < slots.length; from += STRIDE) {
            if (isUsed(slots, from, now)) {
                long hash = hash(slots[from], slots[from + 1], slots[from + SCOPE], seed);
                int to = place(larger, largerGroups, hash, now);
                if (to < 0) {
                    return false;
                }
                System.arraycopy(slots, from, larger, to, STRIDE);
            }
        }
        return true;
    }

    int used(long now) {
        int count = 0;
        for (int at = 0; at < slots.length; at += STRIDE) {
            count += isUsed(slots, at, now) ? 1 : 0;
        }
        return count;
    }
}
