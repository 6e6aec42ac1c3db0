package io.seaworthy.headers;

import java.util.List;

/**
 * {@code Cross-Origin-Opener-Policy} (HTML standard section 7.1.3): whether pages of other origins share a browsing
 * context group with this one, and so may reach its window object.
 */
public enum CrossOriginOpenerPolicy implements HeaderValue {
    /** Only pages of the same origin with the same policy. Recommended. */
    SAME_ORIGIN("same-origin"),
    /** Popups that this page opens keep their link to it: sign-in and payment windows. */
    SAME_ORIGIN_ALLOW_POPUPS("same-origin-allow-popups"),
    /** Cut off from whoever opened this page, even the same origin; may open popups. */
    NOOPENER_ALLOW_POPUPS("noopener-allow-popups"),
    /** The browsers' default: shared with everybody; weakened. */
    UNSAFE_NONE("unsafe-none");

    private final String value;

    CrossOriginOpenerPolicy(String value) {
        this.value = value;
    }

    @Override
    public String field() {
        return "Cross-Origin-Opener-Policy";
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public List<String> weaknesses() {
        return this == UNSAFE_NONE
                ? List.of("Cross-Origin-Opener-Policy unsafe-none lets other origins hold this page's window")
                : List.of();
    }
}
