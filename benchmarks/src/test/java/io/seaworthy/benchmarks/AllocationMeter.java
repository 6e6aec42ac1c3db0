package io.seaworthy.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** The bytes that one operation allocates, as the JVM counts them for this thread. */
final class AllocationMeter {

    private static final int OPERATIONS = 20_000;
    private static final int ROUNDS = 60;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What escapes cannot be optimised away. */
    private static volatile Object sink;

    private AllocationMeter() {}

    /**
     * The least of several rounds, because the compiler still removes allocations in the earlier ones; the first round
     * that is within the budget ends the measurement.
     */
    static long bytesPerOperation(Supplier<?> operation, long budget) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > budget; round++) {
            least = Math.min(least, round(operation));
        }
        return least;
    }

    private static long round(Supplier<?> operation) {
        long self = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(self);
        for (int i = 0; i < OPERATIONS; i++) {
            sink = operation.get();
        }
        return (THREADS.getThreadAllocatedBytes(self) - before) / OPERATIONS;
    }
}
