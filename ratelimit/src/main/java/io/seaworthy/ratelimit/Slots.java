package io.seaworthy.ratelimit;

/**
 * Where keys are in a flat array with four longs for each bucket: two of the key, the scope, and the {@link Bucket}.
 *
 * <p>A key may live in one of two groups of four slots. A slot whose bucket is full again is as good as empty, so
 * nothing is ever swept, and no bucket in use is ever dropped. When both groups are full, one of their buckets is moved
 * to its other group, if need be after one from there. Not thread-safe by itself.
 */
final class Slots {

    static final int WAYS = 4;
    static final int STRIDE = 4;
    static final int SCOPE = 2;
    static final int BUCKET = 3;

    private static final int GROUP = WAYS * STRIDE;

    /** How many buckets may move to make room for one. */
    private static final int MOVES = 2;

    private final KeyHash hash;
    private final Calendars calendars;

    Slots(KeyHash hash, Calendars calendars) {
        this.hash = hash;
        this.calendars = calendars;
    }

    static long[] ofGroups(int groups) {
        return new long[groups * GROUP];
    }

    private static int groups(long[] slots) {
        return slots.length / GROUP;
    }

    /** The slot of a key, or -1. */
    static int find(long[] slots, long hash, long high, long low, long scope) {
        int groups = groups(slots);
        int at = findIn(slots, first(hash, groups), high, low, scope);
        return at >= 0 ? at : findIn(slots, second(hash, groups), high, low, scope);
    }

    private static int findIn(long[] slots, int group, long high, long low, long scope) {
        int start = group * GROUP;
        for (int at = start; at < start + GROUP; at += STRIDE) {
            if (slots[at + 1] == low && slots[at] == high && slots[at + SCOPE] == scope) {
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
        int start = group * GROUP;
        for (int at = start; at < start + GROUP; at += STRIDE) {
            int free = free(slots, otherGroup(slots, group, at), nanos);
            if (free >= 0) {
                System.arraycopy(slots, at, slots, free, STRIDE);
                return at;
            }
        }
        for (int at = start; at < start + GROUP && moves > 1; at += STRIDE) {
            int other = otherGroup(slots, group, at);
            int freed = other == group ? -1 : makeRoom(slots, other, nanos, moves - 1);
            if (freed >= 0) {
                System.arraycopy(slots, at, slots, freed, STRIDE);
                return at;
            }
        }
        return -1;
    }

    private int otherGroup(long[] slots, int group, int at) {
        long own = hash.of(slots[at], slots[at + 1], slots[at + SCOPE]);
        int first = first(own, groups(slots));
        return first == group ? second(own, groups(slots)) : first;
    }

    private int free(long[] slots, int group, long nanos) {
        int start = group * GROUP;
        for (int at = start; at < start + GROUP; at += STRIDE) {
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
        for (int at = 0; at < from.length; at += STRIDE) {
            if (isInUse(from, at, nanos)) {
                int to = place(larger, hash.of(from[at], from[at + 1], from[at + SCOPE]), nanos);
                if (to < 0) {
                    return false;
                }
                System.arraycopy(from, at, larger, to, STRIDE);
            }
        }
        return true;
    }

    int count(long[] slots, long nanos) {
        int count = 0;
        for (int at = 0; at < slots.length; at += STRIDE) {
            count += isInUse(slots, at, nanos) ? 1 : 0;
        }
        return count;
    }
}
