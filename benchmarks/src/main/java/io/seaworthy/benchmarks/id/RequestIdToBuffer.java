package io.seaworthy.benchmarks.id;

import io.seaworthy.benchmarks.Nanoseconds;
import io.seaworthy.logging.InsideLogging;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** A request id into the caller's buffer; the peers have nothing like it. */
@State(Scope.Benchmark)
public class RequestIdToBuffer extends Nanoseconds {

    /** Each thread writes into its own. */
    @State(Scope.Thread)
    public static class Buffer {
        private final byte[] text = new byte[36];
    }

    private final Consumer<byte[]> source = InsideLogging.requestIdsToBuffer();

    @Setup
    public void check() {
        byte[] text = new byte[36];
        source.accept(text);
        require(text[14] == '7', "a UUID of version 7");
    }

    @Benchmark
    public byte[] seaworthy(Buffer buffer) {
        source.accept(buffer.text);
        return buffer.text;
    }

    @Benchmark
    @Threads(2)
    public byte[] seaworthyOnTwoThreads(Buffer buffer) {
        source.accept(buffer.text);
        return buffer.text;
    }
}
