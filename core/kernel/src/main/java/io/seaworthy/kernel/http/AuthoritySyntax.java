package io.seaworthy.kernel.http;

import io.seaworthy.kernel.internal.Ascii;

/** The authority of a request: a host name, an IPv4 address or a bracketed IPv6 address, and perhaps a port. Stateless. */
public final class AuthoritySyntax {

    private static final int MAX_HOST = 255;

    private AuthoritySyntax() {}

    /** Whether the text is one: no user information, no wildcard, no zone. */
    public static boolean isValid(String authority) {
        if (authority.startsWith("[")) {
            int close = authority.indexOf(']');
            return close > 0 && isIpv6(authority, close) && isPort(authority, close + 1);
        }
        int colon = authority.indexOf(':');
        int end = colon < 0 ? authority.length() : colon;
        return isHost(authority, end) && isPort(authority, end);
    }

    private static boolean isHost(String authority, int end) {
        boolean sound = end > 0 && end <= MAX_HOST;
        char before = '.';
        for (int i = 0; sound && i < end; i++) {
            char c = authority.charAt(i);
            char lower = Ascii.toLower(c);
            boolean label = (lower >= 'a' && lower <= 'z') || Ascii.isDigit(c) || c == '-' || c == '_';
            sound = label || (c == '.' && before != '.');
            before = c;
        }
        return sound;
    }

    private static boolean isIpv6(String authority, int close) {
        int colons = 0;
        for (int i = 1; i < close; i++) {
            char c = authority.charAt(i);
            if (c == ':') {
                colons++;
            } else if (!Ascii.isHexDigit(c) && c != '.') {
                return false;
            }
        }
        return colons >= 2 && close <= 46;
    }

    private static boolean isPort(String authority, int from) {
        if (from == authority.length()) {
            return true;
        }
        int digits = authority.length() - from - 1;
        if (authority.charAt(from) != ':' || digits < 1 || digits > 5) {
            return false;
        }
        int port = 0;
        for (int i = from + 1; i < authority.length(); i++) {
            if (!Ascii.isDigit(authority.charAt(i))) {
                return false;
            }
            port = port * 10 + authority.charAt(i) - '0';
        }
        return port > 0 && port <= 65535;
    }
}
