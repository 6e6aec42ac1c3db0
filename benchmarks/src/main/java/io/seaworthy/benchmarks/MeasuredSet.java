package io.seaworthy.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How much is measured. On two cores the quick set takes below ten minutes, the full set about half an hour. */
enum MeasuredSet {
    /** One process for each row: enough for the ratios that the budgets hold. No servers, no cold processes. */
    QUICK(1, 3, 100, 4),
    /** Two processes for each row, then cold processes, then the servers under load. */
    FULL(2, 4, 150, 8);

    private static final int ITERATION_MILLIS = 100;

    private final int forks;
    private final int warmups;
    private final int warmupMillis;
    private final int iterations;

    MeasuredSet(int forks, int warmups, int warmupMillis, int iterations) {
        this.forks = forks;
        this.warmups = warmups;
        this.warmupMillis = warmupMillis;
        this.iterations = iterations;
    }

    ChainedOptionsBuilder applyTo(ChainedOptionsBuilder options) {
        return options.mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(forks)
                .warmupIterations(warmups)
                .warmupTime(TimeValue.milliseconds(warmupMillis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(ITERATION_MILLIS));
    }
}
