package io.seaworthy.benchmarks.id;

import io.seaworthy.benchmarks.Nanoseconds;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** A request id; all but the floor take their randomness from a secure source. */
@State(Scope.Benchmark)
public class RequestId extends Nanoseconds {

    @Param
    public IdPeer who = IdPeer.SEAWORTHY;

    @Setup
    public void check() {
        require(next().length() == 36, who + " makes a UUID");
        require(!next().equals(next()), "ids differ");
    }

    @Benchmark
    public String next() {
        return who.next();
    }

    @Benchmark
    @Threads(2)
    public String nextOnTwoThreads() {
        return who.next();
    }
}
