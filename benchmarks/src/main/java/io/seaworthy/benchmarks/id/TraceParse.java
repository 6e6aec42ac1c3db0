package io.seaworthy.benchmarks.id;

import io.seaworthy.benchmarks.Nanoseconds;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The trace context of a request that another service sent. */
public class TraceParse extends Nanoseconds {

    private static final String FIELD = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Param
    public TracePeer who = TracePeer.SEAWORTHY;

    @Setup
    public void check() {
        require(parse() != null, who + " reads a trace");
        require(who.parse(FIELD.replace('4', 'x')) == null, who + " refuses what is none");
    }

    @Benchmark
    public @Nullable Object parse() {
        return who.parse(FIELD);
    }
}
