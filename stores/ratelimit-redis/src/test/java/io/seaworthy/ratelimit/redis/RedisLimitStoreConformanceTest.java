package io.seaworthy.ratelimit.redis;

import io.seaworthy.ratelimit.LimitStore;
import io.seaworthy.ratelimit.OutagePolicy;
import io.seaworthy.ratelimit.kit.LimitStoreConformance;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisLimitStoreConformanceTest extends LimitStoreConformance {

    private static final VirtualMeter METER = new VirtualMeter();
    private static RedisUnderTest redis;
    private static RedisLimitStore store;

    @BeforeAll
    static void start() {
        redis = RedisUnderTest.start();
        // Generous, because what is tested here is counting; the deadline has tests of its own.
        store = RedisLimitStore.builder(redis.uri(), OutagePolicy.refuse())
                .deadline(Duration.ofSeconds(5))
                .clock(METER)
                .build();
    }

    @AfterAll
    static void stop() {
        store.close();
        redis.stop();
    }

    @Override
    protected LimitStore store() {
        return store;
    }

    @Override
    protected void advance(Duration step) {
        METER.advance(step);
    }

    @Override
    protected long waitSlack() {
        return 1;
    }

    @Override
    protected int schedules() {
        return Boolean.getBoolean("seaworthy.long") ? 2_000 : 40;
    }
}
