package io.seaworthy.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

/** What the harness takes for an operation that does nothing; each section of the report names it. */
public class Noop extends Nanoseconds {

    private boolean answer = true;

    @Benchmark
    public boolean nothing() {
        return answer;
    }
}
