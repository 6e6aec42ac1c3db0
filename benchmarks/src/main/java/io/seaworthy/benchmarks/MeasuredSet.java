package io.seaworthy.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How much is measured. Each row has one process: what compiles late needs its time more than a second process. A warm-up
 * of less than a second and a half left the whole chain's rows half compiled, with errors above 100 %.
 */
enum MeasuredSet {
    /** Ours and the floor on one thread, without the peers: what the budgets hold. Below ten minutes on two idle cores. */
    QUICK("quick-jdk", 6, 250, 6, List.of("^(?!.*On(TwoThreads|AllCores)$)"), "SEAWORTHY", "FLOOR"),
    /** Everybody, then cold processes, then the servers under load: about twenty-seven minutes. */
    FULL("jdk", 6, 250, 7, List.of(".*")),
    /** What a JDK makes a difference to, for another one than that of the full set: about three minutes. */
    TOKENS("tokens-jdk", 6, 250, 7, List.of("token\\.Verify.*\\.verify$")),
    /** Everybody, hardly measured: that each row runs and is shown. Eight minutes on a busy machine, to {@code target/smoke}. */
    SMOKE("smoke-jdk", 1, 10, 1, List.of(".*"));

    private static final int ITERATION_MILLIS = 120;

    /** What the compiler finishes later than others, and differently from process to process. */
    private static final Pattern LATE =
            Pattern.compile("log\\.EventToBytes\\.standard|LoggingBenchmark\\.loggingEvent(ToBytes|WithoutRedaction)"
                    + "|token\\.VerifyHs256\\.verify");

    private static final int LATE_WARMUPS = 10;
    private static final int LATE_FORKS = 2;

    private final String folder;
    private final int warmups;
    private final int warmupMillis;
    private final int iterations;
    private final List<String> patterns;
    private final String[] competitors;

    MeasuredSet(
            String folder,
            int warmups,
            int warmupMillis,
            int iterations,
            List<String> patterns,
            String... competitors) {
        this.folder = folder;
        this.warmups = warmups;
        this.warmupMillis = warmupMillis;
        this.iterations = iterations;
        this.patterns = patterns;
        this.competitors = competitors;
    }

    static MeasuredSet of(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "There is no set " + name + ", only "
                            + Arrays.toString(values()).toLowerCase(Locale.ROOT),
                    e);
        }
    }

    /** Where its results go. A quick set stands beside the full one and does not replace what is published. */
    String folder() {
        return folder + Runtime.version().feature();
    }

    /** Whether cold processes and servers belong to it. */
    boolean hasProcesses() {
        return this == FULL || this == SMOKE;
    }

    /** Whether it measures the benchmark of that name, such as {@code token.VerifyHs256.verify}. */
    boolean includes(String benchmark) {
        return patterns.stream()
                .anyMatch(pattern -> Pattern.compile(pattern).matcher(benchmark).find());
    }

    boolean includesCompetitor(String who) {
        return competitors.length == 0 || List.of(competitors).contains(who);
    }

    /** Whether it has two processes and a longer warm-up. */
    boolean isLate(String benchmark) {
        return this != SMOKE && LATE.matcher(benchmark).matches();
    }

    /** A whole set, for benchmarks of those full names, of which all or none are late. */
    ChainedOptionsBuilder applyTo(ChainedOptionsBuilder options, List<String> names, boolean late) {
        names.forEach(name -> options.include("^" + Pattern.quote(name) + "$"));
        if (competitors.length > 0) {
            options.param("who", competitors);
        }
        applyTo(options);
        return late ? options.forks(LATE_FORKS).warmupIterations(LATE_WARMUPS) : options;
    }

    /** How much is measured of each row, whichever rows there are. */
    ChainedOptionsBuilder applyTo(ChainedOptionsBuilder options) {
        if (this == SMOKE) {
            options.jvmArgsAppend("-Xmx512m", "-XX:TieredStopAtLevel=1");
        }
        return options.mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(warmups)
                .warmupTime(TimeValue.milliseconds(warmupMillis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(this == SMOKE ? warmupMillis : ITERATION_MILLIS));
    }
}
