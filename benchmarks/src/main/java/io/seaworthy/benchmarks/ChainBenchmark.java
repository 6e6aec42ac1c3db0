package io.seaworthy.benchmarks;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.Outcome;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.net.IpAddress;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the chain itself costs, above its guards. The floor calls the same ten guards in a plain loop.
 *
 * <p>The request is made once: a chain over constant guards leaves nothing behind in it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChainBenchmark {

    private final ArrayRequest request =
            new ArrayRequest("GET", "/api/me", IpAddress.ofBits(0, 0xffff_7f00_0001L), "Host", "localhost");
    private final Guard[] guards = tenConstantGuards();
    private final GuardChain empty = GuardChain.of();
    private final GuardChain ten = GuardChain.of(guards);

    private static Guard[] tenConstantGuards() {
        Guard[] guards = new Guard[10];
        for (int i = 0; i < guards.length; i++) {
            Decision decision = i % 2 == 0
                    ? Decision.proceed()
                    : Decision.proceed(
                            HeaderEdits.builder().defaultTo("X-" + i, "1").build());
            guards[i] = new Constant(decision);
        }
        return guards;
    }

    private record Constant(Decision decision) implements Guard {
        @Override
        public Decision check(RequestHead head) {
            return decision;
        }
    }

    @Benchmark
    public Outcome emptyChain() {
        return empty.run(request);
    }

    @Benchmark
    public Outcome tenGuards() {
        return ten.run(request);
    }

    @Benchmark
    public int tenGuards_floor() {
        int proceeding = 0;
        for (Guard guard : guards) {
            proceeding += guard.check(request) instanceof Decision.Proceed ? 1 : 0;
        }
        return proceeding;
    }
}
