package io.seaworthy.auth.redis;

import io.seaworthy.auth.refresh.RefreshRacesConformance;
import io.seaworthy.auth.refresh.RefreshStore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class RedisRefreshRacesTest extends RefreshRacesConformance {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static RedisUnderTest redis;

    private RedisRefreshStore store;

    @BeforeAll
    static void start() {
        redis = RedisUnderTest.start();
    }

    @Override
    protected RefreshStore emptyStore() {
        store = RedisRefreshStore.builder(redis.uri())
                .keyPrefix("races" + COUNT.incrementAndGet() + ":")
                .build();
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @AfterAll
    static void stop() {
        redis.stop();
    }
}
