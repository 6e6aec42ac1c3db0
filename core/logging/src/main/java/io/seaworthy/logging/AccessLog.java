package io.seaworthy.logging;

import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Completion;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One event per request, when it is over, with ECS fields: {@code http.request.method}, {@code url.path} (raw, redacted,
 * without the query), {@code http.response.status_code}, {@code http.response.body.bytes} where known,
 * {@code event.duration} (nanoseconds), {@code event.outcome}, {@code event.reason} (how it ended),
 * {@code user_agent.original} (redacted), {@code http.request.id}, {@code trace.id} and {@code span.id}.
 *
 * <p>Put it right behind the {@link CorrelationGuard}: then requests that any later guard rejects are logged too, and
 * with their ids. Before it, the ids are missing. It never logs the query, the referrer, cookies or credentials.
 *
 * <p>Defaults: logger {@code access} at level INFO, the standard {@link Redactor}. Immutable, thread-safe.
 */
public final class AccessLog implements Guard, EvidenceSource {

    private static final int MAX_PATH = 2048;
    private static final int MAX_USER_AGENT = 512;
    private static final int MAX_METHOD = 32;

    private final Logger logger;
    private final Redactor redactor;
    private final Ticker ticker;

    private AccessLog(Builder builder) {
        logger = LoggerFactory.getLogger(builder.logger == null ? "access" : builder.logger);
        redactor = builder.redactor == null ? Redactor.standard() : builder.redactor;
        ticker = builder.ticker == null ? Ticker.system() : builder.ticker;
    }

    public static AccessLog create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Decision check(RequestHead head) {
        if (!logger.isInfoEnabled()) {
            return Decision.proceed();
        }
        // The head must not be read when the request is over, so what the event needs is taken now.
        Line line = new Line(
                ticker.nanos(),
                head.method(),
                head.rawPath(),
                head.header("User-Agent"),
                head.attribute(RequestAttributes.REQUEST_ID),
                head.attribute(Correlation.ATTRIBUTE));
        return new Decision.Proceed(HeaderEdits.none(), Attributes.none(), line, null);
    }

    private final class Line implements Completion {

        private final long start;
        private final String method;
        private final String path;
        private final @Nullable String userAgent;
        private final @Nullable String requestId;
        private final @Nullable Correlation correlation;

        Line(
                long start,
                String method,
                String path,
                @Nullable String userAgent,
                @Nullable String requestId,
                @Nullable Correlation correlation) {
            this.start = start;
            this.method = method;
            this.path = path;
            this.userAgent = userAgent;
            this.requestId = requestId;
            this.correlation = correlation;
        }

        @Override
        public void complete(Ending ending) {
            long duration = ticker.nanos() - start;
            // Redacted before it is cut: half a token is not recognised as one.
            String shownPath = cut(redactor.redact(path), MAX_PATH);
            String shownMethod = cut(method, MAX_METHOD);
            LoggingEventBuilder event = logger.atInfo()
                    .addKeyValue("http.request.method", shownMethod)
                    .addKeyValue("url.path", shownPath)
                    .addKeyValue("http.response.status_code", ending.status())
                    .addKeyValue("event.duration", duration)
                    .addKeyValue("event.outcome", outcome(ending))
                    .addKeyValue("event.reason", ending.how().name().toLowerCase(Locale.ROOT));
            if (ending.bytes() >= 0) {
                event = event.addKeyValue("http.response.body.bytes", ending.bytes());
            }
            if (userAgent != null) {
                event = event.addKeyValue("user_agent.original", cut(redactor.redact(userAgent), MAX_USER_AGENT));
            }
            if (requestId != null) {
                event = event.addKeyValue(CorrelationGuard.MDC_REQUEST_ID, requestId);
            }
            if (correlation != null) {
                event = event.addKeyValue(CorrelationGuard.MDC_TRACE_ID, correlation.traceId())
                        .addKeyValue(CorrelationGuard.MDC_SPAN_ID, correlation.spanId());
            }
            event.log("{} {} {}", shownMethod, shownPath, ending.status());
        }

        private String outcome(Ending ending) {
            return switch (ending.how()) {
                case FAILED, ABORTED, TIMED_OUT -> "failure";
                default -> ending.status() < 500 ? "success" : "failure";
            };
        }

        private String cut(String text, int max) {
            return text.length() <= max ? text : text.substring(0, max) + "...";
        }
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "LOG-PII", "AccessLog", "paths and user agents redacted, no queries, referrers or credentials"));
    }

    @Override
    public String toString() {
        return "AccessLog[" + logger.getName() + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final Faults faults = Faults.in("AccessLog");
        private @Nullable String logger;
        private @Nullable Redactor redactor;
        private @Nullable Ticker ticker;

        private Builder() {}

        /** The logger's name, {@code access} by default. Permitted: {@code http.access}. Prohibited: an empty name. */
        public Builder logger(String name) {
            faults.check(logger == null, "logger", name, "set_twice", "one name");
            faults.check(!name.isBlank(), "logger", name, "empty", "a logger's name");
            logger = name;
            return this;
        }

        /** What redacts path and user agent, {@link Redactor#standard()} by default. */
        public Builder redactor(Redactor redactor) {
            faults.check(this.redactor == null, "redactor", null, "set_twice", "one redactor");
            this.redactor = redactor;
            return this;
        }

        /** The clock of durations, the system's by default. */
        public Builder ticker(Ticker ticker) {
            faults.check(this.ticker == null, "ticker", null, "set_twice", "one ticker");
            this.ticker = ticker;
            return this;
        }

        public AccessLog build() {
            faults.throwIfAny();
            return new AccessLog(this);
        }
    }
}
