package io.seaworthy.headers.internal;

import io.seaworthy.kernel.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An origin in the one spelling that browsers send (HTML standard section 7.1.1, "serialization of an origin"): lower
 * case, ASCII, canonical host, no default port, no path. Parsing accepts nothing else, so that two origins are the same
 * exactly if their texts are. Immutable.
 *
 * @param scheme in lower case, without the colon
 * @param host a domain, an IPv4 address or a bracketed IPv6 address
 * @param port 1 to 65535, or -1 for the scheme's default
 */
public record WebOrigin(String scheme, String host, int port) {

    private static final int MAX_SCHEME = 64;
    /** The longest host, in characters (RFC 1035 section 2.3.4, without the final dot). */
    public static final int MAX_HOST = 253;

    /** The longest origin: a longer text need not be looked at. */
    public static final int MAX_LENGTH = MAX_SCHEME + "://".length() + MAX_HOST + ":65535".length();

    private static final int MAX_LABEL = 63;

    /** Schemes whose origins are opaque or belong to no server; browsers send {@code null} for them. */
    private static final List<String> OPAQUE = List.of("about", "blob", "data", "file", "filesystem", "javascript");

    /** Why a text is not an origin; the code is part of the API, the sentence says what would be one. */
    public enum Flaw {
        EMPTY("missing", "an origin such as https://app.example.com"),
        NULL("null_origin", "an origin; \"null\" is sent by sandboxed frames of any site and cannot be trusted"),
        WILDCARD("wildcard", "an origin without *"),
        NO_SCHEME("missing_scheme", "a scheme and ://, such as https://app.example.com"),
        SCHEME("bad_scheme", "a scheme in lower case: a letter, then letters, digits, + . or -; at most 64"),
        OPAQUE("opaque_scheme", "a scheme with origins of its own; browsers send \"null\" for this one"),
        BLANK("not_ascii", "printable ASCII without blanks; an international name in its xn-- form"),
        USER_INFO("user_info", "no user information"),
        PATH("not_only_an_origin", "scheme, host and port only: no trailing slash, path, query or fragment"),
        CASE("not_lower_case", "the host in lower case, as browsers send it"),
        HOST("bad_host", "a host name of labels of 1 to 63 letters, digits, hyphens or underscores; 253 in all"),
        IPV4("bad_ipv4", "a canonical IPv4 address: four decimal numbers up to 255 without leading zeros"),
        IPV6("bad_ipv6", "a canonical IPv6 address in brackets (RFC 5952), not IPv4-mapped, without a zone"),
        PORT("bad_port", "a port of 1 to 65535 without leading zeros"),
        DEFAULT_PORT("default_port", "the scheme's default port left out, as browsers do");

        private final String code;
        private final String allowed;

        Flaw(String code, String allowed) {
            this.code = code;
            this.allowed = allowed;
        }

        public String code() {
            return code;
        }

        public String allowed() {
            return allowed;
        }
    }

    /** The origin, or why there is none: exactly one of the two. */
    public record Parsed(
            @Nullable WebOrigin origin, @Nullable Flaw flaw) {}

    /** Whether the text spells an origin; allocates nothing, unless its host is an address. */
    public static boolean isOrigin(String text) {
        return isHostByName(text) || (text.length() <= MAX_LENGTH && flawOf(text) == null);
    }

