package io.seaworthy.ratelimit;

import io.seaworthy.ratelimit.kit.LimitStoreConformance;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;

class LocalLimitStoreConformanceTest extends LimitStoreConformance {

    private final VirtualTicker ticker = VirtualTicker.create();
    private final LocalLimitStore store = LocalLimitStore.builder(1_000_000, Overflow.REFUSE)
            .ticker(ticker)
            .wallClock(ticker)
            .build();

    @Override
    protected LimitStore store() {
        return store;
    }

    @Override
    protected void advance(Duration step) {
        ticker.advance(step);
    }

    @Override
    protected int schedules() {
        return Boolean.getBoolean("seaworthy.long") ? 1_000_000 : 10_000;
    }
}
