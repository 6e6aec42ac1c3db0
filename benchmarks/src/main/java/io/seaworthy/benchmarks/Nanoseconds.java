package io.seaworthy.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How everything here is measured: the average time of one operation, in as many processes as the set says. Iterations
 * are many and short, so that other work on the machine disturbs some of them and not all. The heap is small and touched beforehand, or the
 * first pass over it would charge the system's page faults to whatever allocates.
 *
 * <p>A class either has one method whose name ends in {@code _floor} and does the least that any implementation would
 * have to, or it is a job: its parameter {@code who} names ours (SEAWORTHY...), the peers and the FLOOR, and its setup
 * asserts that each of them does the job.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 8, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 20, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public abstract class Nanoseconds {

    protected Nanoseconds() {}

    /** A benchmark that measures something else than it says is worse than none. */
    protected static void require(boolean expected, String what) {
        if (!expected) {
            throw new IllegalStateException("The benchmark does not do what it measures: " + what);
        }
    }
}
