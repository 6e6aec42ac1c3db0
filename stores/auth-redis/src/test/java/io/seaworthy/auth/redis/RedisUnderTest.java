package io.seaworthy.auth.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A real Redis on a free port, from a Maven artifact. */
final class RedisUnderTest {

    private final RedisServer server;
    private final int port;

    private RedisUnderTest(RedisServer server, int port) {
        this.server = server;
        this.port = port;
    }

    static RedisUnderTest start() {
        return startOn(freePort());
    }

    static RedisUnderTest startOn(int port) {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("maxmemory 64m")
                    .build();
            server.start();
            return new RedisUnderTest(server, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uri() {
        return uri(port);
    }

    static String uri(int port) {
        return "redis://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
