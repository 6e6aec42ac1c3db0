package io.seaworthy.sanitize.encode;

import java.nio.charset.StandardCharsets;

/** A component of a URI (RFC 3986 section 2.3): unreserved characters stay, all others are percent-encoded UTF-8. */
final class UriEscaper extends Escaper {

    static final UriEscaper COMPONENT = new UriEscaper();

    private static final String DIGITS = "0123456789ABCDEF";

    private UriEscaper() {
        super("-._~");
    }

    @Override
    boolean isPlainAboveAscii(char c) {
        return false;
    }

    @Override
    boolean isPlainPair(int codePoint) {
        return false;
    }

    @Override
    void escape(int codePoint, StringBuilder out) {
        int safe = isUnpaired(codePoint) ? REPLACEMENT : codePoint;
        for (byte b : Character.toString(safe).getBytes(StandardCharsets.UTF_8)) {
            out.append('%').append(DIGITS.charAt((b >> 4) & 0xf)).append(DIGITS.charAt(b & 0xf));
        }
    }
}
