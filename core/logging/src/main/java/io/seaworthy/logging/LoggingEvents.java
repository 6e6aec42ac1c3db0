package io.seaworthy.logging;

import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Turns the building blocks' events into log lines: {@code event.code} ({@code chain.rejected}), {@code event.action}
 * ({@code rejected}), {@code event.dataset} ({@code seaworthy.chain}) and the request's ids. INFO events are logged at
 * INFO, warnings at WARN, alerts at ERROR with what was thrown.
 *
 * <p>A flood of refusals does not flood the log: of each reason a burst of 20 is logged, then 2 a second; the next line
 * carries {@code event.dropped}. Thread-safe; never throws.
 */
public final class LoggingEvents implements Events {

    private final Logger logger;
    private final Ticker ticker;
    private final int burst;
    private final long intervalNanos;

    /** By reason; reasons are constants of enums, so there is a bounded number of them. */
    private final Map<EventReason, EventBudget> budgets = new ConcurrentHashMap<>();

    private LoggingEvents(Builder builder) {
        logger = LoggerFactory.getLogger(builder.logger == null ? "io.seaworthy.events" : builder.logger);
        ticker = builder.ticker == null ? Ticker.system() : builder.ticker;
        burst = builder.burst == null ? 20 : builder.burst;
        intervalNanos = 1_000_000_000L / (builder.perSecond == null ? 2 : builder.perSecond);
    }

    public static LoggingEvents create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void emit(EventReason reason, @Nullable RequestHead head, @Nullable Throwable cause) {
        Level level = switch (reason.severity()) {
            case INFO -> Level.INFO;
            case WARNING -> Level.WARN;
            case ALERT -> Level.ERROR;
        };
        if (!logger.isEnabledForLevel(level)) {
            return;
        }
        long now = ticker.nanos();
        EventBudget budget = budgets.get(reason);
        if (budget == null) {
            budget = budgets.computeIfAbsent(reason, key -> new EventBudget(burst, intervalNanos, now));
        }
        if (budget.take(now)) {
            log(reason, head, cause, level, budget.refused());
        }
    }

    private void log(
            EventReason reason, @Nullable RequestHead head, @Nullable Throwable cause, Level level, long dropped) {
        try {
            String code = reason.area() + '.' + reason.code();
            LoggingEventBuilder event = logger.atLevel(level)
                    .addKeyValue("event.code", code)
                    .addKeyValue("event.action", reason.code())
                    .addKeyValue("event.dataset", "seaworthy." + reason.area());
            if (dropped > 0) {
                event = event.addKeyValue("event.dropped", dropped);
            }
            Correlation correlation = correlation(head);
            if (correlation != null && MDC.get(CorrelationGuard.MDC_REQUEST_ID) == null) {
                event = event.addKeyValue(CorrelationGuard.MDC_REQUEST_ID, correlation.requestId())
                        .addKeyValue(CorrelationGuard.MDC_TRACE_ID, correlation.traceId())
                        .addKeyValue(CorrelationGuard.MDC_SPAN_ID, correlation.spanId());
            }
            if (cause != null) {
                event = event.setCause(cause);
            }
            event.log(code);
        } catch (RuntimeException ignored) {
            // Whoever emits an event is in the middle of a request and must not pay for a broken log.
        }
    }

    static @Nullable Correlation correlation(@Nullable RequestHead head) {
        try {
            return head == null ? null : head.attribute(Correlation.ATTRIBUTE);
        } catch (IllegalStateException over) {
            // The request ended meanwhile; the event counts without its ids.
            return null;
        }
    }

    @Override
    public String toString() {
        return "LoggingEvents[" + logger.getName() + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final Faults faults = Faults.in("LoggingEvents");
        private @Nullable String logger;
        private @Nullable Ticker ticker;
        private @Nullable Integer burst;
        private @Nullable Integer perSecond;

        private Builder() {}

        /** The logger's name, {@code io.seaworthy.events} by default. Prohibited: an empty name. */
        public Builder logger(String name) {
            faults.check(logger == null, "logger", name, "set_twice", "one name");
            faults.check(!name.isBlank(), "logger", name, "empty", "a logger's name");
            logger = name;
            return this;
        }

        /** How many events of one reason are logged at once, 20 by default. Permitted: 1 to 10000. Prohibited: 0. */
        public Builder burst(int events) {
            faults.check(burst == null, "burst", Integer.toString(events), "set_twice", "one number");
            faults.check(
                    events >= 1 && events <= 10_000, "burst", Integer.toString(events), "out_of_range", "1 to 10000");
            burst = events;
            return this;
        }

        /** How many events of one reason are logged each second, 2 by default. Permitted: 1 to 1000. Prohibited: 0. */
        public Builder perSecond(int events) {
            faults.check(perSecond == null, "perSecond", Integer.toString(events), "set_twice", "one number");
            faults.check(
                    events >= 1 && events <= 1000, "perSecond", Integer.toString(events), "out_of_range", "1 to 1000");
            perSecond = events;
            return this;
        }

        /** The clock of the budget, the system's by default. */
        public Builder ticker(Ticker ticker) {
            faults.check(this.ticker == null, "ticker", null, "set_twice", "one ticker");
            this.ticker = ticker;
            return this;
        }

        public LoggingEvents build() {
            faults.throwIfAny();
            return new LoggingEvents(this);
        }
    }
}
