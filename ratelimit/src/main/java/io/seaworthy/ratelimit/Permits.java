package io.seaworthy.ratelimit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Permits in pools: pool 0 for everybody, and one for each priority class that only this class may use. A class takes
 * from its own pool first. Each pool is one bounded counter, so nothing has to change together. Thread-safe.
 *
 * <p>Every pool has room for one at least, whatever the limit: a class with a guarantee must get through, and a limit
 * that has fallen to 1 must be able to learn that times are better.
 */
final class Permits {

    static final int NONE = -1;

    private final IntSupplier limit;
    private final int[] percent;
    private final AtomicInteger[] used;

    /**
     * Permits.
     *
     * @param limit how many there are, now
     * @param percent what each class is guaranteed, in hundredths of the limit; the first is class 0 and has 0
     */
    Permits(IntSupplier limit, int... percent) {
        this.limit = limit;
        this.percent = percent.clone();
        used = new AtomicInteger[percent.length];
        for (int pool = 0; pool < used.length; pool++) {
            used[pool] = new AtomicInteger();
        }
    }

    /** Takes a permit for a class: the pool it came from, or {@link #NONE}. */
    int take(int priority) {
        if (priority != 0 && takeFrom(priority)) {
            return priority;
        }
        return takeFrom(0) ? 0 : NONE;
    }

    private boolean takeFrom(int pool) {
        AtomicInteger counter = used[pool];
        int size = size(pool);
        // Reading first keeps a flood of refusals from fighting over the counter.
        if (counter.get() >= size) {
            return false;
        }
        if (counter.incrementAndGet() > size) {
            counter.decrementAndGet();
            return false;
        }
        return true;
    }

    void giveBack(int pool) {
        used[pool].decrementAndGet();
    }

    boolean isFull(int pool) {
        return used[pool].get() >= size(pool);
    }

    private int size(int pool) {
        int all = limit.getAsInt();
        if (pool != 0) {
            return Math.max(1, (int) ((long) all * percent[pool] / 100));
        }
        int shared = all;
        for (int other = 1; other < percent.length; other++) {
            shared -= size(other);
        }
        return Math.max(1, shared);
    }

    int limit() {
        return limit.getAsInt();
    }

    int classes() {
        return percent.length;
    }

    int inUse() {
        int sum = 0;
        for (AtomicInteger counter : used) {
            sum += counter.get();
        }
        return sum;
    }
}
