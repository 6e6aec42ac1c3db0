package io.seaworthy.benchmarks.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.seaworthy.benchmarks.Nanoseconds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * An event made into one line of JSON; ours redacts, the peers do not. Two threads share the encoder, as those of
 * an appender do.
 */
@State(Scope.Benchmark)
public class EventToBytes extends Nanoseconds {

    @Param
    public LogPeer who = LogPeer.SEAWORTHY;

    private final Throwable failure = StandardEvent.failure();
    private final Throwable[] failures = StandardEvent.failures(256);
    private @Nullable LogLine line;

    /** A thread's place among the failures. */
    @State(Scope.Thread)
    public static class Cursor {
        private int next;
    }

    @Setup
    public void check() throws Exception {
        LogLine made = who.line();
        line = made;
        String plain = new String(standard(), StandardCharsets.UTF_8);
        require(new ObjectMapper().readTree(plain).isObject(), who + " writes one object");
        require(plain.contains("Order A-20261121-000017 accepted"), who + ": " + plain);
        require(plain.contains("4bf92f3577b34da6a3ce929d0e0e4736"), who + " writes the MDC");
        require(new String(withStack(), StandardCharsets.UTF_8).contains("acceptOrder19"), who + " writes the stack");
        require(
                !Arrays.equals(withStackOfMany(new Cursor()), withStack()) || who == LogPeer.FLOOR,
                who + " writes another stack");
    }

    @Benchmark
    public byte[] standard() {
        return line == null ? new byte[0] : line.line(null);
    }

    @Benchmark
    public byte[] withStack() {
        return line == null ? new byte[0] : line.line(failure);
    }

    /** As {@link #withStack}, but of so many places that ours finds hardly a frame among those that it keeps as bytes. */
    @Benchmark
    public byte[] withStackOfMany(Cursor cursor) {
        return line == null ? new byte[0] : line.line(failures[cursor.next++ & failures.length - 1]);
    }

    @Benchmark
    @Threads(2)
    public byte[] standardOnTwoThreads() {
        return standard();
    }
}
