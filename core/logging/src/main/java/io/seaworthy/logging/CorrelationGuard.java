package io.seaworthy.logging;

import io.seaworthy.kernel.Attribute;
import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.ContextElement;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Gives every request an id and a place in a trace. The first guard of a chain.
 *
 * <p>An inbound {@code X-Request-Id} is kept if there is exactly one and it matches {@code [A-Za-z0-9._~-]{8,128}};
 * anything else is replaced by a new id (UUID version 7) and leaves no trace. The response carries exactly one
 * {@code X-Request-Id}. {@code traceparent} and {@code tracestate} follow W3C Trace Context level 1: a valid trace is
 * continued, anything else starts a new one (sampled, because a service that cannot tell must not switch off the
 * tracing of those behind it).
 *
 * <p>Sets {@link RequestAttributes#REQUEST_ID}, {@link RequestAttributes#TRACE_ID} and {@link Correlation#ATTRIBUTE}.
 * As a context element it puts {@code http.request.id}, {@code trace.id} and {@code span.id} into the slf4j MDC of the
 * handler's thread for exactly as long as the handler runs, and then restores what was there before.
 *
 * <p>What it does not do: it records no spans, sends nothing, and does not carry the MDC to other threads ({@link Propagation} does). Immutable,
 * thread-safe.
 */
public final class CorrelationGuard implements Guard, ContextElement, EvidenceSource {

    static final String REQUEST_ID_FIELD = "X-Request-Id";
    static final String MDC_REQUEST_ID = "http.request.id";
    static final String MDC_TRACE_ID = "trace.id";
    static final String MDC_SPAN_ID = "span.id";

    /** The caller's trace and span, {@code TRACE-SPAN}, where traces are linked and not continued. */
    public static final Attribute<String> LINK = Attribute.of("trace.link", String.class);

    private static final int SAMPLED = 1;

    /** What nearly every request ends with: its thread had no ids before. */
    private static final Scope CLEARED = () -> {
        MDC.remove(MDC_REQUEST_ID);
        MDC.remove(MDC_TRACE_ID);
        MDC.remove(MDC_SPAN_ID);
    };

    private final RandomIds ids;
    private final boolean keepRequestIds;
    private final boolean continueTraces;
    private final boolean linkTraces;

    private CorrelationGuard(Builder builder) {
        ids = new RandomIds(
                builder.random == null ? new SecureRandom() : builder.random,
                builder.clock == null ? InstantSource.system() : builder.clock);
        keepRequestIds = !builder.replaceRequestIds;
        continueTraces = !builder.restartTraces && !builder.linkTraces;
        linkTraces = builder.linkTraces;
    }

    /** Keeps acceptable request ids and continues valid traces. */
    public static CorrelationGuard create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Decision check(RequestHead head) {
        String inbound = !keepRequestIds || head.header(REQUEST_ID_FIELD) == null
                ? null
                : RequestIds.accept(head.headers(REQUEST_ID_FIELD));
        String requestId = inbound == null ? ids.requestId() : inbound;
        Correlation correlation = correlate(head, requestId);
        Attributes attributes = Attributes.of(RequestAttributes.REQUEST_ID, requestId)
                .with(RequestAttributes.TRACE_ID, correlation.traceId())
                .with(Correlation.ATTRIBUTE, correlation);
        String link = linkTraces ? link(head) : null;
        return new Decision.Proceed(
                HeaderEdits.enforceOnce(REQUEST_ID_FIELD, requestId),
                link == null ? attributes : attributes.with(LINK, link),
                null,
                null);
    }

    private static @Nullable String link(RequestHead head) {
        TraceParent caller = head.header("traceparent") == null ? null : TraceParent.of(head.headers("traceparent"));
        return caller == null ? null : caller.traceId() + "-" + caller.parentId();
    }

    private Correlation correlate(RequestHead head, String requestId) {
        if (continueTraces && head.header("traceparent") != null) {
            TraceParent parent = TraceParent.of(head.headers("traceparent"));
            if (parent != null) {
                String state = head.header("tracestate") == null ? null : TraceState.of(head.headers("tracestate"));
                return new Correlation(
                        requestId, parent.traceId(), ids.spanId(), parent.parentId(), parent.flags(), state);
            }
        }
        return new Correlation(requestId, ids.traceId(), ids.spanId(), null, SAMPLED, null);
    }

    @Override
    public Scope open(RequestHead head) {
        Correlation correlation = head.attribute(Correlation.ATTRIBUTE);
        if (correlation == null) {
            return () -> {};
        }
        String requestId = put(MDC_REQUEST_ID, correlation.requestId());
        String traceId = put(MDC_TRACE_ID, correlation.traceId());
        String spanId = put(MDC_SPAN_ID, correlation.spanId());
        if (requestId == null && traceId == null && spanId == null) {
            return CLEARED;
        }
        return () -> {
            restore(MDC_REQUEST_ID, requestId);
            restore(MDC_TRACE_ID, traceId);
            restore(MDC_SPAN_ID, spanId);
        };
    }

    private static @Nullable String put(String key, String value) {
        String before = MDC.get(key);
        MDC.put(key, value);
        return before;
    }

    private static void restore(String key, @Nullable String before) {
        if (before == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, before);
        }
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "LOG-CORRELATION",
                "CorrelationGuard",
                "X-Request-Id " + (keepRequestIds ? "kept where acceptable" : "always new") + ", traceparent "
                        + traces() + ", both in the handler's MDC"));
    }

    private String traces() {
        return continueTraces ? "continued" : linkTraces ? "restarted with a link" : "restarted";
    }

    @Override
    public String toString() {
        return "CorrelationGuard[request ids " + (keepRequestIds ? "kept" : "replaced") + ", traces " + traces() + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final Faults faults = Faults.in("CorrelationGuard");
        private @Nullable SecureRandom random;
        private @Nullable InstantSource clock;
        private boolean replaceRequestIds;
        private boolean restartTraces;
        private boolean linkTraces;

        private Builder() {}

        /** Gives every request a new id, whatever the client sent: for a service at the edge. */
        public Builder replaceRequestIds() {
            faults.check(!replaceRequestIds, "replaceRequestIds", null, "set_twice", "once");
            replaceRequestIds = true;
            return this;
        }

        /** Starts a new trace for every request: for a service at a trust boundary (W3C Trace Context section 4.3). */
        public Builder restartTraces() {
            faults.check(!restartTraces && !linkTraces, "restartTraces", null, "set_twice", "once");
            restartTraces = true;
            return this;
        }

        /**
         * Starts a new trace for every request and keeps the caller's as {@link #LINK}, which the access log shows: for a
         * trust boundary behind which both sides want to find each other's traces.
         */
        public Builder linkTraces() {
            faults.check(!linkTraces && !restartTraces, "linkTraces", null, "set_twice", "one of restart and link");
            linkTraces = true;
            return this;
        }

        /** The source of ids; a new {@link SecureRandom} by default. */
        public Builder random(SecureRandom random) {
            faults.check(this.random == null, "random", null, "set_twice", "one source");
            this.random = random;
            return this;
        }

        /** The clock of the ids' time part; the system's by default. */
        public Builder clock(InstantSource clock) {
            faults.check(this.clock == null, "clock", null, "set_twice", "one clock");
            this.clock = clock;
            return this;
        }

        public CorrelationGuard build() {
            faults.throwIfAny();
            return new CorrelationGuard(this);
        }
    }
}
