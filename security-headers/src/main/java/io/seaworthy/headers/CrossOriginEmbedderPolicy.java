package io.seaworthy.headers;

/**
 * {@code Cross-Origin-Embedder-Policy} (HTML standard section 7.1.4): what the page may embed from other origins. Together
 * with {@link CrossOriginOpenerPolicy#SAME_ORIGIN} it makes the page cross-origin isolated. Breaks pages that embed
 * resources whose servers do not answer for it.
 */
public enum CrossOriginEmbedderPolicy implements HeaderValue {
    /** Only what consents by CORS or {@code Cross-Origin-Resource-Policy}. */
    REQUIRE_CORP("require-corp"),
    /** Other resources are fetched without credentials. */
    CREDENTIALLESS("credentialless");

    private final String value;

    CrossOriginEmbedderPolicy(String value) {
        this.value = value;
    }

    @Override
    public String field() {
        return "Cross-Origin-Embedder-Policy";
    }

    @Override
    public String value() {
        return value;
    }
}
