package io.seaworthy.benchmarks;

import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.ratelimit.Charge;
import io.seaworthy.ratelimit.Limit;
import io.seaworthy.ratelimit.LimitKey;
import io.seaworthy.ratelimit.LocalLimitStore;
import io.seaworthy.ratelimit.Overflow;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * Decisions of the local store by key: one key, 100,000 keys, several limits in one step. What any store of single
 * buckets has to do stands beside them: read the clock and compare and set one word, for one key and for one found in a
 * {@link ConcurrentHashMap}.
 */
@State(Scope.Benchmark)
public class LimitStoreBenchmark extends Nanoseconds {

    private static final int KEYS = 100_000;

    /** Where a thread is among the keys: a step that is odd and large meets them all and none twice in a row. */
    @State(Scope.Thread)
    public static class Cursor {
        private int at;

        int next() {
            at = (at + 40_503) % KEYS;
            return at;
        }
    }

    private final Limit plenty = Limit.of("plenty", Quota.of(1_000_000_000).per(Duration.ofSeconds(10)));
    private final Limit never = Limit.of("never", Quota.of(1).per(Duration.ofDays(300)));
    private final LocalLimitStore store = LocalLimitStore.bounded(200_000, Overflow.REFUSE);
    private final LimitKey hot = key(1);
    private final LimitKey[] keys = new LimitKey[KEYS];
    private final ConcurrentHashMap<LimitKey, AtomicLong> map = new ConcurrentHashMap<>();
    private final AtomicLong word = new AtomicLong();
    private final List<Charge> four = List.of(
            new Charge(plenty, key(2), 1),
            new Charge(plenty, LimitKey.ofPrincipal("a"), 1),
            new Charge(Limit.of("route", plenty.quota()), key(2), 1),
            new Charge(plenty, LimitKey.ofEverybody(), 1));

    private static LimitKey key(int number) {
        return LimitKey.ofAddress(IpAddress.ofBits(0, 0xffff_0000_0000L | number * 2_654_435_761L & 0xffff_ffffL));
    }

    @Setup
    public void fill() {
        for (int i = 0; i < KEYS; i++) {
            keys[i] = key(i + 10);
            map.put(keys[i], new AtomicLong());
            require(Verdict.isAdmitted(store.take(plenty, keys[i], 1)), "a new key is admitted");
        }
        require(Verdict.isAdmitted(store.take(never, hot, 1)), "the first is admitted");
        require(!Verdict.isAdmitted(store.take(never, hot, 1)), "the second is refused");
        require(Verdict.refusal(store.takeAll(four)) < 0, "four limits admit");
    }

    @Benchmark
    public long admitHotKey() {
        return store.take(plenty, hot, 1);
    }

    @Benchmark
    public long refuseHotKey() {
        return store.take(never, hot, 1);
    }

    @Benchmark
    public long admitManyKeys(Cursor cursor) {
        return store.take(plenty, keys[cursor.next()], 1);
    }

    @Benchmark
    public long[] admitFourLimits() {
        return store.takeAll(four);
    }

    @Benchmark
    @Threads(Threads.MAX)
    public long admitHotKeyOnAllCores() {
        return store.take(plenty, hot, 1);
    }

    @Benchmark
    @Threads(Threads.MAX)
    public long refuseHotKeyOnAllCores() {
        return store.take(never, hot, 1);
    }

    @Benchmark
    public boolean mapAndWord(Cursor cursor) {
        AtomicLong bucket = Objects.requireNonNull(map.get(keys[cursor.next()]));
        long before = bucket.get();
        return bucket.compareAndSet(before, System.nanoTime());
    }

    @Benchmark
    public boolean clockAndWord_floor() {
        long before = word.get();
        return word.compareAndSet(before, System.nanoTime());
    }
}
