package io.seaworthy.ratelimit;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Buckets that keys without a slot share by prefix. Groups that meet in one bucket are limited too much, never too
 * little. Thread-safe.
 */
final class SharedBuckets {

    private static final int SIZE = 4096;

    /** When each is full again, relative to the start so that 0 is full from the beginning. */
    private final AtomicLongArray refilled = new AtomicLongArray(SIZE);

    private final AtomicLongArray counted = new AtomicLongArray(SIZE);
    private final long start;

    SharedBuckets(long nanos) {
        this.start = nanos;
    }

    long take(long hash, Quota quota, int cost, long nanos) {
        int index = index(hash);
        long elapsed = nanos - start;
        long price = Bucket.price(quota, cost);
        while (true) {
            long before = refilled.get(index);
            long missing = Bucket.missing(before, elapsed);
            long verdict = Bucket.decide(missing, price, quota);
            if (verdict < 0 || refilled.compareAndSet(index, before, Bucket.ofMissing(missing + price, elapsed))) {
                return verdict;
            }
        }
    }

    long take(long hash, Quota quota, int cost, long nanos, CalendarClock clock) {
        int index = index(hash);
        while (true) {
            long before = counted.get(index);
            long period = clock.number(nanos);
            long used = Bucket.used(before, period);
            long verdict = Bucket.decide(used, cost, quota, clock.nanosToEnd());
            if (verdict < 0 || counted.compareAndSet(index, before, Bucket.ofUsed(used + cost, period))) {
                return verdict;
            }
        }
    }

    /** When a bucket is full again; now, where it is. */
    long refilled(long hash, long nanos) {
        return start + Math.max(refilled.get(index(hash)), nanos - start);
    }

    void debitRefilled(long hash, long price, long nanos) {
        long elapsed = nanos - start;
        refilled.updateAndGet(
                index(hash), before -> Bucket.ofMissing(Bucket.missing(before, elapsed) + price, elapsed));
    }

    /** A calendar bucket. */
    long counted(long hash) {
        return counted.get(index(hash));
    }

    void debitCounted(long hash, int cost, long period) {
        counted.updateAndGet(index(hash), before -> Bucket.ofUsed(Bucket.used(before, period) + cost, period));
    }

    private static int index(long hash) {
        return (int) (hash >>> 52);
    }
}
