package io.seaworthy.logging;

import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.logging.ErrorReporter.ErrorReport;
import io.seaworthy.logging.internal.Values;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives errors to an {@link ErrorReporter}: each kind of error (its fingerprint) at most a few times a minute, the rest
 * counted, messages redacted. As {@link Events} it reports what handlers and guards throw.
 *
 * <pre>{@code
 * GuardChain.builder().events(LoggingEvents.create().and(ErrorReports.to(tracker)))
 * }</pre>
 *
 * <p>Defaults: 5 of a kind at once, then one a minute; 1000 kinds are remembered. Thread-safe; never throws. Errors that
 * the reporter reports here while it reports are ignored.
 */
public final class ErrorReports implements Events {

    private static final int MAX_KINDS = 1000;
    private static final int MAX_FRAMES = 32;
    private static final int MAX_CAUSES = 8;
    private static final int MAX_MESSAGE = 4096;

    private final ErrorReporter reporter;
    private final Redactor redactor;
    private final Ticker ticker;
    private final int burst;
    private final long interval;
    private final Map<String, EventBudget> budgets = new LinkedHashMap<>(64, 0.75f, true);

    private final OncePerThread reporting = new OncePerThread();

    private ErrorReports(Builder builder) {
        reporter = builder.reporter;
        redactor = builder.redactor == null ? Redactor.standard() : builder.redactor;
        ticker = builder.ticker == null ? Ticker.system() : builder.ticker;
        burst = builder.burst == null ? 5 : builder.burst;
        interval = 60_000_000_000L / (builder.perMinute == null ? 1 : builder.perMinute);
    }

    /** With the defaults. */
    public static ErrorReports to(ErrorReporter reporter) {
        return builder(reporter).build();
    }

    public static Builder builder(ErrorReporter reporter) {
        return new Builder(Objects.requireNonNull(reporter, "reporter"));
    }

    /** Eight hex digits of the types and methods of a throwable and its causes. */
    public static String fingerprint(Throwable thrown) {
        int hash = 17;
        int causes = 0;
        for (Throwable at = thrown; at != null && causes < MAX_CAUSES; at = at.getCause(), causes++) {
            hash = hash * 31 + at.getClass().getName().hashCode();
            StackTraceElement[] frames = at.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
                hash = (hash * 31 + frames[i].getClassName().hashCode()) * 31
                        + frames[i].getMethodName().hashCode();
            }
        }
        return HexFormat.of().toHexDigits(hash);
    }

    @Override
    public void emit(EventReason reason, @Nullable RequestHead head, @Nullable Throwable cause) {
        if (cause != null) {
            report(cause, LoggingEvents.correlation(head));
        }
    }

    /** Reports an error, or counts it where its kind was reported enough. */
    public void report(Throwable thrown, @Nullable Correlation correlation) {
        try {
            reporting.run(() -> reportOnce(thrown, correlation));
        } catch (Throwable ignored) {
            // A reporter that fails, or a throwable that cannot tell of itself, must not become an error of the
            // request.
        }
    }

    private void reportOnce(Throwable thrown, @Nullable Correlation correlation) {
        String fingerprint = fingerprint(thrown);
        EventBudget budget = budget(fingerprint);
        if (budget.take(ticker.nanos())) {
            reporter.report(new ErrorReport(
                    fingerprint, thrown.getClass().getName(), message(thrown), thrown, budget.refused(), correlation));
        }
    }

    /** Redacted before it is cut: half a secret is not recognised as one. */
    private String message(Throwable thrown) {
        try {
            String message = Objects.requireNonNullElse(thrown.getMessage(), "");
            return Values.redacted(message, MAX_MESSAGE, redactor::redact);
        } catch (Throwable failed) {
            return "[getMessage failed: " + failed.getClass().getName() + "]";
        }
    }

    private synchronized EventBudget budget(String fingerprint) {
        EventBudget budget = budgets.get(fingerprint);
        if (budget == null) {
            budget = new EventBudget(burst, interval, ticker.nanos());
            budgets.put(fingerprint, budget);
            if (budgets.size() > MAX_KINDS) {
                var eldest = budgets.keySet().iterator();
                eldest.next();
                eldest.remove();
            }
        }
        return budget;
    }

    @Override
    public String toString() {
        return "ErrorReports";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final Faults faults = Faults.in("ErrorReports");
        private final ErrorReporter reporter;
        private @Nullable Redactor redactor;
        private @Nullable Ticker ticker;
        private @Nullable Integer burst;
        private @Nullable Integer perMinute;

        private Builder(ErrorReporter reporter) {
            this.reporter = reporter;
        }

        /** What redacts messages, {@link Redactor#standard()} by default. */
        public Builder redactor(Redactor redactor) {
            faults.check(this.redactor == null, "redactor", null, "set_twice", "one redactor");
            this.redactor = redactor;
            return this;
        }

        /** How many of a kind are reported at once, 5 by default. Permitted: 1 to 100. Prohibited: 0. */
        public Builder burst(int errors) {
            faults.check(burst == null, "burst", Integer.toString(errors), "set_twice", "one number");
            faults.check(errors >= 1 && errors <= 100, "burst", Integer.toString(errors), "out_of_range", "1 to 100");
            burst = errors;
            return this;
        }

        /** How many of a kind are reported each minute, 1 by default. Permitted: 1 to 60. Prohibited: 0. */
        public Builder perMinute(int errors) {
            faults.check(perMinute == null, "perMinute", Integer.toString(errors), "set_twice", "one number");
            faults.check(errors >= 1 && errors <= 60, "perMinute", Integer.toString(errors), "out_of_range", "1 to 60");
            perMinute = errors;
            return this;
        }

        /** The clock of the limits, the system's by default. */
        public Builder ticker(Ticker ticker) {
            faults.check(this.ticker == null, "ticker", null, "set_twice", "one ticker");
            this.ticker = ticker;
            return this;
        }

        public ErrorReports build() {
            faults.throwIfAny();
            return new ErrorReports(this);
        }
    }
}
