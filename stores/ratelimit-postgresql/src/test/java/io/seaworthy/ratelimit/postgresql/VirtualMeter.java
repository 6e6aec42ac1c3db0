package io.seaworthy.ratelimit.postgresql;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock for bucket4j that a test moves; it begins at the present, because keys expire by the real one. */
final class VirtualMeter implements TimeMeter {

    private final AtomicLong nanos = new AtomicLong(System.currentTimeMillis() * 1_000_000);

    void advance(Duration step) {
        nanos.addAndGet(step.toNanos());
    }

    @Override
    public long currentTimeNanos() {
        return nanos.get();
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
