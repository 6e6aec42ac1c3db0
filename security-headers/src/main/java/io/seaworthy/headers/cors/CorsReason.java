package io.seaworthy.headers.cors;

import io.seaworthy.kernel.EventReason;
import java.util.Locale;

/** How a request fared under a CORS policy. */
public enum CorsReason implements EventReason {
    /** The path is none of the policy's. */
    OUT_OF_SCOPE(Severity.INFO, "The path is not under this CORS policy."),
    /** No Origin: not a request of another origin's page. */
    NOT_CORS(Severity.INFO, "The request has no Origin, so CORS does not apply to it."),
    /** The page is of the service's own origin. */
    SAME_ORIGIN(Severity.INFO, "The request comes from the service's own origin, so CORS does not apply to it."),
    ALLOWED(Severity.INFO, "The origin is allowed; its page may read the answer."),
    PREFLIGHT_ALLOWED(Severity.INFO, "The origin, the method and the headers are allowed."),
    /** A well-formed origin that is not on the list. */
    ORIGIN_REFUSED(Severity.WARNING, "The origin is not on the list; origins compare byte for byte."),
    /** {@code Origin: null}. */
    ORIGIN_NULL(
            Severity.WARNING, "The origin is \"null\", which sandboxed frames of any site send; it is never allowed."),
    /** Not what a browser sends. */
    ORIGIN_MALFORMED(Severity.WARNING, "The Origin field is not the origin of any page."),
    METHOD_REFUSED(Severity.WARNING, "The origin is allowed, but not the method that it asks for."),
    HEADER_REFUSED(Severity.WARNING, "The origin is allowed, but not every header that it asks for."),
    /** Longer than any list of allowed headers can be. */
    HEADERS_TOO_LONG(Severity.WARNING, "The list of headers asked for is longer than any list of allowed ones can be.");

    private final Severity severity;
    private final String sentence;

    CorsReason(Severity severity, String sentence) {
        this.severity = severity;
        this.sentence = sentence;
    }

    @Override
    public String area() {
        return "cors";
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Severity severity() {
        return severity;
    }

    /** The reason in a sentence. */
    public String sentence() {
        return sentence;
    }
}
