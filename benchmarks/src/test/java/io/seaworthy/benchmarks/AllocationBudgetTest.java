package io.seaworthy.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the bytes per operation of the hot paths. Allocation is exact where time is not: the JVM counts the bytes of
 * the thread, and nothing else runs on it.
 */
class AllocationBudgetTest {

    private static final int OPERATIONS = 200_000;

    static Stream<Arguments> budgets() {
        ChainBenchmark chain = new ChainBenchmark();
        ClientAddressBenchmark address = new ClientAddressBenchmark();
        return Stream.of(
                budget("empty chain", 0, chain::emptyChain),
                budget("ten constant guards", 0, chain::tenGuards),
                budget("client address, no hop", 0, address::noHop),
                budget("client address, one trusted hop", 0, address::oneTrustedHop),
                budget("client address, three trusted hops", 0, address::threeTrustedHops));
    }

    private static Arguments budget(String what, long bytes, Supplier<?> operation) {
        return Arguments.of(what, bytes, operation);
    }

    @ParameterizedTest(name = "{0}: at most {1} B")
    @MethodSource("budgets")
    void operation_staysWithinItsBudget(String what, long bytes, Supplier<?> operation) {
        assertThat(bytesPerOperation(operation)).as(what).isLessThanOrEqualTo(bytes);
    }

    /** The least of several rounds: the earlier ones still compile. */
    private static double bytesPerOperation(Supplier<?> operation) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        double least = Double.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            long before = threads.getThreadAllocatedBytes(self);
            run(operation);
            long allocated = threads.getThreadAllocatedBytes(self) - before;
            least = Math.min(least, Math.floor((double) allocated / OPERATIONS));
        }
        return least;
    }

    private static Object sink;

    private static void run(Supplier<?> operation) {
        for (int i = 0; i < OPERATIONS; i++) {
            sink = operation.get();
        }
    }
}
