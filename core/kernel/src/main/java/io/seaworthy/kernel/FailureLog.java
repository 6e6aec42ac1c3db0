package io.seaworthy.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is reported to when the application named no receiver: what went wrong must not be silent, everything else is
 * dropped. The platform's own logger is the only one that the kernel can rely on.
 */
final class FailureLog implements Events {

    private static final long BETWEEN = Duration.ofSeconds(10).toNanos();

    private final Logger logger;
    private final boolean everyAlert;
    private final Ticker ticker;
    private final Map<EventReason, Told> told = new ConcurrentHashMap<>();

    /** When a reason was told last, and how often it was left out since. */
    private record Told(long at, long leftOut) {}

    /**
     * A receiver.
     *
     * @param everyAlert whether alerts without a cause are told, too; each reason then at most once in ten seconds
     */
    FailureLog(Logger logger, boolean everyAlert, Ticker ticker) {
        this.logger = logger;
        this.everyAlert = everyAlert;
        this.ticker = ticker;
    }

    @Override
    public void emit(EventReason reason, @Nullable RequestHead head, @Nullable Throwable cause) {
        if ((cause == null && !everyAlert) || reason.severity() != EventReason.Severity.ALERT) {
            return;
        }
        String line = reason.area() + "." + reason.code();
        if (!everyAlert) {
            logger.log(Level.ERROR, line, cause);
            return;
        }
        long now = ticker.nanos();
        long[] leftOut = {-1};
        told.compute(reason, (same, last) -> {
            if (last != null && now - last.at() < BETWEEN) {
                return new Told(last.at(), last.leftOut() + 1);
            }
            leftOut[0] = last == null ? 0 : last.leftOut();
            return new Told(now, 0);
        });
        if (leftOut[0] >= 0) {
            logger.log(Level.ERROR, leftOut[0] == 0 ? line : line + ", " + leftOut[0] + " left out before", cause);
        }
    }
}
