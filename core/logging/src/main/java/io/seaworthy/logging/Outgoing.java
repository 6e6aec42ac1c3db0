package io.seaworthy.logging;

import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Hands the request's ids on to other services: {@code traceparent}, {@code tracestate} where there is one, and
 * {@code X-Request-Id}. Only to services of one's own: to strangers the ids are nobody's business. Each call
 * names itself by a new id in {@code traceparent}, as the standard wants (section 3.2.2.4), so two calls of one request
 * can be told apart. Thread-safe.
 *
 * <pre>{@code
 * HttpRequest request = Outgoing.to(HttpRequest.newBuilder(uri), correlation).build();
 * Outgoing.headers(correlation, call::addHeader);       // any other client
 * }</pre>
 */
public final class Outgoing {

    private static final RandomIds IDS = new RandomIds(new SecureRandom(), InstantSource.system());

    private Outgoing() {}

    /** Takes header fields: any client's {@code setHeader}. */
    @FunctionalInterface
    public interface Carrier {
        void set(String name, String value);
    }

    /** Writes the fields. */
    public static void headers(Correlation correlation, Carrier carrier) {
        Objects.requireNonNull(carrier, "carrier");
        carrier.set("traceparent", correlation.traceParent(IDS.spanId()));
        if (correlation.traceState() != null) {
            carrier.set("tracestate", correlation.traceState());
        }
        carrier.set(CorrelationGuard.REQUEST_ID_FIELD, correlation.requestId());
    }

    /** Writes the fields into a request of {@code java.net.http}; fields of the same name are replaced. */
    public static HttpRequest.Builder to(HttpRequest.Builder request, Correlation correlation) {
        headers(correlation, request::setHeader);
        return request;
    }
}
