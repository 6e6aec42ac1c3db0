package io.seaworthy.ratelimit.postgresql;

import io.seaworthy.ratelimit.LimitStore;
import io.seaworthy.ratelimit.OutagePolicy;
import io.seaworthy.ratelimit.kit.LimitStoreConformance;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresBucketsConformanceTest extends LimitStoreConformance {

    private static final VirtualMeter METER = new VirtualMeter();
    private static PostgresUnderTest postgres;
    private static LimitStore store;

    @BeforeAll
    static void start() throws Exception {
        postgres = PostgresUnderTest.start();
        // Generous, because what is tested here is counting; the deadline has tests of its own.
        store = PostgresBuckets.in(postgres.pool(), "conformance", METER)
                .createTable()
                .store(OutagePolicy.refuse())
                .deadline(Duration.ofSeconds(5))
                .ticker(METER::currentTimeNanos)
                .wallClock(() -> Instant.EPOCH.plusNanos(METER.currentTimeNanos()))
                .build();
    }

    @AfterAll
    static void stop() {
        postgres.close();
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
        return Boolean.getBoolean("seaworthy.long") ? 500 : 10;
    }
}
