package io.seaworthy.headers.cors;

import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The header fields of a policy's answers (Fetch standard section 3.3.3). Immutable. */
final class CorsAnswers {

    private static final String PREFLIGHT_VARY =
            "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

    private static final String ORIGIN = "Access-Control-Allow-Origin";
    private static final String CREDENTIALS = "Access-Control-Allow-Credentials";
    private static final String EXPOSE = "Access-Control-Expose-Headers";
    private static final String METHODS = "Access-Control-Allow-Methods";
    private static final String HEADERS = "Access-Control-Allow-Headers";
    private static final String MAX_AGE = "Access-Control-Max-Age";

    /** What no policy grants: from a public page into a private network. */
    private static final String PRIVATE_NETWORK = "Access-Control-Allow-Private-Network";

    /** A field of our own: the browser hides the answer from the page, but shows its head to the developer. */
    private static final String EXPLANATION = "X-CORS-Refused";

    private final boolean anyOrigin;
    private final boolean credentials;
    private final String exposed;
    private final RequestHeaderList requestHeaders;
    private final long maxAgeSeconds;
    private final boolean explaining;
    private final Events events;

    /** Of all that write CORS fields too one is told of, whichever comes first. */
    private final AtomicBoolean told = new AtomicBoolean();

    CorsAnswers(
            boolean anyOrigin,
            boolean credentials,
            List<String> exposed,
            RequestHeaderList requestHeaders,
            long maxAgeSeconds,
            boolean explaining,
            Events events) {
        this.anyOrigin = anyOrigin;
        this.credentials = credentials;
        this.exposed = String.join(", ", exposed);
        this.requestHeaders = requestHeaders;
        this.maxAgeSeconds = maxAgeSeconds;
        this.explaining = explaining;
        this.events = events;
    }

    private void addOrigin(HeaderEdits.Builder edits, String origin) {
        edits.enforce(ORIGIN, origin);
        if (credentials) {
            edits.enforce(CREDENTIALS, "true");
        }
        if (!anyOrigin) {
            edits.append("Vary", "Origin");
        }
    }

    /** What a request of an allowed origin gets, and what it does not get from others. */
    Decision actual(String origin) {
        HeaderEdits.Builder edits = HeaderEdits.builder();
        addOrigin(edits, origin);
        if (!exposed.isEmpty()) {
            edits.enforce(EXPOSE, exposed);
        }
        List<String> foreign = new ArrayList<>(2);
        if (!credentials) {
            foreign.add(CREDENTIALS);
        }
        if (exposed.isEmpty()) {
            foreign.add(EXPOSE);
        }
        return without(foreign, edits.build());
    }

    /** What a request without allowed origin gets: only that the answer depends on the origin. */
    Decision notAllowed() {
        return without(
                List.of(ORIGIN, CREDENTIALS, EXPOSE),
                HeaderEdits.builder().append("Vary", "Origin").build());
    }

    /** As {@link #notAllowed}, and says why where refusals are explained. */
    Decision notAllowed(CorsReason reason) {
        HeaderEdits.Builder edits = HeaderEdits.builder().append("Vary", "Origin");
        if (explaining) {
            edits.enforce(EXPLANATION, reason.code());
        }
        return without(List.of(ORIGIN, CREDENTIALS, EXPOSE), edits.build());
    }

    private Decision without(List<String> foreign, HeaderEdits edits) {
        return foreign.isEmpty()
                ? Decision.proceed(edits)
                : new Decision.Proceed(
                        edits,
                        Attributes.none(),
                        null,
                        new ForeignFields(told, events, foreign.toArray(String[]::new)));
    }

    /** Names the requested method and headers only, not all that are allowed. */
    Decision preflight(String origin, String method, @Nullable String headers) {
        HeaderEdits.Builder edits = HeaderEdits.builder();
        addOrigin(edits, origin);
        edits.append("Vary", PREFLIGHT_VARY);
        edits.remove(PRIVATE_NETWORK);
        edits.enforce(METHODS, method);
        if (headers != null) {
            edits.enforce(HEADERS, requestHeaders.allowsAny() ? wildcard() : headers);
        } else {
            edits.remove(HEADERS);
        }
        if (maxAgeSeconds >= 0) {
            edits.enforce(MAX_AGE, Long.toString(maxAgeSeconds));
        } else {
            edits.remove(MAX_AGE);
        }
        if (!credentials) {
            edits.remove(CREDENTIALS);
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
        HeaderEdits.Builder edits = HeaderEdits.builder().append("Vary", PREFLIGHT_VARY);
        // An outer filter may have granted before anybody asked this policy.
        for (String name : List.of(ORIGIN, CREDENTIALS, METHODS, HEADERS, MAX_AGE, EXPOSE, PRIVATE_NETWORK)) {
            edits.remove(name);
        }
        return Decision.reject(explaining ? explained(problem, reason) : problem, edits.build());
    }

    private static Problem explained(Problem problem, CorsReason reason) {
        return problem.with("reason", reason.code()).with("detail", reason.sentence());
    }
}
