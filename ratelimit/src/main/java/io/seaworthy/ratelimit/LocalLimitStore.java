package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in this process, in a table of fixed size: 32 bytes for each slot, 48 bytes for each key of the bound.
 *
 * <p>It guarantees the bound of {@link Quota} on every interval by the monotonic clock, whatever the wall clock does;
 * calendar quotas go by the wall clock, and a clock that is set back gives nobody a quota twice. Several charges of one
 * request are one step. A bucket leaves the table only when it is full again, that is, when forgetting it makes no
 * difference; a cache that evicts instead lets an attacker who rotates keys start afresh. A key for which there is no
 * room is treated as {@link Overflow} says. A decision allocates nothing, a refusal writes nothing.
 *
 * <p>What it does not do: it shares nothing with other processes, so n of them admit n times the quota. What was taken
 * from a bucket that is shared because the table is full is not given back.
 *
 * <p>Permitted: 1,000 to 100,000,000 keys. Prohibited: 0. Thread-safe.
 */
public final class LocalLimitStore implements LimitStore {

    private static final int MIN_KEYS = 1_000;
    private static final int MAX_KEYS = 100_000_000;
    private static final int MOST_CHARGES = 64;
    private static final long WARNING_NANOS = 60_000_000_000L;

    private final int keys;
    private final Overflow overflow;
    private final Ticker ticker;
    private final boolean onSystemClock;
    private final Events events;
    private final KeyHash hash = new KeyHash();
    private final Calendars calendars;
    private final LimitTable[] tables;
    private final SharedBuckets shared;
    private final Debts debts;
    private final LongAdder overflowed = new LongAdder();
    private final AtomicLong warnAt;

    private LocalLimitStore(Builder builder) {
        keys = builder.keys;
        overflow = builder.overflow;
        ticker = builder.ticker == null ? Ticker.system() : builder.ticker;
        onSystemClock = builder.ticker == null;
        events = builder.events == null ? Events.none() : builder.events;
        calendars = new Calendars(builder.wallClock == null ? InstantSource.system() : builder.wallClock);
        long nanos = ticker.nanos();
        shared = new SharedBuckets(nanos);
        warnAt = new AtomicLong(nanos);
        int count = Math.min(64, Integer.highestOneBit(Math.max(1, keys / 1024)));
        // Half as many again as the bound, because keys spread unevenly over tables and groups.
        int groups = Math.toIntExact((keys + keys / 2L) / count / Slots.WAYS + 1);
        Slots slots = new Slots(hash, calendars);
        debts = new Debts(calendars);
        tables = new LimitTable[count];
        for (int i = 0; i < count; i++) {
            tables[i] = new LimitTable(groups, slots, calendars, debts, ticker);
        }
    }

    /** A store with room for at least so many keys in use, on the system's clocks. */
    public static LocalLimitStore bounded(int keys, Overflow overflow) {
        return builder(keys, overflow).build();
    }

    /** Options for a store with room for at least so many keys in use. */
    public static Builder builder(int keys, Overflow overflow) {
        return new Builder(keys, overflow);
    }

    @Override
    public boolean isAtomic() {
        return true;
    }

    @Override
    public long take(Limit limit, LimitKey key, int cost) {
        return take(limit, key.kind(), key.high(), key.low(), cost, ticker.nanos());
    }

    long nanos() {
        return ticker.nanos();
    }

    /** The time of a request: all guards that charge it share one reading of the clock. */
    long nanos(RequestHead head) {
        return onSystemClock ? head.nanos() : ticker.nanos();
    }

    /** The same without an object for the key. */
    long take(Limit limit, LimitKey.Kind kind, long high, long low, int cost, long nanos) {
        Charge.requireCost(cost);
        Quota quota = limit.quota();
        if (cost > quota.burst()) {
            return Verdict.NEVER;
        }
        long scope = scope(limit, kind, nanos);
        long spread = hash.of(high, low, scope);
        long verdict = tables[table(spread)].take(spread, high, low, scope, quota, cost, nanos);
        return verdict == LimitTable.NO_ROOM ? overflow(quota, kind, high, low, scope, cost, nanos) : verdict;
    }

    private int table(long spread) {
        return (int) (spread >>> 8) & (tables.length - 1);
    }

