package io.seaworthy.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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
    private final Executor windowsEnd;
    private final Map<EventReason, Told> told = new ConcurrentHashMap<>();

    /** When a reason was told last, how often it was left out since, and how often before, to be told now. */
    private record Told(long at, long leftOut, long owed) {}

    /**
     * A receiver.
     *
     * @param everyAlert whether alerts without a cause are told, too; each reason then at most once in ten seconds, and
     *     how many were left out at the end of those, so that one alert cannot hide those that follow it
     */
    FailureLog(Logger logger, boolean everyAlert, Ticker ticker) {
        this(logger, everyAlert, ticker, CompletableFuture.delayedExecutor(BETWEEN, TimeUnit.NANOSECONDS));
    }

    /** A receiver that is told by {@code windowsEnd} when ten seconds have passed; for tests. */
    FailureLog(Logger logger, boolean everyAlert, Ticker ticker, Executor windowsEnd) {
        this.logger = logger;
        this.everyAlert = everyAlert;
        this.ticker = ticker;
        this.windowsEnd = windowsEnd;
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
        Told state = told.compute(
                reason,
                (same, last) -> last != null && now - last.at() < BETWEEN
                        ? new Told(last.at(), last.leftOut() + 1, 0)
                        : new Told(now, 0, last == null ? 0 : last.leftOut()));
        if (state.leftOut() == 0) {
            tell(line, state.owed(), cause);
        } else if (state.leftOut() == 1) {
            windowsEnd.execute(() -> tellWhatWasLeftOut(reason, line));
        }
    }

    private void tellWhatWasLeftOut(EventReason reason, String line) {
        Told state = told.computeIfPresent(reason, (same, last) -> new Told(ticker.nanos(), 0, last.leftOut()));
        if (state != null && state.owed() > 0) {
            tell(line, state.owed(), null);
        }
    }

    private void tell(String line, long leftOut, @Nullable Throwable cause) {
        logger.log(Level.ERROR, leftOut == 0 ? line : line + ", " + leftOut + " left out before", cause);
    }
}
