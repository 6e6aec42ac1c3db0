package io.seaworthy.headers;

import java.util.List;

/**
 * {@code Referrer-Policy} (W3C Referrer Policy section 3): how much of the page's address other sites learn. Recommended:
 * {@link #NO_REFERRER}, or {@link #STRICT_ORIGIN_WHEN_CROSS_ORIGIN} where partners need to see where visitors come from.
 */
public enum ReferrerPolicy implements HeaderValue {
    /** Nothing, to nobody. */
    NO_REFERRER("no-referrer"),
    /** The whole address, within the origin only. */
    SAME_ORIGIN("same-origin"),
    /** The origin, not from HTTPS to HTTP. */
    STRICT_ORIGIN("strict-origin"),
    /** The whole address within the origin, the origin elsewhere, nothing from HTTPS to HTTP. */
    STRICT_ORIGIN_WHEN_CROSS_ORIGIN("strict-origin-when-cross-origin"),
    /** The origin, even from HTTPS to HTTP; weakened. */
    ORIGIN("origin"),
    /** As the strict form, but even from HTTPS to HTTP; weakened. */
    ORIGIN_WHEN_CROSS_ORIGIN("origin-when-cross-origin"),
    /** The whole address to every HTTPS site; weakened. */
    NO_REFERRER_WHEN_DOWNGRADE("no-referrer-when-downgrade"),
    /** The whole address, query included, to everybody; weakened. */
    DANGEROUSLY_UNSAFE_URL("unsafe-url");

    private final String value;

    ReferrerPolicy(String value) {
        this.value = value;
    }

    @Override
    public String field() {
        return "Referrer-Policy";
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public List<String> weaknesses() {
        return switch (this) {
            case NO_REFERRER, SAME_ORIGIN, STRICT_ORIGIN, STRICT_ORIGIN_WHEN_CROSS_ORIGIN -> List.of();
            default -> List.of("Referrer-Policy " + value + " tells other sites too much, or tells it over http");
        };
    }
}
