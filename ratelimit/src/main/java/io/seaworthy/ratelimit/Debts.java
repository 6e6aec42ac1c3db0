package io.seaworthy.ratelimit;

import org.jspecify.annotations.Nullable;

/**
 * Debts of keys for which a full table had no room: what such a key begins with when it gets a slot. Keys that meet here
 * owe too much, never too little. Takes no memory until there is a debt. Thread-safe.
 */
final class Debts {

    private final Calendars calendars;
    private volatile @Nullable SharedBuckets owed;

    Debts(Calendars calendars) {
        this.calendars = calendars;
    }

    void add(long hash, long scope, Quota quota, int cost, long nanos) {
        SharedBuckets buckets = buckets(nanos);
        if (Bucket.isCalendar(scope)) {
            long period = calendars.clock((int) scope & Bucket.CALENDAR).number(nanos);
            buckets.debitCounted(hash, cost, period);
        } else {
            buckets.debitRefilled(hash, Bucket.price(quota, cost), nanos);
        }
    }

    private synchronized SharedBuckets buckets(long nanos) {
        SharedBuckets known = owed;
        if (known == null) {
            known = new SharedBuckets(nanos);
            owed = known;
        }
        return known;
    }

    /** The bucket of a key that has no slot. */
    long bucket(long hash, long scope, long nanos) {
        SharedBuckets known = owed;
        if (Bucket.isCalendar(scope)) {
            return known == null ? 0 : known.counted(hash);
        }
        return known == null ? nanos : known.refilled(hash, nanos);
    }
}
