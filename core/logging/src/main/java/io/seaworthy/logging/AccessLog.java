package io.seaworthy.logging;

import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Completion;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.net.ClientAddress;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import io.seaworthy.logging.internal.Pseudonyms;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One event per request, when it is over, with ECS fields: {@code http.request.method}, {@code url.path} (raw, redacted,
 * without the query), {@code http.response.status_code}, {@code http.response.body.bytes} where known,
 * {@code event.duration} (nanoseconds), {@code event.outcome}, {@code event.reason} (how it ended),
 * {@code user_agent.original} (redacted), {@code http.request.id}, {@code trace.id} and {@code span.id}; where guards
 * found them out, {@code http.route} (the template), {@code plan} and {@code client.pseudonym} (with a key only: the same
 * for the same address, and nobody without the key finds the address); {@code event.slow} for slow requests.
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
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final Logger logger;
    private final Redactor redactor;
    private final Ticker ticker;
    private final long slowNanos;
    private final int oneOf;
    private final @Nullable Pseudonyms clients;
    private final AtomicInteger seen = new AtomicInteger();

    private AccessLog(Builder builder) {
        logger = LoggerFactory.getLogger(builder.logger == null ? "access" : builder.logger);
        redactor = builder.redactor == null ? Redactor.standard() : builder.redactor;
        ticker = builder.ticker == null ? Ticker.system() : builder.ticker;
        slowNanos = builder.slow == null ? SLOW.toNanos() : builder.slow.toNanos();
        oneOf = builder.oneOf == null ? 1 : builder.oneOf;
        clients = builder.pseudonymKey == null ? null : new Pseudonyms(builder.pseudonymKey);
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
                head,
                ticker.nanos(),
                head.method(),
                head.rawPath(),
                head.header("User-Agent"),
                head.attribute(RequestAttributes.REQUEST_ID),
                head.attribute(Correlation.ATTRIBUTE));
        return new Decision.Proceed(HeaderEdits.none(), Attributes.none(), line, null);
    }

    private final class Line implements Completion {

        private final RequestHead head;
        private final long start;
        private final String method;
        private final String path;
        private final @Nullable String userAgent;
        private final @Nullable String requestId;
        private final @Nullable Correlation correlation;

        Line(
                RequestHead head,
                long start,
                String method,
                String path,
                @Nullable String userAgent,
                @Nullable String requestId,
                @Nullable Correlation correlation) {
            this.head = head;
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
            boolean slow = duration >= slowNanos;
            String outcome = outcome(ending);
            if (oneOf > 1 && !slow && isExpected(ending, outcome) && seen.getAndIncrement() % oneOf != 0) {
                return;
            }
            // Redacted before it is cut: half a token is not recognised as one.
            String shownPath = cut(redactor.redact(path), MAX_PATH);
            String shownMethod = cut(method, MAX_METHOD);
            LoggingEventBuilder event = logger.atInfo()
                    .addKeyValue("http.request.method", shownMethod)
                    .addKeyValue("url.path", shownPath)
                    .addKeyValue("http.response.status_code", ending.status())
                    .addKeyValue("event.duration", duration)
                    .addKeyValue("event.outcome", outcome)
                    .addKeyValue("event.reason", ending.how().name().toLowerCase(Locale.ROOT));
            if (slow) {
                event = event.addKeyValue("event.slow", true);
            }
            if (oneOf > 1) {
                event = event.addKeyValue("event.sampled_one_of", oneOf);
            }
            if (ending.bytes() >= 0) {
                event = event.addKeyValue("http.response.body.bytes", ending.bytes());
            }
            ids(attributes(event)).log("{} {} {}", shownMethod, shownPath, ending.status());
        }

        private boolean isExpected(Ending ending, String outcome) {
            return outcome.equals("success") && ending.status() < 400;
        }

        private LoggingEventBuilder ids(LoggingEventBuilder event) {
            LoggingEventBuilder more = event;
            if (userAgent != null) {
                more = more.addKeyValue("user_agent.original", cut(redactor.redact(userAgent), MAX_USER_AGENT));
            }
            if (requestId != null) {
                more = more.addKeyValue(CorrelationGuard.MDC_REQUEST_ID, requestId);
            }
            if (correlation != null) {
                more = more.addKeyValue(CorrelationGuard.MDC_TRACE_ID, correlation.traceId())
                        .addKeyValue(CorrelationGuard.MDC_SPAN_ID, correlation.spanId());
            }
            return more;
        }

        /** What later guards found out; nothing where the request's view is closed already. */
        private LoggingEventBuilder attributes(LoggingEventBuilder event) {
            LoggingEventBuilder more = event;
            try {
                String route = head.attribute(RequestAttributes.ROUTE);
                if (route != null) {
                    more = more.addKeyValue("http.route", route);
                }
                Plan plan = head.attribute(RequestAttributes.PLAN);
                if (plan != null) {
                    more = more.addKeyValue("plan", plan.name());
                }
                ClientAddress client = head.attribute(RequestAttributes.CLIENT_ADDRESS);
                if (client != null && clients != null) {
                    more = more.addKeyValue(
                            "client.pseudonym",
                            clients.of("client", client.address().toString()));
                }
                String link = head.attribute(CorrelationGuard.LINK);
                if (link != null) {
                    more = more.addKeyValue("trace.link", link);
                }
            } catch (IllegalStateException over) {
                return more;
            }
            return more;
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
        private @Nullable Duration slow;
        private @Nullable Integer oneOf;
        private @Nullable Secret pseudonymKey;

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

        /** From which duration on a request is flagged as slow, 1 s by default. Permitted: 1 ms to 1 h. Prohibited: 0. */
        public Builder slow(Duration duration) {
            faults.check(slow == null, "slow", duration.toString(), "set_twice", "one duration");
            boolean sound =
                    duration.compareTo(Duration.ofMillis(1)) >= 0 && duration.compareTo(Duration.ofHours(1)) <= 0;
            faults.check(sound, "slow", duration.toString(), "out_of_range", "1 ms to 1 h");
            slow = duration;
            return this;
        }

        /**
         * Logs one of so many requests that went well (below 400, not slow); all others are always logged. By default
         * all are. Permitted: 2 to 10000. Prohibited: 1.
         */
        public Builder sampleOneOf(int requests) {
            faults.check(oneOf == null, "sampleOneOf", Integer.toString(requests), "set_twice", "one number");
            boolean sound = requests >= 2 && requests <= 10_000;
            faults.check(sound, "sampleOneOf", Integer.toString(requests), "out_of_range", "2 to 10000");
            oneOf = requests;
            return this;
        }

        /** Adds {@code client.pseudonym}. Permitted: a key of 16 bytes or more. Prohibited: a shorter one. */
        public Builder clientPseudonyms(Secret key) {
            faults.check(pseudonymKey == null, "clientPseudonyms", null, "set_twice", "one key");
            faults.check(key.length() >= 16, "clientPseudonyms", null, "too_short", "16 bytes or more");
            pseudonymKey = key;
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
