package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.examples.harbour.Client.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.embedded.RedisServer;

/** Redis stops while Harbour serves: each node counts for itself, nobody gets a 5xx, and Redis is found again. */
@Timeout(120)
class RedisOutageTest {

    private static final int PER_MINUTE = 5;

    private int port;
    private RedisServer redis;
    private Harbour harbour;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        startRedis();
        harbour = Deployment.JDK_H2.startWith(
                "REDIS_URL", "redis://127.0.0.1:" + port, "PLAN_ANONYMOUS_PER_MINUTE", Integer.toString(PER_MINUTE));
        client = new Client(harbour.port());
    }

    @AfterEach
    void stop() throws IOException {
        harbour.close();
        redis.stop();
    }

    private void startRedis() throws IOException {
        redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
    }

    private int allowed(int requests) {
        int allowed = 0;
        for (int i = 0; i < requests; i++) {
            Answer answer = client.get("/").send();
            assertThat(answer.status()).isIn(200, 429);
            allowed += answer.status() == 200 ? 1 : 0;
        }
        return allowed;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("a minute passed").isNegative();
            Thread.sleep(50);
        }
    }

    /** How many buckets Redis holds. */
    private int buckets() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("DBSIZE\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[32];
            int length = socket.getInputStream().read(answer);
            return Integer.parseInt(new String(answer, 1, length - 1, StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void stoppedRedis_loosensTheLimitsAndNoMore() throws Exception {
        assertThat(allowed(20)).isBetween(PER_MINUTE, PER_MINUTE + 1);
        assertThat(buckets()).isPositive();

        redis.stop();
        // A refusal that Redis has told is believed for a second; then this node's own buckets decide, which are full.
        await(() -> client.get("/").send().status() == 200);
        assertThat(client.get("/metrics").send().text())
                .as("what an operator sees of the outage")
                .containsPattern("seaworthy_events_total\\{area=\"limit\",code=\"store_failed\",severity=\"alert\"}");
        assertThat(allowed(20)).isBetween(PER_MINUTE - 3, PER_MINUTE + 2);
        client.get("/").send().isProblem(429, "rate_limited");
        client.get("/health/ready").send().isStatus(200);

        startRedis();
        assertThat(buckets()).as("a new Redis is empty").isZero();
        await(() -> {
            client.get("/").send();
            return buckets() > 0;
        });
        assertThat(allowed(20)).as("Redis counts again").isLessThanOrEqualTo(PER_MINUTE + 1);
    }
}
