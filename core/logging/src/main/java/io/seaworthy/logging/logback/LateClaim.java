package io.seaworthy.logging.logback;

import io.seaworthy.logging.internal.Ring;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** How long the first line of a ring has been claimed and not published. For the writer's thread. */
final class LateClaim {

    private static final long LOST_NANOS = 1_000_000_000L;
    private static final long STEP_NANOS = 50_000L;

    private @Nullable Ring ring;
    private long block;
    private long since;

    /** Waits a moment, shorter for one that has just begun; true after a second, when it may never be published. */
    boolean isLost(Ring queue) {
        long now = System.nanoTime();
        if (queue != ring || queue.position() != block) {
            ring = queue;
            block = queue.position();
            since = now;
        }
        boolean lost = now - since > LOST_NANOS;
        if (!lost && now - since > STEP_NANOS) {
            LockSupport.parkNanos(STEP_NANOS);
        }
        return lost;
    }
}
