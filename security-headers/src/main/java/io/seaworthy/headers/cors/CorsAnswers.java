package io.seaworthy.headers.cors;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.http.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields of a policy's answers (Fetch standard section 3.3.3). Immutable. */
final class CorsAnswers {

    private static final String PREFLIGHT_VARY =
            "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

    private final boolean anyOrigin;
    private final boolean credentials;
    private final String exposed;
    private final RequestHeaderList requestHeaders;
    private final long maxAgeSeconds;
    private final boolean explaining;

    CorsAnswers(
            boolean anyOrigin,
            boolean credentials,
            List<String> exposed,
            RequestHeaderList requestHeaders,
            long maxAgeSeconds,
            boolean explaining) {
        this.anyOrigin = anyOrigin;
        this.credentials = credentials;
        this.exposed = String.join(", ", exposed);
        this.requestHeaders = requestHeaders;
        this.maxAgeSeconds = maxAgeSeconds;
        this.explaining = explaining;
    }

    void addOrigin(HeaderEdits.Builder edits, String origin) {
        edits.enforce("Access-Control-Allow-Origin", origin);
        if (credentials) {
            edits.enforce("Access-Control-Allow-Credentials", "true");
        }
        if (!anyOrigin) {
            edits.append("Vary", "Origin");
        }
    }

    void addExposed(HeaderEdits.Builder edits) {
        if (!exposed.isEmpty()) {
            edits.enforce("Access-Control-Expose-Headers", exposed);
        }
    }

    /** What a request without allowed origin gets: only that the answer depends on the origin. */
    Decision notAllowed() {
        return Decision.proceed(HeaderEdits.builder().append("Vary", "Origin").build());
    }

    /** Names the requested method and headers only, not all that are allowed. */
    Decision preflight(String origin, String method, @Nullable String headers) {
        HeaderEdits.Builder edits = HeaderEdits.builder();
        addOrigin(edits, origin);
        edits.append("Vary", PREFLIGHT_VARY);
        edits.enforce("Access-Control-Allow-Methods", method);
        if (headers != null) {
            edits.enforce("Access-Control-Allow-Headers", requestHeaders.allowsAny() ? wildcard() : headers);
        }
        if (maxAgeSeconds >= 0) {
            edits.enforce("Access-Control-Max-Age", Long.toString(maxAgeSeconds));
        }
        return Decision.respond(204, edits.build());
    }

    /** {@code *} never covers {@code authorization}; it has to be named (Fetch standard section 4.8). */
    private String wildcard() {
        List<String> names = new ArrayList<>(List.of("*"));
        names.addAll(requestHeaders.names());
        return String.join(", ", names);
    }

    Decision refusedPreflight(CorsReason reason) {
        Problem problem = Problem.of(403, "cors_denied", "The preflight is refused");
        HeaderEdits edits = HeaderEdits.builder().append("Vary", PREFLIGHT_VARY).build();
        return Decision.reject(explaining ? explained(problem, reason) : problem, edits);
    }

    private static Problem explained(Problem problem, CorsReason reason) {
        return problem.with("reason", reason.code()).with("detail", reason.sentence());
    }
}
