package io.seaworthy.benchmarks;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.Outcome;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.net.IpAddress;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * What the chain itself costs, above its guards. The floor calls the same ten guards in a plain loop.
 *
 * <p>The request is made once: a chain over constant guards leaves nothing behind in it.
 */
public class ChainBenchmark extends Nanoseconds {

    private final ArrayRequest request = new ArrayRequest(
            "GET", "/api/me", IpAddress.ofBits(0, 0xffff_7f00_0001L), ArrayFields.of("Host", "localhost"));
    private final Guard[] guards = tenConstantGuards();
    private final GuardChain empty = GuardChain.of();
    private final GuardChain ten = GuardChain.of(guards);

    /** Five have nothing to say, five set a header. */
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

    @Setup
    public void check() {
        require(emptyChain().proceeds(), "an empty chain proceeds");
        Outcome first = tenGuards();
        require(first.proceeds(), "ten constant guards proceed");
        require(first == tenGuards(), "requests decided alike share their outcome");
        require(tenGuards_floor() == 10, "all ten guards proceed");
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
