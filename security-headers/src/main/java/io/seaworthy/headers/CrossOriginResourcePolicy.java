package io.seaworthy.headers;

/**
 * {@code Cross-Origin-Resource-Policy} (Fetch standard section 3.7): who may embed this response without CORS.
 */
public enum CrossOriginResourcePolicy implements HeaderValue {
    /** The same origin only. Recommended. */
    SAME_ORIGIN("same-origin"),
    /** The same registrable domain: assets shared by subdomains. */
    SAME_SITE("same-site"),
    /** Everybody: public assets. */
    CROSS_ORIGIN("cross-origin");

    private final String value;

    CrossOriginResourcePolicy(String value) {
        this.value = value;
    }

    @Override
    public String field() {
        return "Cross-Origin-Resource-Policy";
    }

    @Override
    public String value() {
        return value;
    }
}
