package io.seaworthy.jdkhttp;

import io.seaworthy.kernel.internal.Ascii;

/**
 * The value of a Host field (RFC 9110 section 7.2), narrower than the grammar: a name of letters, digits, {@code -},
 * {@code .} and {@code _}, or an IPv6 literal in brackets, and an optional port. Percent-encoded names and sub-delimiters
 * are refused, because no server is reached by them and parsers disagree about them.
 */
final class HostSyntax {

    private static final int LONGEST = 255 + 6;

    private HostSyntax() {}

    static boolean isHost(String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            return false;
        }
        int end = value.charAt(0) == '[' ? value.indexOf(']') + 1 : value.indexOf(':');
        if (end < 0) {
            end = value.length();
        }
        return end > 0 && isName(value, end) && isPort(value, end);
    }

    private static boolean isName(String value, int end) {
        boolean literal = value.charAt(0) == '[';
        for (int i = literal ? 1 : 0; i < (literal ? end - 1 : end); i++) {
            char c = value.charAt(i);
            boolean good = literal ? isLiteralChar(c) : isNameChar(c);
            if (!good) {
                return false;
            }
        }
        return !literal || end > 3;
    }

    private static boolean isLiteralChar(char c) {
        return Ascii.isHexDigit(c) || c == ':' || c == '.';
    }

    private static boolean isNameChar(char c) {
        char lower = Ascii.toLower(c);
        return (lower >= 'a' && lower <= 'z') || Ascii.isDigit(c) || c == '-' || c == '.' || c == '_';
    }

    private static boolean isPort(String value, int from) {
        if (from == value.length()) {
            return true;
        }
        // An empty port is allowed by RFC 3986 section 3.2.3.
        if (value.charAt(from) != ':' || value.length() - from > 6) {
            return false;
        }
        for (int i = from + 1; i < value.length(); i++) {
            if (!Ascii.isDigit(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
