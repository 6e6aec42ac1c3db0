package io.seaworthy.auth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisURI;
import io.seaworthy.auth.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A network that swallows what it is given, between a link and a real Redis. */
@Timeout(60)
class LinkTest {

    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final RedisUnderTest REDIS = RedisUnderTest.start();

    private final AtomicLong nanos = new AtomicLong(-5);
    private TcpProxy proxy;
    private Link link;

    @BeforeEach
    void connect() throws Exception {
        proxy = new TcpProxy(REDIS.port());
        link = new Link(RedisURI.create(RedisUnderTest.uri(proxy.port())), DEADLINE, "link:", nanos::get);
        assertFound();
        assertThat(proxy.connections()).isEqualTo(1);
    }

    @AfterEach
    void disconnect() throws Exception {
        link.close();
        proxy.close();
    }

    @AfterAll
    static void stop() {
        REDIS.stop();
    }

    private void assertFound() {
        assertThat(link.<List<String>>run(Script.FIND, "AAAAAAAAAAAAAAAAAAAAAA"))
                .isEmpty();
    }

    private void assertFails() {
        assertThatThrownBy(() -> link.run(Script.FIND, "AAAAAAAAAAAAAAAAAAAAAA"))
                .isInstanceOf(StoreException.class);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void connectionThatCarriesNothing_isReplacedAfterThreeSeconds() {
        proxy.freeze();
        assertFails();
        pass(Duration.ofSeconds(3));
        assertFails();
        assertThat(proxy.connections()).as("a slow Redis keeps its connection").isEqualTo(1);
        pass(Duration.ofNanos(1));
        assertFails();

        assertFound();
        assertThat(proxy.connections()).isEqualTo(2);
    }

    @Test
    void connectionThatRecovers_isKept() {
        proxy.silent(true);
        assertFails();
        proxy.silent(false);
        assertFound();
        pass(Duration.ofSeconds(4));
        proxy.silent(true);
        assertFails();
        proxy.silent(false);

        assertFound();
        assertThat(proxy.connections()).isEqualTo(1);
    }

    @Test
    void errorOfRedis_isAnAnswer() {
        proxy.silent(true);
        assertFails();
        proxy.silent(false);
        pass(Duration.ofSeconds(4));

        assertThatThrownBy(() -> link.run(Script.LOG_PURGE, "no number")).isInstanceOf(StoreException.class);
        proxy.silent(true);
        assertFails();
        proxy.silent(false);
        assertFound();
        assertThat(proxy.connections()).isEqualTo(1);
    }
}
