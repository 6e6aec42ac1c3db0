package io.seaworthy.ratelimit;

/**
 * Where keys are in a flat array with four longs for each bucket: two of the key, the scope, and the {@link Bucket}.
 *
 * <p>A key may live in one of two groups of four slots, in the first if that has room. A slot whose bucket is full again
 * is as good as empty, so nothing is ever swept, and no bucket in use is ever dropped. When both groups are full, one of
 * their buckets is moved to its other group, if need be after one from there. Not thread-safe by itself.
 *
 * <p>A group keeps its four keys side by side, then the scopes and buckets: two cache lines, which are asked for
 * together because what is compared depends on both.
 */
final class Slots {

    static final int WAYS = 4;

    private static final int HIGH = WAYS;
    private static final int SCOPE = 2 * WAYS;
    private static final int BUCKET = 3 * WAYS;
    private static final int GROUP = 4 * WAYS;

    /** With the header of a large array, which begins on a cache line, groups begin on cache lines as well. */
    private static final int PAD = 6;

    /** How many buckets may move to make room for one. */
    private static final int MOVES = 2;

    private final KeyHash hash;
    private final Calendars calendars;

    Slots(KeyHash hash, Calendars calendars) {
        this.hash = hash;
        this.calendars = calendars;
    }

    static long[] ofGroups(int groups) {
        return new long[PAD + groups * GROUP];
    }

    static int groups(long[] slots) {
        return slots.length / GROUP;
    }

    private static int start(int group) {
        return PAD + group * GROUP;
    }

    /** The slot of a key, or -1. */
    static int find(long[] slots, long hash, long high, long low, long scope) {
        int groups = groups(slots);
        int at = findIn(slots, start(first(hash, groups)), high, low, scope);
        return at >= 0 ? at : findIn(slots, start(second(hash, groups)), high, low, scope);
    }

    /** The slot of a key whose hash is not at hand, or -1. */
    int find(long[] slots, long high, long low, long scope) {
        return find(slots, hash.of(high, low, scope), high, low, scope);
    }

    private static int findIn(long[] slots, int start, long high, long low, long scope) {
        for (int at = start; at < start + WAYS; at++) {
            // Without branches between: the processor then waits for both cache lines at once.
            if (((slots[at] ^ low) | (slots[at + HIGH] ^ high) | (slots[at + SCOPE] ^ scope)) == 0) {
                return at;
            }
        }
        return -1;
    }

    static long bucket(long[] slots, int at) {
        return slots[at + BUCKET];
    }

    static void setBucket(long[] slots, int at, long bucket) {
        slots[at + BUCKET] = bucket;
    }

    static void set(long[] slots, int at, long high, long low, long scope, long bucket) {
        slots[at] = low;
        slots[at + HIGH] = high;
        slots[at + SCOPE] = scope;
        slots[at + BUCKET] = bucket;
    }

    private static void move(long[] from, int at, long[] to, int free) {
        set(to, free, from[at + HIGH], from[at], from[at + SCOPE], from[at + BUCKET]);
    }

    private long hash(long[] slots, int at) {
        return hash.of(slots[at + HIGH], slots[at], slots[at + SCOPE]);
    }

    private static int first(long hash, int groups) {
        return (int) (((hash >>> 32) * groups) >>> 32);
    }

    private static int second(long hash, int groups) {
        long other = (hash & 0xffff_ffffL) * 0x9e37_79b9L & 0xffff_ffffL;
        return (int) ((other * groups) >>> 32);
    }

    /** A free slot for a key, or -1. */
    int place(long[] slots, long hash, long nanos) {
        int at = direct(slots, hash, nanos);
        return at >= 0 ? at : byMoving(slots, hash, nanos);
    }

    /** A free slot in the first of the two groups, where a search is shortest, or in the second, or -1. */
    int direct(long[] slots, long hash, long nanos) {
        int groups = groups(slots);
        int at = free(slots, first(hash, groups), nanos);
        return at >= 0 ? at : free(slots, second(hash, groups), nanos);
    }

    int byMoving(long[] slots, long hash, long nanos) {
        int groups = groups(slots);
        int at = makeRoom(slots, first(hash, groups), nanos, MOVES);
        return at >= 0 ? at : makeRoom(slots, second(hash, groups), nanos, MOVES);
    }

    /** Moves a bucket of a full group to its other group, where another may have to move first; its slot, or -1. */
    private int makeRoom(long[] slots, int group, long nanos, int moves) {
        int start = start(group);
        for (int at = start; at < start + WAYS; at++) {
            int free = free(slots, otherGroup(slots, group, at), nanos);
            if (free >= 0) {
                move(slots, at, slots, free);
                return at;
            }
        }
        for (int at = start; at < start + WAYS && moves > 1; at++) {
            int other = otherGroup(slots, group, at);
            int freed = other == group ? -1 : makeRoom(slots, other, nanos, moves - 1);
            if (freed >= 0) {
                move(slots, at, slots, freed);
                return at;
            }
        }
        return -1;
    }

    private int otherGroup(long[] slots, int group, int at) {
        long own = hash(slots, at);
        int first = first(own, groups(slots));
        return first == group ? second(own, groups(slots)) : first;
    }

    private int free(long[] slots, int group, long nanos) {
        int start = start(group);
        for (int at = start; at < start + WAYS; at++) {
            if (!isInUse(slots, at, nanos)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isInUse(long[] slots, int at, long nanos) {
        long scope = slots[at + SCOPE];
        return scope != 0 && Bucket.isInUse(slots[at + BUCKET], scope, nanos, calendars);
    }

    /** Whether every bucket in use fits into the larger array, into which it is copied. */
    boolean copy(long[] from, long[] larger, long nanos) {
        for (int group = 0; group < groups(from); group++) {
            for (int at = start(group); at < start(group) + WAYS; at++) {
                if (isInUse(from, at, nanos)) {
                    int to = place(larger, hash(from, at), nanos);
                    if (to < 0) {
                        return false;
                    }
                    move(from, at, larger, to);
                }
            }
        }
        return true;
    }

    int count(long[] slots, long nanos) {
        int count = 0;
        for (int group = 0; group < groups(slots); group++) {
            for (int at = start(group); at < start(group) + WAYS; at++) {
                count += isInUse(slots, at, nanos) ? 1 : 0;
            }
        }
        return count;
    }
}
