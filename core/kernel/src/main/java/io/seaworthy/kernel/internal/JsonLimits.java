package io.seaworthy.kernel.internal;

/**
 * What a JSON text may cost its reader. Immutable.
 *
 * @param maxBytes the longest text, in bytes
 * @param maxDepth how deep arrays and objects may nest, 1 to 256; a bare number has depth 0
 * @param maxString the longest string or member name, in UTF-16 units
 * @param maxDigits the most digits in one number, its exponent not counted
 * @param maxMembers the most members and elements in the whole text
 * @param loneSurrogates whether an escaped half of a surrogate pair is accepted, as RFC 8259 permits and no two parsers
 *     treat alike
 */
public record JsonLimits(
        int maxBytes, int maxDepth, int maxString, int maxDigits, int maxMembers, boolean loneSurrogates) {

    private static final JsonLimits STRICT = new JsonLimits(64 << 10, 32, 64 << 10, 100, 10_000, false);

    public JsonLimits {
        require(maxBytes >= 1, "maxBytes is at least 1");
        require(maxDepth >= 0 && maxDepth <= 256, "maxDepth is 0 to 256");
        require(maxString >= 0, "maxString is at least 0");
        require(maxDigits >= 1, "maxDigits is at least 1");
        require(maxMembers >= 0, "maxMembers is at least 0");
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** 64 KiB, depth 32, strings up to the whole text, 100 digits, 10 000 members, no lone surrogates. */
    public static JsonLimits strict() {
        return STRICT;
    }

    public JsonLimits bytes(int max) {
        return new JsonLimits(max, maxDepth, Math.max(maxString, max), maxDigits, maxMembers, loneSurrogates);
    }

    public JsonLimits depth(int max) {
        return new JsonLimits(maxBytes, max, maxString, maxDigits, maxMembers, loneSurrogates);
    }

    public JsonLimits string(int max) {
        return new JsonLimits(maxBytes, maxDepth, max, maxDigits, maxMembers, loneSurrogates);
    }

    public JsonLimits digits(int max) {
        return new JsonLimits(maxBytes, maxDepth, maxString, max, maxMembers, loneSurrogates);
    }

    public JsonLimits members(int max) {
        return new JsonLimits(maxBytes, maxDepth, maxString, maxDigits, max, loneSurrogates);
    }

    /** Accepts escaped lone surrogates; for text of our own making only, a log line for example. */
    public JsonLimits dangerouslyAcceptLoneSurrogates() {
        return new JsonLimits(maxBytes, maxDepth, maxString, maxDigits, maxMembers, true);
    }
}