    /** The usual kind in one pass: http or https, a host name, no port. Where it says no, nothing is known yet. */
    private static boolean isHostByName(String text) {
        int label = text.startsWith("https://") ? 8 : text.startsWith("http://") ? 7 : -1;
        int end = text.length();
        if (label < 0 || end - label > MAX_HOST) {
            return false;
        }
        char before = '.';
        for (int i = label; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (before == '.' || before == '-' || i - label > MAX_LABEL) {
                    return false;
                }
                label = i + 1;
            } else if (!isLower(c) && !isDigit(c) && c != '_' && (c != '-' || before == '.')) {
                return false;
            }
            before = c;
        }
        // A last label that begins with a digit may be an address.
        return label < end && before != '-' && end - label <= MAX_LABEL && isLower(text.charAt(label));
    }

    /** Whether the text spells an origin on the reader's own machine. */
    public static boolean isLoopback(String text) {
        WebOrigin origin = parseOrNull(text);
        return origin != null && origin.isLoopback();
    }

    /** The origin that the text spells, or null. */
    public static @Nullable WebOrigin parseOrNull(String text) {
        return parse(text).origin();
    }

    public static Parsed parse(String text) {
        Flaw flaw = flawOf(text);
        if (flaw != null) {
            return new Parsed(null, flaw);
        }
        int mark = text.indexOf("://");
        int colon = portColon(text, mark + 3);
        int end = colon < 0 ? text.length() : colon;
        int port = colon < 0 ? -1 : port(text, colon + 1);
        return new Parsed(new WebOrigin(text.substring(0, mark), text.substring(mark + 3, end), port), null);
    }

    private static @Nullable Flaw flawOf(String text) {
        if (text.isEmpty() || text.equals("null") || text.indexOf('*') >= 0) {
            return text.isEmpty() ? Flaw.EMPTY : text.equals("null") ? Flaw.NULL : Flaw.WILDCARD;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return Flaw.BLANK;
            }
        }
        int mark = text.indexOf("://");
        if (mark < 0) {
            return Flaw.NO_SCHEME;
        }
        Flaw flaw = schemeFlaw(text, mark);
        return flaw != null ? flaw : authorityFlaw(text, mark);
    }

    private static @Nullable Flaw schemeFlaw(String text, int end) {
        boolean good = end > 0 && end <= MAX_SCHEME && isLower(text.charAt(0));
        for (int i = 1; good && i < end; i++) {
            char c = text.charAt(i);
            good = isLower(c) || isDigit(c) || c == '+' || c == '.' || c == '-';
        }
        if (!good) {
            return Flaw.SCHEME;
        }
        for (int i = 0; i < OPAQUE.size(); i++) {
            if (OPAQUE.get(i).length() == end && text.startsWith(OPAQUE.get(i))) {
                return Flaw.OPAQUE;
            }
        }
        return null;
    }

    private static @Nullable Flaw authorityFlaw(String text, int mark) {
        int start = mark + 3;
        boolean path = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@') {
                return Flaw.USER_INFO;
            }
            path |= c == '/' || c == '?' || c == '#' || c == '\\';
        }
        if (path) {
            return Flaw.PATH;
        }
        int colon = portColon(text, start);
        Flaw flaw = hostFlaw(text, start, colon < 0 ? text.length() : colon);
        if (flaw != null || colon < 0) {
            return flaw;
        }
        int port = port(text, colon + 1);
        return port < 0 ? Flaw.PORT : port == defaultPort(text, mark) ? Flaw.DEFAULT_PORT : null;
    }

    /** The colon before the port, or -1; an IPv6 address has colons of its own. */
    private static int portColon(String text, int start) {
        boolean bracket = text.startsWith("[", start);
        return text.indexOf(':', bracket ? Math.max(start, text.indexOf(']', start)) : start);
    }

    private static @Nullable Flaw hostFlaw(String text, int start, int end) {
        if (text.startsWith("[", start)) {
            boolean closed = text.charAt(end - 1) == ']';
            return closed && isIpv6(text.substring(start + 1, end - 1)) ? null : Flaw.IPV6;
        }
        if (start == end || end - start > MAX_HOST) {
            return Flaw.HOST;
        }
        int label = start;
        for (int i = start; i <= end; i++) {
            if (i == end || text.charAt(i) == '.') {
                Flaw flaw = labelFlaw(text, label, i);
                if (flaw != null) {
                    return flaw;
                }
                label = i == end ? label : i + 1;
            }
        }
        // The URL standard reads a host that ends in a number as IPv4, in whatever notation.
        boolean address = isNumeric(text, label, end);
        return address && IpAddress.parse(text.substring(start, end)) == null ? Flaw.IPV4 : null;
    }

    private static @Nullable Flaw labelFlaw(String text, int start, int end) {
        boolean good =
                start < end && end - start <= MAX_LABEL && text.charAt(start) != '-' && text.charAt(end - 1) != '-';
        for (int i = start; good && i < end; i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return Flaw.CASE;
            }
            good = isLower(c) || isDigit(c) || c == '-' || c == '_';
        }
        return good ? null : Flaw.HOST;
    }

    /** The text form of RFC 5952 only; an IPv4-mapped address prints as IPv4, so it is refused by the same test. */
    private static boolean isIpv6(String text) {
        IpAddress address = IpAddress.parse(text);
        return address != null && !address.isIpv4() && address.toString().equals(text);
    }

    private static boolean isNumeric(String text, int start, int end) {
        boolean hex = text.startsWith("0x", start) && start + 2 <= end;
        for (int i = hex ? start + 2 : start; i < end; i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && !(hex && c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /** The port that begins there, or -1. */
    private static int port(String text, int start) {
        int length = text.length() - start;
        if (length < 1 || length > 5 || text.charAt(start) == '0') {
            return -1;
        }
        int port = 0;
        for (int i = start; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            port = port * 10 + text.charAt(i) - '0';
        }
        return port <= 65_535 ? port : -1;
    }

    private static int defaultPort(String text, int mark) {
        return switch (mark) {
            case 2 -> text.startsWith("ws") ? 80 : -1;
            case 3 -> text.startsWith("wss") ? 443 : text.startsWith("ftp") ? 21 : -1;
            case 4 -> text.startsWith("http") ? 80 : -1;
            case 5 -> text.startsWith("https") ? 443 : -1;
            default -> -1;
        };
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether the host is an address literal. */
    public boolean isAddress() {
        return host.startsWith("[") || isNumeric(host, host.lastIndexOf('.') + 1, host.length());
    }

    /** Whether the origin is on the reader's own machine, where plain http cannot be listened to. */
    public boolean isLoopback() {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || (isAddress() && host.startsWith("127."));
    }

    public boolean isSecure() {
        return scheme.equals("https");
    }

    /** The origin as browsers send it. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port);
    }
}
