package io.seaworthy.kernel;

import io.seaworthy.kernel.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a guard sees of a request: the head, never the body.
 *
 * <p>One view exists per request and all guards share it. It reads the server's own objects lazily and copies nothing.
 * It offers no body, no session and no parameters: what needs a body (a webhook signature, an upload) is a function
 * that the handler calls with the bytes.
 *
 * <p>Not thread-safe as such, but a view is handed from thread to thread only after a snapshot was taken, and a
 * snapshot is immutable. Every accessor throws {@link IllegalStateException} after the request's completion, because
 * servers recycle their request objects.
 */
public interface RequestHead {

    /** The method as sent; case-sensitive (RFC 9110 section 9.1). */
    String method();

    /** The scheme of the connection to this server, {@code "http"} or {@code "https"}; proxies are not considered. */
    String scheme();

    /** The request's authority ({@code Host} or {@code :authority}) as sent, or null where there is none. */
    @Nullable
    String authority();

    /** The path as sent, percent-encoding kept; never empty. */
    String rawPath();

    /** The query as sent, without the question mark, or null where there is none. */
    @Nullable
    String rawQuery();

    /** The address of the connection's other end, which may be a proxy. */
    IpAddress peer();

    /** The first value of a header, or null where it is absent. Names are matched without regard to case. */
    @Nullable
    String header(String name);

    /** All values of a header, a line each, in order; empty where it is absent. */
    List<String> headers(String name);

    /**
     * The time by {@link System#nanoTime} at which this request is counted: read when first asked for, and again after a
     * guard had to wait. Guards that measure no durations by it share one reading of the clock.
     */
    default long nanos() {
        return System.nanoTime();
    }

    /** What earlier guards found out about this request. */
    Attributes attributes();

    /** The value of one attribute, or null where no guard has set it. */
    default <T> @Nullable T attribute(Attribute<T> attribute) {
        return attributes().get(attribute);
    }
}
