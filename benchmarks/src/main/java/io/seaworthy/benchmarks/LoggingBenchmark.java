package io.seaworthy.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.seaworthy.logging.Redactor;
import io.seaworthy.logging.logback.EcsJsonEncoder;
import io.seaworthy.logging.logback.Overflow;
import io.seaworthy.logging.logback.RingAppender;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.slf4j.event.KeyValuePair;

/**
 * One standard event (three arguments, three ids in the MDC, two key-values), made once and written again and again, so
 * that only the writing is measured.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LoggingBenchmark {

    private final LoggerContext context = new LoggerContext();
    private final EcsJsonEncoder encoder = new EcsJsonEncoder();
    private final EcsJsonEncoder unredacted = new EcsJsonEncoder();
    private final RingAppender appender = new RingAppender();
    private final Redactor redactor = Redactor.standard();
    private final LoggingEvent event = event(null);
    private final LoggingEvent failure = event(thrown(20));

    @Setup
    public void start() {
        unredacted.setRedactor(Redactor.dangerouslyWithoutDetectors());
        encoder.setServiceName("harbour");
        unredacted.setServiceName("harbour");
        encoder.start();
        unredacted.start();
        appender.setEncoder(encoder);
        appender.setOverflow(Overflow.DROP);
        appender.setOutput(OutputStream.nullOutputStream());
        appender.start();
    }

    private LoggingEvent event(@Nullable Throwable thrown) {
        LoggingEvent made = new LoggingEvent(
                "fqcn",
                context.getLogger("io.example.orders.OrderService"),
                Level.INFO,
                "Order {} of customer {} took {} ms",
                thrown,
                new Object[] {"o-18277", "c-991", 42});
        made.setThreadName("http-worker-7");
        made.setTimeStamp(1_795_000_000_000L);
        Map<String, String> ids = new HashMap<>();
        ids.put("http.request.id", "01993c1e-7b1c-7cc3-98c4-dc0c0c07398f");
        ids.put("trace.id", "4bf92f3577b34da6a3ce929d0e0e4736");
        ids.put("span.id", "00f067aa0ba902b7");
        made.setMDCPropertyMap(ids);
        made.addKeyValuePair(new KeyValuePair("items", 3));
        made.addKeyValuePair(new KeyValuePair("tenant", "north"));
        return made;
    }

    private static Throwable thrown(int frames) {
        Throwable thrown = new IllegalStateException("The order is closed");
        StackTraceElement[] trace = new StackTraceElement[frames];
        for (int i = 0; i < frames; i++) {
            trace[i] =
                    new StackTraceElement("io.example.orders.Service" + i, "handle", "Service" + i + ".java", 40 + i);
        }
        thrown.setStackTrace(trace);
        return thrown;
    }

    @TearDown
    public void stop() {
        appender.stop();
    }

    @Benchmark
    public byte[] loggingEventToBytes() {
        return encoder.encode(event);
    }

    @Benchmark
    public byte[] loggingEventWithoutRedaction() {
        return unredacted.encode(event);
    }

    @Benchmark
    public ILoggingEvent loggingEventToRing() {
        appender.doAppend(event);
        return event;
    }

    @Benchmark
    public byte[] loggingStackTrace20() {
        return encoder.encode(failure);
    }

    @Benchmark
    public String loggingRedactCleanLine() {
        return redactor.redact("Order o-18277 of customer c-991 took 42 ms and was sent to the warehouse in the north");
    }
}
