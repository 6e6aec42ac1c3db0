package io.seaworthy.kernel.http;

import io.seaworthy.kernel.internal.Ascii;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The one spelling of a path that this library lets pass: RFC 3986 pchars, no empty and no dot segment however
 * encoded, no parameter, percent-encoded well-formed UTF-8 without separators and controls. One pass, no allocation.
 */
final class PathSyntax {

    private static final boolean[] PCHAR = new boolean[128];

    static {
        for (char c = 0; c < 128; c++) {
            PCHAR[c] = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || Ascii.isDigit(c)
                    || "-._~!$&'()*+,;=:@".indexOf(c) >= 0;
        }
    }

    private PathSyntax() {}

    static boolean isPchar(char c) {
        return c < 128 && PCHAR[c];
    }

    /** The first fault of a path, or null where it is canonical. */
    static @Nullable PathFault faultOf(String path) {
        return faultOf(path, false, false);
    }

    static @Nullable PathFault faultOf(String path, boolean emptySegments, boolean parameters) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return PathFault.NOT_ABSOLUTE;
        }
        int length = path.length();
        int at = 1;
        while (at < length) {
            int start = at;
            int dots = 0;
            int others = 0;
            while (at < length && path.charAt(at) != '/') {
                char c = path.charAt(at);
                if (c == '%') {
                    int decoded = decode(path, at);
                    PathFault fault = faultOf(decoded, path, at);
                    if (fault != null) {
                        return fault;
                    }
                    if (decoded == '.') {
                        dots++;
                    } else {
                        others++;
                    }
                    at += 3 * utf8Length(decoded);
                } else {
                    PathFault fault = c == ';' && parameters ? null : faultOf(c);
                    if (fault != null) {
                        return fault;
                    }
                    if (c == '.') {
                        dots++;
                    } else {
                        others++;
                    }
                    at++;
                }
            }
            if (others == 0 && (dots == 1 || dots == 2)) {
                return PathFault.DOT_SEGMENT;
            }
            if (at == start && !emptySegments) {
                return PathFault.EMPTY_SEGMENT;
            }
            at++;
        }
        return null;
    }

    private static @Nullable PathFault faultOf(char c) {
        if (c == ';') {
            return PathFault.PATH_PARAMETER;
        } else if (c == '\\') {
            return PathFault.BACKSLASH;
        } else if (c >= 128) {
            return PathFault.NOT_ASCII;
        }
        return PCHAR[c] ? null : PathFault.ILLEGAL_CHARACTER;
    }

    private static @Nullable PathFault faultOf(int decoded, String path, int at) {
        if (decoded < 0) {
            return PathFault.BAD_ENCODING;
        } else if (decoded == '/' || decoded == '\\') {
            return PathFault.ENCODED_SEPARATOR;
        } else if (decoded < 0x20 || (decoded >= 0x7f && decoded < 0xa0)) {
            return PathFault.ENCODED_CONTROL;
        } else if (decoded == '%' && hex(path, at + 3) >= 0 && hex(path, at + 4) >= 0) {
            return PathFault.DOUBLE_ENCODING;
        }
        return null;
    }

    /** The code point whose percent-encoding begins here, or -1. */
    private static int decode(String path, int at) {
        int lead = octet(path, at);
        if (lead < 0x80) {
            return lead;
        }
        int following = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
        if (lead < 0xc2 || lead > 0xf4) {
            return -1;
        }
        int point = lead & (0x3f >> following);
        for (int i = 1; i <= following; i++) {
            int next = octet(path, at + 3 * i);
            if ((next & 0xc0) != 0x80 || next < 0) {
                return -1;
            }
            point = point << 6 | (next & 0x3f);
        }
        boolean overlong = utf8Length(point) != following + 1;
        boolean surrogate = point >= 0xd800 && point <= 0xdfff;
        return overlong || surrogate || point > 0x10ffff ? -1 : point;
    }

    private static int utf8Length(int point) {
        return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }

    private static int octet(String path, int at) {
        if (at + 2 >= path.length() || path.charAt(at) != '%') {
            return -1;
        }
        int high = hex(path, at + 1);
        int low = hex(path, at + 2);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int hex(String path, int at) {
        char c = at < path.length() ? path.charAt(at) : 0;
        return Ascii.isHexDigit(c) ? Character.digit(c, 16) : -1;
    }

    /** Whether every percent sign begins an octet. */
    static boolean isPercentEncoded(String text) {
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 3)) {
            if (octet(text, at) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a piece of a path stands for itself. */
    static boolean isPlain(String path, int from, int to) {
        int percent = path.indexOf('%', from);
        return percent < 0 || percent >= to;
    }

    /** A piece of a canonical path, decoded once. */
    static String decode(String path, int from, int to) {
        if (isPlain(path, from, to)) {
            return path.substring(from, to);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
        for (int at = from; at < to; at++) {
            if (path.charAt(at) == '%') {
                bytes.write(octet(path, at));
                at += 2;
            } else {
                bytes.write(path.charAt(at));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
