package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in this process, in a table of fixed size: 32 bytes for each slot, 48 bytes for each key of the bound.
 *
 * <p>It guarantees the bound of {@link Quota} on every interval by the monotonic clock, whatever the wall clock does. A
 * bucket leaves the table only when it is full again, that is, when forgetting it makes no difference; a cache that
 * evicts instead lets an attacker who rotates keys start afresh. A key for which there is no room is treated as
 * {@link Overflow} says. A decision allocates nothing, a refusal writes nothing.
 *
 * <p>What it does not do: it shares nothing with other processes, so n of them admit n times the quota.
 *
 * <p>Permitted: 1,000 to 100,000,000 keys. Prohibited: 0. Thread-safe.
 */
public final class LocalLimitStore implements LimitStore {

    private static final int SHARED = 4096;
    private static final int SLOTS_PER_GROUP = 4;
    private static final int MIN_KEYS = 1_000;
    private static final int MAX_KEYS = 100_000_000;

    private final int keys;
    private final Overflow overflow;
    private final Ticker ticker;
    private final long seed = new SecureRandom().nextLong();
    private final LimitTable[] tables;

    /** When each shared bucket is full again, relative to {@link #start} so that 0 is full from the beginning. */
    private final AtomicLongArray shared = new AtomicLongArray(SHARED);

    private final long start;
    private final LongAdder overflowed = new LongAdder();

    private LocalLimitStore(Builder builder) {
        keys = builder.keys;
        overflow = builder.overflow;
        ticker = builder.ticker == null ? Ticker.system() : builder.ticker;
        start = ticker.nanos();
        int count = Math.min(64, Integer.highestOneBit(Math.max(1, keys / 1024)));
        // Half as many again as the bound, because keys spread unevenly over tables and groups.
        int groups = Math.toIntExact((keys + keys / 2L) / count / SLOTS_PER_GROUP + 1);
        tables = new LimitTable[count];
        for (int i = 0; i < count; i++) {
            tables[i] = new LimitTable(groups, seed);
        }
    }

    /** A store with room for at least so many keys in use, on the system's monotonic clock. */
    public static LocalLimitStore bounded(int keys, Overflow overflow) {
        return builder(keys, overflow).build();
    }

    /** Options for a store with room for at least so many keys in use. */
    public static Builder builder(int keys, Overflow overflow) {
        return new Builder(keys, overflow);
    }

    @Override
    public long take(Limit limit, LimitKey key, int cost) {
        Quota quota = limit.quota();
        if (cost > quota.burst()) {
            return Verdict.NEVER;
        }
        long price = price(quota, cost);
        long scope = scope(limit, key);
        long now = ticker.nanos();
        long hash = LimitTable.hash(key.high(), key.low(), scope, seed);
        LimitTable table = tables[(int) (hash >>> 8) & (tables.length - 1)];
        long verdict;
        table.lock();
        try {
            verdict = table.take(hash, key.high(), key.low(), scope, now, price, quota.capacityNanos());
        } finally {
            table.unlock();
        }
        return verdict == LimitTable.NO_ROOM ? overflow(quota, key, scope, now, price) : verdict;
    }

    private static long price(Quota quota, int cost) {
        if (cost < 1) {
            throw new IllegalArgumentException("A charge costs 1 or more, not " + cost);
        }
        return quota.intervalNanos() * Math.min(cost, quota.burst());
    }

    /** Never 0, which marks an empty slot. */
    private static long scope(Limit limit, LimitKey key) {
        return limit.scope() << 8 | key.kind().tag();
    }

    private long overflow(Quota quota, LimitKey key, long scope, long now, long price) {
        overflowed.increment();
        if (overflow == Overflow.REFUSE) {
            return Verdict.refused(quota.intervalNanos());
        }
        int index = (int) (LimitTable.hash(key.overflowGroup(), 0, scope, seed) >>> 52);
        long elapsed = now - start;
        while (true) {
            long fullAt = shared.get(index);
            long used = Math.max(0, fullAt - elapsed);
            long wait = used + price - quota.capacityNanos();
            if (wait > 0) {
                return Verdict.refused(wait);
            }
            if (shared.compareAndSet(index, fullAt, elapsed + used + price)) {
                return Verdict.admitted(used + price);
            }
        }
    }

    /** What was taken from a shared bucket stays taken. */
    @Override
    public void refund(Limit limit, LimitKey key, int cost) {
        long price = price(limit.quota(), cost);
        long scope = scope(limit, key);
        long hash = LimitTable.hash(key.high(), key.low(), scope, seed);
        LimitTable table = tables[(int) (hash >>> 8) & (tables.length - 1)];
        table.lock();
        try {
            table.refund(hash, key.high(), key.low(), scope, price);
        } finally {
            table.unlock();
        }
    }

    @Override
    public void debit(Limit limit, LimitKey key, int cost) {
        long price = price(limit.quota(), cost);
        long scope = scope(limit, key);
        long hash = LimitTable.hash(key.high(), key.low(), scope, seed);
        LimitTable table = tables[(int) (hash >>> 8) & (tables.length - 1)];
        table.lock();
        try {
            table.take(hash, key.high(), key.low(), scope, ticker.nanos(), price, Long.MAX_VALUE);
        } finally {
            table.unlock();
        }
    }

    /** How many buckets are in use, counted one by one: for a metric, not for every request. */
    public int inUse() {
        long now = ticker.nanos();
        int count = 0;
        for (LimitTable table : tables) {
            table.lock();
            try {
                count += table.used(now);
            } finally {
                table.unlock();
            }
        }
        return count;
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

        private Builder(int keys, Overflow overflow) {
            this.keys = keys;
            this.overflow = Objects.requireNonNull(overflow, "overflow");
        }

        /** The clock, {@link Ticker#system()} by default. */
        public Builder ticker(Ticker ticker) {
            if (this.ticker != null) {
                throw new IllegalStateException("ticker is set twice");
            }
            this.ticker = Objects.requireNonNull(ticker, "ticker");
            return this;
        }

        public LocalLimitStore build() {
            Faults faults = Faults.in("LocalLimitStore");
            boolean sound = keys >= MIN_KEYS && keys <= MAX_KEYS;
            faults.check(sound, "keys", Integer.toString(keys), "out_of_range", "1,000 to 100,000,000 keys");
            faults.throwIfAny();
            return new LocalLimitStore(this);
        }
    }
}
