package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A share of the local table under one {@link SeqLock}. The array grows by doubling to its bound; when it is two thirds
 * full a newcomer practically always finds a slot. Thread-safe, but for the methods that say that they need the lock.
 */
final class LimitTable {

    /** No slot for a newcomer; no verdict is this large. */
    static final long NO_ROOM = Long.MAX_VALUE;

    private static final int FIRST_GROUPS = 8;
    private static final int TRIES = 64;

    /** So many tries that failed are a fight over a bucket. */
    private static final int FIGHT = 2;

    /** A table without room is not searched for moves again for so long: a flood of new keys must stay cheap. */
    private static final long CROWDED_NANOS = 1_000_000;

    /** A lease stays for so long before another key may have one: keys in turns must not cost one each time. */
    private static final long LEASE_NANOS = 1_000_000;

    private final SeqLock lock = new SeqLock();
    private final Slots places;
    private final Calendars calendars;
    private final Debts debts;
    private final int maxGroups;

    private final Ticker ticker;

    private long[] slots;

    /** Of the table's hottest key while threads fight over it. Read without the lock: its fields are final. */
    private @Nullable Lease lease;

    /** The last one to have ended, all of it spent or given back; used again when its key is fought over again. */
    private @Nullable Lease ended;

    private long leasedAt;

    private boolean crowded;
    private long crowdedUntil;

