package io.seaworthy.benchmarks.limit;

import io.seaworthy.benchmarks.Nanoseconds;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** One caller, who never reaches the limit or is always beyond it; both threads ask for the same key. */
@State(Scope.Benchmark)
public class HotKey extends Nanoseconds {

    private static final long NEVER_REACHED = 1_000_000_000;

    @Param
    public LimitPeer who = LimitPeer.SEAWORTHY;

    private @Nullable KeyedLimit wide;
    private @Nullable KeyedLimit spent;

    @Setup
    public void check() {
        KeyedLimit admitting = who.limit(1, NEVER_REACHED);
        require(admitting.admit(0) && (who == LimitPeer.GUAVA || admitting.admit(0)), who + " admits within the limit");
        wide = admitting;
        KeyedLimit refusing = who.limit(1, 1);
        refusing.admit(0);
        require(!refusing.admit(0), who + " refuses beyond the limit");
        spent = refusing;
    }

    @Benchmark
    public boolean admit() {
        return wide != null && wide.admit(0);
    }

    @Benchmark
    @Threads(2)
    public boolean admitOnTwoThreads() {
        return wide != null && wide.admit(0);
    }

    @Benchmark
    public boolean refuse() {
        return spent != null && spent.admit(0);
    }
}
