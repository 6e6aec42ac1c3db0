package io.seaworthy.examples.harbour.web;

import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestContext;
import io.seaworthy.kernel.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a value.
 *
 * @param status the HTTP status
 * @param headers the fields that the endpoint sets itself
 * @param body the body, or null for none
 */
public record Reply(int status, Map<String, String> headers, byte @Nullable [] body) {

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), null);
    }

    public static Reply json(int status, Object value) {
        return of(status, "application/json", Json.write(value));
    }

    public static Reply html(int status, String page) {
        return of(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, Map.of("Content-Type", contentType), body);
    }

    /** A refusal; it names the request, so that a user's report can be found in the log. */
    public static Reply problem(Problem problem) {
        return of(
                problem.status(), Problem.MEDIA_TYPE, problem.toJson(RequestContext.get(RequestAttributes.REQUEST_ID)));
    }

    public static Reply problem(int status, String code, String title) {
        return problem(Problem.of(status, code, title));
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }
}
