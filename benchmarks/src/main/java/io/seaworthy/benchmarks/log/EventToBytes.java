package io.seaworthy.benchmarks.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.seaworthy.benchmarks.Nanoseconds;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** An event made into one line of JSON; ours redacts, the peers do not. */
public class EventToBytes extends Nanoseconds {

    @Param
    public LogPeer who = LogPeer.SEAWORTHY;

    private final Throwable failure = StandardEvent.failure();
    private @Nullable LogLine line;

    @Setup
    public void check() throws Exception {
        LogLine made = who.line();
        line = made;
        String plain = new String(standard(), StandardCharsets.UTF_8);
        require(new ObjectMapper().readTree(plain).isObject(), who + " writes one object");
        require(plain.contains("Order A-20261121-000017 accepted") || who == LogPeer.LOGBACK, who + ": " + plain);
        require(plain.contains("4bf92f3577b34da6a3ce929d0e0e4736"), who + " writes the MDC");
        require(new String(withStack(), StandardCharsets.UTF_8).contains("acceptOrder19"), who + " writes the stack");
    }

    @Benchmark
    public byte[] standard() {
        return line == null ? new byte[0] : line.line(null);
    }

    @Benchmark
    public byte[] withStack() {
        return line == null ? new byte[0] : line.line(failure);
    }
}
