package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a response is and what the server is told about it. Framing fields set by hand go: the server writes those
 * that are true. Only where there is no body by definition, to a HEAD and with a 304, is a length kept, because there
 * it says what a GET would have brought (RFC 9110 section 8.6).
 *
 * @param length what to give {@code sendResponseHeaders}
 * @param body what the application may write
 */
record Framing(long length, ResponseBody.Length body) {

    /** The framing of a response; takes contradicting fields out of its headers. */
    static Framing of(String method, int status, long length, Headers headers) {
        headers.remove("Transfer-Encoding");
        boolean bodiless = method.equals("HEAD") || status == 204 || status == 205 || status == 304;
        boolean descriptive = bodiless && status != 204 && status != 205;
        if (descriptive && length > 0) {
            headers.set("Content-Length", Long.toString(length));
        } else if (!descriptive || !isLength(headers.get("Content-Length"))) {
            headers.remove("Content-Length");
        }
        if (bodiless || length < 0) {
            return new Framing(-1, ResponseBody.Length.NONE);
        }
        return new Framing(length, length > 0 ? ResponseBody.Length.DECLARED : ResponseBody.Length.OPEN);
    }

    private static boolean isLength(@Nullable List<String> values) {
        return values != null && values.size() == 1 && RequestSyntax.isDigits(values.get(0));
    }
}
