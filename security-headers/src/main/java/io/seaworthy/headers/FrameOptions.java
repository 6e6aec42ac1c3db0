package io.seaworthy.headers;

/**
 * {@code X-Frame-Options} (HTML standard section 7.7), for browsers that do not know the policy's
 * {@code frame-ancestors}, which overrides it in all others.
 */
public enum FrameOptions implements HeaderValue {
    /** Nobody may frame the page. */
    DENY("DENY"),
    /** Only pages of the same origin may. */
    SAMEORIGIN("SAMEORIGIN");

    private final String value;

    FrameOptions(String value) {
        this.value = value;
    }

    @Override
    public String field() {
        return "X-Frame-Options";
    }

    @Override
    public String value() {
        return value;
    }
}
