package io.seaworthy.benchmarks.redis;

import io.seaworthy.benchmarks.Nanoseconds;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import redis.embedded.RedisServer;

/** One key, decided by a Redis on loopback; a caller that waits for the answer, and eight of them. */
@State(Scope.Benchmark)
public class RedisDecision extends Nanoseconds {

    @Param
    public RedisPeer who = RedisPeer.SEAWORTHY;

    private @Nullable RedisServer server;
    private @Nullable BooleanSupplier limit;

    @Setup
    public void check() throws IOException {
        int port = freePort();
        server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
        BooleanSupplier made = who.limit("redis://127.0.0.1:" + port);
        require(made.getAsBoolean(), who + " admits");
        limit = made;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @TearDown
    public void stop() throws IOException {
        if (server != null) {
            server.stop();
        }
    }

    @Benchmark
    public boolean decide() {
        return limit != null && limit.getAsBoolean();
    }

    @Benchmark
    @Threads(8)
    public boolean decideForEight() {
        return limit != null && limit.getAsBoolean();
    }
}
