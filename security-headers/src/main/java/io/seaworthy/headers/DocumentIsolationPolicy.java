package io.seaworthy.headers;

/**
 * {@code Document-Isolation-Policy} (WICG): cross-origin isolation of one document without conditions on its frames.
 * Chromium only; off in every preset.
 */
public enum DocumentIsolationPolicy implements HeaderValue {
    /** Embedded resources must consent. */
    ISOLATE_AND_REQUIRE_CORP("isolate-and-require-corp"),
    /** Other resources are fetched without credentials. */
    ISOLATE_AND_CREDENTIALLESS("isolate-and-credentialless");

    private final String value;

    DocumentIsolationPolicy(String value) {
        this.value = value;
    }

    @Override
    public String field() {
        return "Document-Isolation-Policy";
    }

    @Override
    public String value() {
        return value;
    }
}
