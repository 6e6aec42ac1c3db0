package io.seaworthy.kernel.net;

/**
 * The grammar of address literals (RFC 4291 section 2.2, RFC 5952; dotted decimal as in RFC 3986 section 3.2.2),
 * without allocation: a check first, then the bits of each half. Stateless.
 */
final class IpSyntax {

    /** What {@code ipv4} and {@code ipv6Groups} return for anything that is no address. */
    static final int INVALID = -1;

    /** {@code ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255}. */
    private static final int LONGEST_IPV6 = 45;

    private IpSyntax() {}

    /**
     * The 32 bits of four decimal octets, or {@link #INVALID}. No leading zeros, because half of the world's parsers
     * read them as octal; no fewer octets, no hexadecimal.
     */
    static long ipv4(CharSequence text, int from, int to) {
        if (to - from < 7 || to - from > 15) {
            return INVALID;
        }
        long bits = 0;
        int at = from;
        for (int octet = 0; octet < 4; octet++) {
            if (octet > 0 && (at >= to || text.charAt(at++) != '.')) {
                return INVALID;
            }
            int start = at;
            int value = 0;
            while (at < to && at - start < 3 && isDigit(text.charAt(at))) {
                value = value * 10 + (text.charAt(at++) - '0');
            }
            if (at == start || value > 255 || (at - start > 1 && text.charAt(start) == '0')) {
                return INVALID;
            }
            bits = bits << 8 | value;
        }
        return at == to ? bits : INVALID;
    }

    /** How many 16-bit groups are written out, which the bits need to know; {@link #INVALID} for no IPv6 address. */
    static int ipv6Groups(CharSequence text, int from, int to) {
        if (to - from < 2 || to - from > LONGEST_IPV6) {
            return INVALID;
        }
        int groups = 0;
        boolean gap = false;
        int at = from;
        if (text.charAt(at) == ':') {
            if (text.charAt(at + 1) != ':') {
                return INVALID;
            }
            gap = true;
            at += 2;
        }
        while (at < to) {
            int start = at;
            while (at < to && at - start < 5 && hex(text.charAt(at)) >= 0) {
                at++;
            }
            if (at < to && text.charAt(at) == '.') {
                return ipv4(text, start, to) == INVALID ? INVALID : complete(groups + 2, gap);
            }
            if (at == start || at - start > 4) {
                return INVALID;
            }
            groups++;
            if (at == to) {
                break;
            }
            if (text.charAt(at++) != ':' || at == to) {
                return INVALID;
            }
            if (text.charAt(at) == ':') {
                if (gap) {
                    return INVALID;
                }
                gap = true;
                at++;
            }
        }
        return complete(groups, gap);
    }

    /** The gap stands for at least one group (RFC 4291 section 2.2 item 2). */
    private static int complete(int groups, boolean gap) {
        return gap ? (groups <= 7 ? groups : INVALID) : (groups == 8 ? groups : INVALID);
    }

    /** The upper (0) or lower (1) 64 bits of text for which {@code ipv6Groups} gave a count. */
    static long ipv6Half(CharSequence text, int from, int to, int groups, int half) {
        long bits = 0;
        int group = 0;
        int at = from;
        while (at < to) {
            if (text.charAt(at) == ':') {
                boolean gap = at + 1 < to && text.charAt(at + 1) == ':';
                group += gap ? 8 - groups : 0;
                at += gap ? 2 : 1;
                continue;
            }
            int start = at;
            long value = 0;
            for (; at < to && text.charAt(at) != ':'; at++) {
                if (text.charAt(at) == '.') {
                    return half == 0 ? bits : bits | ipv4(text, start, to);
                }
                value = value << 4 | hex(text.charAt(at));
            }
            if (group >> 2 == half) {
                bits |= value << (16 * (3 - (group & 3)));
            }
            group++;
        }
        return bits;
    }

    /** Where the address ends: before a zone id ({@code fe80::1%eth0}), else at the end; {@link #INVALID} for a bad one. */
    static int endBeforeZone(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '%') {
                return isZone(text, i + 1, to) ? i : INVALID;
            }
        }
        return to;
    }

    private static boolean isZone(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean allowed = isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || "-._~".indexOf(c) >= 0;
            if (!allowed) {
                return false;
            }
        }
        return from < to;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int hex(char c) {
        if (isDigit(c)) {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' && c < 0x80 ? lower - 'a' + 10 : INVALID;
    }
}
