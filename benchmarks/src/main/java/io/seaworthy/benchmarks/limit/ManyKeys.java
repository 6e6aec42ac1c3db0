package io.seaworthy.benchmarks.limit;

import io.seaworthy.benchmarks.Nanoseconds;
import io.seaworthy.benchmarks.Zipf;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** 100,000 callers, all alike (each decision misses the processor's caches) or as Zipf says. */
@State(Scope.Benchmark)
public class ManyKeys extends Nanoseconds {

    private static final int KEYS = 100_000;
    private static final long PER_DAY = 1_000_000_000;

    @Param({"SEAWORTHY", "BUCKET4J", "BUCKET4J_CAFFEINE", "RESILIENCE4J", "TOMCAT", "MAP_CAS", "FLOOR"})
    public LimitPeer who = LimitPeer.SEAWORTHY;

    private final int[] zipf = Zipf.indexes(KEYS, 7);
    private final int[] uniform = new Random(7).ints(zipf.length, 0, KEYS).toArray();
    private @Nullable KeyedLimit limit;
    private int next;

    @Setup
    public void check() {
        KeyedLimit made = who.limit(KEYS, PER_DAY);
        for (int i = 0; i < KEYS; i++) {
            require(made.admit(i), who + " admits key " + i);
        }
        limit = made;
    }

    @Benchmark
    public boolean admitAnyAlike() {
        return limit != null && limit.admit(uniform[next++ & uniform.length - 1]);
    }

    @Benchmark
    public boolean admitByZipf() {
        return limit != null && limit.admit(zipf[next++ & zipf.length - 1]);
    }
}
