package io.seaworthy.logging;

import io.seaworthy.kernel.Attribute;
import io.seaworthy.kernel.RequestContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What ties the log lines of a request together, here and in other services.
 *
 * @param requestId the request's id, 8 to 128 characters of {@code [A-Za-z0-9._~-]}
 * @param traceId the W3C trace id, 32 hex digits
 * @param spanId the id of this service's part of the trace, 16 hex digits
 * @param parentId the id of the caller's part, or null where the trace starts here
 * @param flags the W3C trace flags: 1 sampled, 2 random trace id
 * @param traceState the caller's field of that name, or null
 */
public record Correlation(
        String requestId,
        String traceId,
        String spanId,
        @Nullable String parentId,
        int flags,
        @Nullable String traceState) {

    /** Set by {@link CorrelationGuard}. */
    public static final Attribute<Correlation> ATTRIBUTE = Attribute.of("correlation", Correlation.class);

    public Correlation {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(traceId, "traceId");
        Objects.requireNonNull(spanId, "spanId");
    }

    /** That of the request whose handler runs on this thread, or null where there is none. */
    public static @Nullable Correlation current() {
        return RequestContext.get(ATTRIBUTE);
    }

    /** The {@code traceparent} that names this service's part, for what runs inside of it. */
    public String traceParent() {
        return traceParent(spanId);
    }

    /** The {@code traceparent} of one call to another service. */
    String traceParent(String callId) {
        return "00-" + traceId + "-" + callId + "-0" + (flags & 3);
    }
}