    /** The policy, the kind and the calendar; never 0, which marks an empty slot. */
    private long scope(Limit limit, LimitKey.Kind kind, long nanos) {
        CalendarPeriod calendar = limit.quota().calendar();
        int number = calendar == null ? 0 : calendars.numberOf(calendar, nanos);
        return limit.scope() << 12 | (long) kind.tag() << 9 | number;
    }

    private long overflow(Quota quota, LimitKey.Kind kind, long high, long low, long scope, int cost, long nanos) {
        overflowed.increment();
        long at = warnAt.get();
        if (nanos - at >= 0 && warnAt.compareAndSet(at, nanos + WARNING_NANOS)) {
            events.emit(LimitEvent.TABLE_FULL, null);
        }
        if (overflow == Overflow.REFUSE) {
            return Verdict.refused(quota.intervalNanos());
        }
        long spread = hash.of(LimitKey.overflowGroup(kind, high, low), 0, scope);
        return Bucket.isCalendar(scope)
                ? shared.take(spread, quota, cost, nanos, calendars.clock((int) scope & Bucket.CALENDAR))
                : shared.take(spread, quota, cost, nanos);
    }

    @Override
    public long[] takeAll(List<Charge> charges) {
        return takeAll(charges, ticker.nanos());
    }

    long[] takeAll(List<Charge> charges, long nanos) {
        if (charges.size() > MOST_CHARGES) {
            throw new IllegalArgumentException("A request is charged to " + MOST_CHARGES + " buckets at most");
        }
        long[] verdicts = new long[charges.size()];
        long mask = 0;
        for (int i = 0; i < verdicts.length; i++) {
            Charge charge = charges.get(i);
            verdicts[i] = refusal(charge, nanos);
            mask |= 1L << table(spread(charge, nanos));
        }
        // All are asked, so that the longest of several waits is known.
        if (Verdict.refusal(verdicts) >= 0) {
            return verdicts;
        }
        // Always in the order of their numbers, so that nobody waits for each other.
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            tables[Long.numberOfTrailingZeros(rest)].lock();
        }
        try {
            takeLocked(charges, verdicts, nanos);
        } finally {
            for (long rest = mask; rest != 0; rest &= rest - 1) {
                tables[Long.numberOfTrailingZeros(rest)].unlock();
            }
        }
        return verdicts;
    }

    private long spread(Charge charge, long nanos) {
        LimitKey key = charge.key();
        return hash.of(key.high(), key.low(), scope(charge.limit(), key.kind(), nanos));
    }

    private long refusal(Charge charge, long nanos) {
        LimitKey key = charge.key();
        Quota quota = charge.limit().quota();
        if (charge.cost() > quota.burst()) {
            return Verdict.NEVER;
        }
        long scope = scope(charge.limit(), key.kind(), nanos);
        long spread = hash.of(key.high(), key.low(), scope);
        return tables[table(spread)].refusal(spread, key.high(), key.low(), scope, quota, charge.cost(), nanos);
    }

    /** Nobody sees what is taken here and given back, because the tables are locked. */
    private void takeLocked(List<Charge> charges, long[] verdicts, long nanos) {
        for (int i = 0; i < verdicts.length; i++) {
            Charge charge = charges.get(i);
            LimitKey key = charge.key();
            Quota quota = charge.limit().quota();
            long scope = scope(charge.limit(), key.kind(), nanos);
            long spread = hash.of(key.high(), key.low(), scope);
            verdicts[i] =
                    tables[table(spread)].takeLocked(spread, key.high(), key.low(), scope, quota, charge.cost(), nanos);
            if (verdicts[i] == LimitTable.NO_ROOM) {
                verdicts[i] = overflow(quota, key.kind(), key.high(), key.low(), scope, charge.cost(), nanos);
            }
            if (verdicts[i] < 0) {
                for (Charge paid : charges.subList(0, i)) {
                    long own = spread(paid, nanos);
                    refundLocked(tables[table(own)], own, paid, nanos);
                }
                return;
            }
        }
    }

    private void refundLocked(LimitTable table, long spread, Charge paid, long nanos) {
        LimitKey key = paid.key();
        long scope = scope(paid.limit(), key.kind(), nanos);
        table.refundLocked(spread, key.high(), key.low(), scope, paid.limit().quota(), paid.cost(), nanos);
    }

    @Override
    public void refund(Limit limit, LimitKey key, int cost) {
        long nanos = ticker.nanos();
        long scope = scope(limit, key.kind(), nanos);
        long spread = hash.of(key.high(), key.low(), scope);
        tables[table(spread)].refund(spread, key.high(), key.low(), scope, limit.quota(), cost, nanos);
    }

    @Override
    public void debit(Limit limit, LimitKey key, int cost) {
        Charge.requireCost(cost);
        long nanos = ticker.nanos();
        long scope = scope(limit, key.kind(), nanos);
        long spread = hash.of(key.high(), key.low(), scope);
        if (!tables[table(spread)].debit(spread, key.high(), key.low(), scope, limit.quota(), cost, nanos)) {
            overflowed.increment();
            debts.add(spread, scope, limit.quota(), cost, nanos);
        }
    }

    /** Begins to lend a key's requests to threads, as a fight over it does; for tests. */
    void lend(Limit limit, LimitKey key) {
        long nanos = ticker.nanos();
        long scope = scope(limit, key.kind(), nanos);
        LimitTable table = tables[table(hash.of(key.high(), key.low(), scope))];
        table.lock();
        table.lend(key.high(), key.low(), scope, limit.quota(), 0, nanos);
        table.unlock();
    }

    /** How many buckets are in use, counted one by one: for a metric, not for every request. */
    public int inUse() {
        long nanos = ticker.nanos();
        int count = 0;
        for (LimitTable table : tables) {
            count += table.inUse(nanos);
        }
        return count;
    }

    /** How many leases there are, to be lent from or to be used again; for tests. */
    int leases() {
        int count = 0;
        for (LimitTable table : tables) {
            count += table.leases();
        }
        return count;
    }

    /** How much memory the slots have, in bytes. */
    long slotBytes() {
        long bytes = 0;
        for (LimitTable table : tables) {
            bytes += table.slotBytes();
        }
        return bytes;
    }

    /** How full the table is, 1 at its bound; counted, so for a metric. */
    public double saturation() {
        return (double) inUse() / keys;
    }

    /** How many charges found no room so far; above 0 the bound is too small or somebody rotates keys. */
    public long overflowed() {
        return overflowed.sum();
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "RATE-DDOS",
                "LocalLimitStore",
                "key table bounded to " + keys + " keys in use, beyond that " + overflow));
    }

    @Override
    public String toString() {
        return "LocalLimitStore[" + keys + " keys, " + overflow + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final int keys;
        private final Overflow overflow;
        private @Nullable Ticker ticker;
        private @Nullable InstantSource wallClock;
        private @Nullable Events events;

        private Builder(int keys, Overflow overflow) {
            this.keys = keys;
            this.overflow = overflow;
        }

        /** The monotonic clock, {@link Ticker#system()} by default. */
        public Builder ticker(Ticker ticker) {
            once(this.ticker, "ticker");
            this.ticker = Objects.requireNonNull(ticker, "ticker");
            return this;
        }

        /** The clock of calendar quotas, the system's by default. */
        public Builder wallClock(InstantSource wallClock) {
            once(this.wallClock, "wallClock");
            this.wallClock = Objects.requireNonNull(wallClock, "wallClock");
            return this;
        }

        /** Where a full table is reported, once a minute at most; nowhere by default. */
        public Builder events(Events events) {
            once(this.events, "events");
            this.events = Objects.requireNonNull(events, "events");
            return this;
        }

        private static void once(@Nullable Object present, String option) {
            if (present != null) {
                throw new IllegalStateException(option + " is set twice");
            }
        }

        public LocalLimitStore build() {
            Faults faults = Faults.in("LocalLimitStore");
            boolean sound = keys >= MIN_KEYS && keys <= MAX_KEYS;
            faults.check(sound, "keys", Integer.toString(keys), "out_of_range", "1,000 to 100,000,000 keys");
            faults.check(overflow != null, "overflow", null, "missing", "SHARE_BY_PREFIX or REFUSE");
            faults.throwIfAny();
            return new LocalLimitStore(this);
        }
    }
}
