package io.seaworthy.kernel.net;

import io.seaworthy.kernel.http.HeaderSyntax;
import io.seaworthy.kernel.internal.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of {@code Forwarded} (RFC 7239 section 4) and {@code X-Forwarded-For}, without allocation. Elements are
 * found from the right, because only the right end was written by somebody we trust: a quote that a client left open
 * further left must not swallow what the proxy appended. Ranges are packed: start in the upper, end in the lower half.
 * Stateless.
 */
final class ForwardedSyntax {

    /** Returned for anything that does not parse. */
    static final int INVALID = -1;

    private ForwardedSyntax() {}

    static long range(int from, int to) {
        return (long) from << 32 | to;
    }

    static int from(long range) {
        return (int) (range >>> 32);
    }

    static int to(long range) {
        return (int) range;
    }

    /** The start of the list element that ends at {@code end}; commas in quoted strings do not separate. */
    static int elementStart(String line, int end, boolean quotes) {
        for (int i = end - 1; i >= 0; i--) {
            char c = line.charAt(i);
            if (c == ',') {
                return i + 1;
            }
            if (c == '"' && quotes) {
                i = openingQuote(line, i);
                if (i < 0) {
                    return INVALID;
                }
            }
        }
        return 0;
    }

    private static int openingQuote(String line, int closing) {
        for (int i = closing - 1; i >= 0; i--) {
            if (line.charAt(i) == '"') {
                int backslashes = 0;
                while (i - 1 - backslashes >= 0 && line.charAt(i - 1 - backslashes) == '\\') {
                    backslashes++;
                }
                if (backslashes % 2 == 0) {
                    return i;
                }
            }
        }
        return INVALID;
    }

    /**
     * A {@code Forwarded} element in one pass: the values of {@code for} and {@code proto}, without their quotes, for
     * {@link #forValue} and {@link #protoValue}. {@link #INVALID} where the element does not parse, names one of them
     * twice or has no {@code for}.
     */
    static long element(String line, int from, int to) {
        if (to - from > 0xffff) {
            return INVALID;
        }
        long node = 0;
        long proto = 0;
        int at = from;
        while (true) {
            at = skipBlanks(line, at, to);
            if (at == to) {
                return node == 0 ? INVALID : proto << 32 | node;
            }
            if (line.charAt(at) == ';') {
                at++;
                continue;
            }
            int nameFrom = at;
            int nameTo = tokenEnd(line, at, to);
            if (nameTo == INVALID || nameTo == to || line.charAt(nameTo) != '=') {
                return INVALID;
            }
            at = nameTo + 1;
            boolean quoted = at < to && line.charAt(at) == '"';
            int valueFrom = quoted ? at + 1 : at;
            int valueTo = quoted ? quotedEnd(line, valueFrom, to) : tokenEnd(line, valueFrom, to);
            if (valueTo == INVALID) {
                return INVALID;
            }
            // Never 0, because a name stands before it.
            long value = (long) (valueFrom - from) << 16 | (valueTo - from);
            if (equalsIgnoreCase(line, nameFrom, nameTo, "for")) {
                if (node != 0) {
                    return INVALID;
                }
                node = value;
            } else if (equalsIgnoreCase(line, nameFrom, nameTo, "proto")) {
                if (proto != 0) {
                    return INVALID;
                }
                proto = value;
            }
            at = skipBlanks(line, quoted ? valueTo + 1 : valueTo, to);
            if (at < to && line.charAt(at++) != ';') {
                return INVALID;
            }
        }
    }

    /** The range of a parameter's value in an element, quotes taken off; {@link #INVALID} where it has none. */
    static long parameter(String line, int from, int to, String name) {
        int at = from;
        while (at < to) {
            at = skipBlanks(line, at, to);
            int nameTo = at < to ? tokenEnd(line, at, to) : INVALID;
            if (nameTo == INVALID || nameTo == to || line.charAt(nameTo) != '=') {
                return INVALID;
            }
            boolean quoted = nameTo + 1 < to && line.charAt(nameTo + 1) == '"';
            int valueFrom = quoted ? nameTo + 2 : nameTo + 1;
            int valueTo = quoted ? quotedEnd(line, valueFrom, to) : tokenEnd(line, valueFrom, to);
            if (valueTo == INVALID || equalsIgnoreCase(line, at, nameTo, name)) {
                return valueTo == INVALID ? INVALID : range(valueFrom, valueTo);
            }
            at = skipBlanks(line, quoted ? valueTo + 1 : valueTo, to);
            if (at < to && line.charAt(at++) != ';') {
                return INVALID;
            }
        }
        return INVALID;
    }

