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

    private static final long NEVER_REACHED = 1_000_000_000;

    @Param
    public RedisPeer who = RedisPeer.SEAWORTHY;

    private @Nullable RedisServer server;
    private @Nullable BooleanSupplier wide;
    private @Nullable BooleanSupplier spent;

    @Setup
    public void check() throws IOException {
        int port = freePort();
        server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
        String uri = "redis://127.0.0.1:" + port;
        wide = who.limit(uri, "account-4711", NEVER_REACHED);
        decide();
        BooleanSupplier refusing = who.limit(uri, "account-4712", 1);
        require(refusing.getAsBoolean(), who + " admits the first");
        spent = refusing;
        refuse();
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
    public void decide() {
        require(wide != null && wide.getAsBoolean(), who + " admits");
    }

    /** Ours and the peer ask Redis for each refusal, too. */
    @Benchmark
    public void refuse() {
        require(spent != null && !spent.getAsBoolean(), who + " refuses");
    }

    @Benchmark
    @Threads(8)
    public void decideForEight() {
        decide();
    }
}