    LimitTable(int maxGroups, Slots places, Calendars calendars, Debts debts, Ticker ticker) {
        this.maxGroups = maxGroups;
        this.places = places;
        this.calendars = calendars;
        this.debts = debts;
        this.ticker = ticker;
        this.slots = Slots.ofGroups(Math.min(maxGroups, FIRST_GROUPS));
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** Charges a bucket. A refusal writes nothing; a bucket that is there costs one compare-and-set. */
    long take(long hash, long high, long low, long scope, Quota quota, int cost, long nanos) {
        Lease lent = lease;
        if (lent != null && lent.isOf(high, low, scope)) {
            long verdict = lent.spend(quota, cost, nanos);
            return verdict >= 0 ? verdict : takeLent(hash, high, low, scope, quota, cost, nanos);
        }
        for (int tries = 0; tries < TRIES; tries++) {
            long version = lock.read();
            if (SeqLock.isFree(version)) {
                long[] seen = slots;
                int at = Slots.find(seen, hash, high, low, scope);
                long before = bucket(seen, at, hash, scope, nanos);
                long verdict = decide(before, scope, quota, cost, nanos);
                if (verdict < 0) {
                    if (lock.isStill(version)) {
                        return verdict;
                    }
                } else if (at < 0) {
                    break;
                } else {
                    long after = charged(before, scope, quota, cost, nanos);
                    if (lock.lockIf(version)) {
                        Slots.setBucket(seen, at, after);
                        if (tries >= FIGHT) {
                            lend(high, low, scope, quota, after - nanos, nanos);
                        }
                        lock.unlock();
                        return verdict;
                    }
                }
            }
            SeqLock.pause(tries);
        }
        lock.lock();
        try {
            return takeLocked(hash, high, low, scope, quota, cost, nanos);
        } finally {
            lock.unlock();
        }
    }

    /** From a new loan where the lease goes on, else from the bucket. */
    private long takeLent(long hash, long high, long low, long scope, Quota quota, int cost, long nanos) {
        lock.lock();
        try {
            Lease lent = lease;
            int at = lent == null || !lent.isOf(high, low, scope) ? -1 : Slots.find(slots, hash, high, low, scope);
            if (lent != null && at >= 0) {
                long before = Slots.bucket(slots, at);
                long after = lent.lend(quota, cost, before, nanos);
                if (after != before) {
                    Slots.setBucket(slots, at, after);
                    return lent.ownVerdict(after, nanos);
                }
            }
            return takeLocked(hash, high, low, scope, quota, cost, nanos);
        } finally {
            lock.unlock();
        }
    }

    /** Hands out to threads in advance what a bucket has, if that is much; needs the lock. */
    void lend(long high, long low, long scope, Quota quota, long missing, long nanos) {
        boolean taken = lease != null && nanos - leasedAt < LEASE_NANOS;
        if (taken || !Lease.suits(quota, missing)) {
            return;
        }
        Lease before = ended;
        endLease();
        lease = before != null && before.isOf(high, low, scope, quota) ? before : new Lease(high, low, scope, quota);
        leasedAt = nanos;
    }

    /** Before anything but a loan changes a bucket; needs the lock. */
    private void endLeaseOf(long high, long low, long scope) {
        Lease lent = lease;
        if (lent != null && lent.isOf(high, low, scope)) {
            endLease();
        }
    }

    private void endLease() {
        Lease lent = lease;
        if (lent != null) {
            lease = null;
            ended = lent;
            lent.giveBack(places, slots, ticker.nanos());
        }
    }

    /** The refusal that {@link #take} would answer, or 0 where it would not refuse or others write. */
    long refusal(long hash, long high, long low, long scope, Quota quota, int cost, long nanos) {
        Lease lent = lease;
        long version = lock.read();
        // What is lent may be enough: the answer is known under the lock only.
        if (!SeqLock.isFree(version) || (lent != null && lent.isOf(high, low, scope))) {
            return 0;
        }
        long verdict = peekLocked(hash, high, low, scope, quota, cost, nanos);
        return verdict < 0 && lock.isStill(version) ? verdict : 0;
    }

    /** What {@link #take} would answer, without taking; needs the lock. */
    long peekLocked(long hash, long high, long low, long scope, Quota quota, int cost, long nanos) {
        long[] seen = slots;
        int at = Slots.find(seen, hash, high, low, scope);
        return decide(bucket(seen, at, hash, scope, nanos), scope, quota, cost, nanos);
    }

    private long bucket(long[] seen, int at, long hash, long scope, long nanos) {
        return at < 0 ? debts.bucket(hash, scope, nanos) : Slots.bucket(seen, at);
    }

    /** {@link #take}; needs the lock. */
    long takeLocked(long hash, long high, long low, long scope, Quota quota, int cost, long nanos) {
        endLeaseOf(high, low, scope);
        long verdict = peekLocked(hash, high, low, scope, quota, cost, nanos);
        if (verdict < 0) {
            return verdict;
        }
        return debitLocked(hash, high, low, scope, quota, cost, nanos) ? verdict : NO_ROOM;
    }

    /** Charges whatever is left; false where there is no room for the bucket. */
    boolean debit(long hash, long high, long low, long scope, Quota quota, int cost, long nanos) {
        lock.lock();
        try {
            // What is lent would be spent after the debt.
            endLeaseOf(high, low, scope);
            return debitLocked(hash, high, low, scope, quota, cost, nanos);
        } finally {
            lock.unlock();
        }
    }

    private boolean debitLocked(long hash, long high, long low, long scope, Quota quota, int cost, long nanos) {
        int at = Slots.find(slots, hash, high, low, scope);
        if (at >= 0) {
            Slots.setBucket(slots, at, charged(Slots.bucket(slots, at), scope, quota, cost, nanos));
            return true;
        }
        at = room(hash, nanos);
        if (at < 0) {
            return false;
        }
        long before = debts.bucket(hash, scope, nanos);
        Slots.set(slots, at, high, low, scope, charged(before, scope, quota, cost, nanos));
        return true;
    }

    void refund(long hash, long high, long low, long scope, Quota quota, int cost, long nanos) {
        lock.lock();
        try {
            refundLocked(hash, high, low, scope, quota, cost, nanos);
        } finally {
            lock.unlock();
        }
    }

    /** Gives a charge back; needs the lock. */
    boolean refundLocked(long hash, long high, long low, long scope, Quota quota, int cost, long nanos) {
        endLeaseOf(high, low, scope);
        int at = Slots.find(slots, hash, high, low, scope);
        if (at < 0) {
            return false;
        }
        long value = Slots.bucket(slots, at);
        if (Bucket.isCalendar(scope)) {
            long period = clock(scope).number(nanos);
            Slots.setBucket(slots, at, Bucket.ofUsed(Bucket.used(value, period) - cost, period));
        } else {
            // Never far into the past, or the ticker's range would be left.
            Slots.setBucket(slots, at, nanos + Math.max(0, value - nanos - Bucket.price(quota, cost)));
        }
        return true;
    }

    private CalendarClock clock(long scope) {
        return calendars.clock((int) scope & Bucket.CALENDAR);
    }

    private long decide(long value, long scope, Quota quota, int cost, long nanos) {
        if (Bucket.isCalendar(scope)) {
            CalendarClock clock = clock(scope);
            return Bucket.decide(Bucket.used(value, clock.number(nanos)), cost, quota, clock.nanosToEnd());
        }
        return Bucket.decide(Bucket.missing(value, nanos), Bucket.price(quota, cost), quota);
    }

    private long charged(long value, long scope, Quota quota, int cost, long nanos) {
        if (Bucket.isCalendar(scope)) {
            long period = clock(scope).number(nanos);
            return Bucket.ofUsed(Bucket.used(value, period) + cost, period);
        }
        return Bucket.ofMissing(Bucket.missing(value, nanos) + Bucket.price(quota, cost), nanos);
    }

    private int room(long hash, long nanos) {
        int at = places.direct(slots, hash, nanos);
        if (at >= 0 || (crowded && crowdedUntil - nanos > 0)) {
            return at;
        }
        at = places.byMoving(slots, hash, nanos);
        while (at < 0 && grow(nanos)) {
            at = places.place(slots, hash, nanos);
        }
        crowded = at < 0;
        crowdedUntil = nanos + CROWDED_NANOS;
        return at;
    }

    /** Moves to a larger array; one into which, against all odds, not every bucket fits is not used. */
    private boolean grow(long nanos) {
        int groups = Slots.groups(slots);
        while (groups < maxGroups) {
            groups = (int) Math.min(maxGroups, 2L * groups);
            long[] larger = Slots.ofGroups(groups);
            if (places.copy(slots, larger, nanos)) {
                slots = larger;
                return true;
            }
        }
        return false;
    }

    long slotBytes() {
        lock.read();
        return 8L * slots.length;
    }

    int leases() {
        lock.read();
        return (lease == null ? 0 : 1) + (ended == null ? 0 : 1);
    }

    /** How many buckets are in use; not exact while others write. */
    int inUse(long nanos) {
        lock.read();
        return places.count(slots, nanos);
    }
}