    /** The range of {@code for} in an element that starts at {@code from}. */
    static long forValue(long element, int from) {
        return range(from + (int) (element >>> 16 & 0xffff), from + (int) (element & 0xffff));
    }

    /** The range of {@code proto} in an element that starts at {@code from}; {@link #INVALID} where there is none. */
    static long protoValue(long element, int from) {
        return element >>> 32 == 0 ? INVALID : forValue(element >>> 32, from);
    }

    private static int tokenEnd(String line, int from, int to) {
        int at = from;
        while (at < to && HeaderSyntax.isTchar(line.charAt(at))) {
            at++;
        }
        return at == from ? INVALID : at;
    }

    private static int quotedEnd(String line, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c == '\\') {
                i++;
            } else if ((c < 0x20 && c != '\t') || c == 0x7f) {
                return INVALID;
            }
        }
        return INVALID;
    }

    /**
     * The range of the address in a node (RFC 7239 section 6): brackets and port checked and taken off.
     * {@code unknown} and obfuscated identifiers are {@link #INVALID}, and so is any text but one valid literal.
     *
     * @param bare whether IPv6 may stand without brackets, as in {@code X-Forwarded-For}
     */
    static long node(String line, int from, int to, boolean bare) {
        if (from < to && line.charAt(from) == '[') {
            int close = line.indexOf(']', from);
            if (close < 0 || close >= to || !isPort(line, close + 1, to)) {
                return INVALID;
            }
            return ipv6(line, from + 1, close);
        }
        if (IpSyntax.ipv4(line, from, to) != IpSyntax.INVALID) {
            return range(from, to);
        }
        int colon = line.indexOf(':', from);
        if (colon >= 0 && colon < to && IpSyntax.ipv4(line, from, colon) != IpSyntax.INVALID) {
            return isPort(line, colon, to) ? range(from, colon) : INVALID;
        }
        return bare ? ipv6(line, from, to) : INVALID;
    }

    private static long ipv6(String line, int from, int to) {
        int end = IpSyntax.endBeforeZone(line, from, to);
        return IpSyntax.ipv6Groups(line, from, end) == IpSyntax.INVALID ? INVALID : range(from, end);
    }

    /** Nothing, or a colon and one to five digits or an obfuscated port. */
    private static boolean isPort(String line, int from, int to) {
        if (from == to) {
            return true;
        }
        if (line.charAt(from) != ':' || to - from < 2) {
            return false;
        }
        boolean obfuscated = line.charAt(from + 1) == '_';
        if (!obfuscated && to - from > 6) {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            char c = line.charAt(i);
            boolean fits = obfuscated
                    ? IpSyntax.isDigit(c)
                            || (Ascii.toLower(c) >= 'a' && Ascii.toLower(c) <= 'z')
                            || "._-".indexOf(c) >= 0
                    : IpSyntax.isDigit(c);
            if (!fits) {
                return false;
            }
        }
        return !obfuscated || to - from > 2;
    }

    /** {@code "http"} or {@code "https"}, or null for anything else. */
    static @Nullable String scheme(String line, long range) {
        if (range == INVALID) {
            return null;
        }
        if (equalsIgnoreCase(line, from(range), to(range), "https")) {
            return "https";
        }
        return equalsIgnoreCase(line, from(range), to(range), "http") ? "http" : null;
    }

    /** The range without blanks at both ends. */
    static long trim(String line, int from, int to) {
        int start = skipBlanks(line, from, to);
        int end = to;
        while (end > start && isBlank(line.charAt(end - 1))) {
            end--;
        }
        return range(start, end);
    }

    private static int skipBlanks(String line, int from, int to) {
        int at = from;
        while (at < to && isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean equalsIgnoreCase(String line, int from, int to, String lower) {
        if (to - from != lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            if (Ascii.toLower(line.charAt(from + i)) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
