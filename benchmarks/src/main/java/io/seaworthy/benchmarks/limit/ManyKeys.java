package io.seaworthy.benchmarks.limit;

import io.seaworthy.benchmarks.Nanoseconds;
import io.seaworthy.benchmarks.Zipf;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

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
    private @Nullable KeyedLimit spent;

    /** A thread's place among the draws. */
    @State(Scope.Thread)
    public static class Cursor {
        private static final AtomicInteger STARTS = new AtomicInteger();

        private int next = STARTS.getAndAdd(40_503);

        int in(int[] draws) {
            return draws[next++ & draws.length - 1];
        }
    }

    @Setup
    public void check() {
        KeyedLimit admitting = who.limit(KEYS, PER_DAY);
        KeyedLimit refusing = who.limit(KEYS, 1);
        for (int i = 0; i < KEYS; i++) {
            require(admitting.admit(i), who + " admits key " + i);
            refusing.admit(i);
        }
        for (int i = 0; i < KEYS; i++) {
            require(!refusing.admit(i), who + " refuses key " + i);
        }
        limit = admitting;
        spent = refusing;
    }

    @Benchmark
    public boolean admitAnyAlike(Cursor cursor) {
        return limit != null && limit.admit(cursor.in(uniform));
    }

    @Benchmark
    @Threads(2)
    public boolean admitAnyAlikeOnTwoThreads(Cursor cursor) {
        return admitAnyAlike(cursor);
    }

    @Benchmark
    public boolean admitByZipf(Cursor cursor) {
        return limit != null && limit.admit(cursor.in(zipf));
    }

    @Benchmark
    public boolean refuseAnyAlike(Cursor cursor) {
        return spent != null && spent.admit(cursor.in(uniform));
    }
}
