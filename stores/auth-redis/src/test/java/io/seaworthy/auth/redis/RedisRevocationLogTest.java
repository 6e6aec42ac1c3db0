package io.seaworthy.auth.redis;

import io.seaworthy.auth.token.RevocationLog;
import io.seaworthy.auth.token.RevocationLogConformance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

class RedisRevocationLogTest extends RevocationLogConformance {

    private static final RedisUnderTest REDIS = RedisUnderTest.start();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final List<RedisRefreshStore> open = new ArrayList<>();
    private String prefix = "";

    private RevocationLog node() {
        RedisRefreshStore store =
                RedisRefreshStore.builder(REDIS.uri()).keyPrefix(prefix).build();
        open.add(store);
        return store.revocationLog();
    }

    @Override
    protected RevocationLog emptyLog() {
        prefix = "test" + COUNT.incrementAndGet() + ":";
        return node();
    }

    @Override
    protected RevocationLog secondNode() {
        return node();
    }

    @AfterEach
    void closeAll() {
        open.forEach(RedisRefreshStore::close);
    }

    @AfterAll
    static void stop() {
        REDIS.stop();
    }
}
