package io.seaworthy.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The bytes that one operation allocates, as the JVM counts them for this thread. */
final class AllocationMeter {

    /** A round ends after so many operations, or after so long where one takes a millisecond. */
    private static final int OPERATIONS = 20_000;

    private static final long ROUND_NANOS = 50_000_000;
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

    /** The row, the old and the new figure where an operation allocates more than it may, or null. */
    static @Nullable String broken(String row, Supplier<?> operation, long budget) {
        long measured = bytesPerOperation(operation, budget);
        return measured <= budget
                ? null
                : "%s: budgets.json allows %d B, measured are %d B".formatted(row, budget, measured);
    }

    private static long round(Supplier<?> operation) {
        long self = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(self);
        long end = System.nanoTime() + ROUND_NANOS;
        int operations = 0;
        do {
            sink = operation.get();
            operations++;
        } while (operations < OPERATIONS && (operations % 16 != 0 || System.nanoTime() - end < 0));
        return (THREADS.getThreadAllocatedBytes(self) - before) / operations;
    }
}
