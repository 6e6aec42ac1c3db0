package io.seaworthy.headers.internal;

import io.seaworthy.kernel.net.IpAddress;
import java.util.Set;
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

    private static final int MAX_LABEL = 63;

    /** Schemes whose origins are opaque or belong to no server; browsers send {@code null} for them. */
    private static final Set<String> OPAQUE = Set.of("about", "blob", "data", "file", "filesystem", "javascript");

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

    private static final class Bad extends Exception {

        private static final long serialVersionUID = 1;
        final Flaw flaw;

        Bad(Flaw flaw) {
            super(flaw.code, null, false, false);
            this.flaw = flaw;
        }
    }

    /** The origin that the text spells, or null. */
    public static @Nullable WebOrigin parseOrNull(String text) {
        return parse(text).origin();
    }

    public static Parsed parse(String text) {
        try {
            return new Parsed(read(text), null);
        } catch (Bad bad) {
            return new Parsed(null, bad.flaw);
        }
    }

    private static WebOrigin read(String text) throws Bad {
        require(!text.isEmpty(), Flaw.EMPTY);
        require(!text.equals("null"), Flaw.NULL);
        require(text.indexOf('*') < 0, Flaw.WILDCARD);
        for (int i = 0; i < text.length(); i++) {
            require(text.charAt(i) > ' ' && text.charAt(i) < 0x7f, Flaw.BLANK);
        }
        int mark = text.indexOf("://");
        require(mark >= 0, Flaw.NO_SCHEME);
        String scheme = text.substring(0, mark);
        require(isScheme(scheme), Flaw.SCHEME);
        require(!OPAQUE.contains(scheme), Flaw.OPAQUE);
        String rest = text.substring(mark + 3);
        require(rest.indexOf('@') < 0, Flaw.USER_INFO);
        require(indexOfAny(rest, "/?#\\") < 0, Flaw.PATH);
        int colon = rest.startsWith("[") ? rest.indexOf(':', Math.max(0, rest.indexOf(']'))) : rest.indexOf(':');
        String host = colon < 0 ? rest : rest.substring(0, colon);
        checkHost(host);
        int port = colon < 0 ? -1 : port(rest.substring(colon + 1));
        require(port < 0 || port != defaultPort(scheme), Flaw.DEFAULT_PORT);
        return new WebOrigin(scheme, host, port);
    }

    private static boolean isScheme(String scheme) {
        boolean good = !scheme.isEmpty() && scheme.length() <= MAX_SCHEME && isLower(scheme.charAt(0));
        for (int i = 1; good && i < scheme.length(); i++) {
            char c = scheme.charAt(i);
            good = isLower(c) || isDigit(c) || c == '+' || c == '.' || c == '-';
        }
        return good;
    }

    private static void checkHost(String host) throws Bad {
        if (host.startsWith("[")) {
            require(host.endsWith("]") && isIpv6(host.substring(1, host.length() - 1)), Flaw.IPV6);
            return;
        }
        require(!host.isEmpty() && host.length() <= MAX_HOST, Flaw.HOST);
        String[] labels = host.split("\\.", -1);
        for (String label : labels) {
            require(!label.isEmpty() && label.length() <= MAX_LABEL, Flaw.HOST);
            require(label.charAt(0) != '-' && label.charAt(label.length() - 1) != '-', Flaw.HOST);
            for (int i = 0; i < label.length(); i++) {
                char c = label.charAt(i);
                require(c < 'A' || c > 'Z', Flaw.CASE);
                require(isLower(c) || isDigit(c) || c == '-' || c == '_', Flaw.HOST);
            }
        }
        if (isNumeric(labels[labels.length - 1])) {
            // The URL standard reads a host that ends in a number as IPv4, in whatever notation.
            require(IpAddress.parse(host) != null, Flaw.IPV4);
        }
    }

    /** The text form of RFC 5952 only; an IPv4-mapped address prints as IPv4, so it is refused by the same test. */
    private static boolean isIpv6(String text) {
        IpAddress address = IpAddress.parse(text);
        return address != null && !address.isIpv4() && address.toString().equals(text);
    }

    private static boolean isNumeric(String label) {
        boolean digits = label.chars().allMatch(c -> isDigit((char) c));
        return digits || (label.startsWith("0x") && label.substring(2).chars().allMatch(c -> isHex((char) c)));
    }

    private static int port(String text) throws Bad {
        boolean good = !text.isEmpty() && text.length() <= 5 && text.charAt(0) != '0';
        int port = 0;
        for (int i = 0; good && i < text.length(); i++) {
            good = isDigit(text.charAt(i));
            port = port * 10 + text.charAt(i) - '0';
        }
        require(good && port <= 65_535, Flaw.PORT);
        return port;
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http", "ws" -> 80;
            case "https", "wss" -> 443;
            case "ftp" -> 21;
            default -> -1;
        };
    }

    private static void require(boolean condition, Flaw flaw) throws Bad {
        if (!condition) {
            throw new Bad(flaw);
        }
    }

    private static int indexOfAny(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f');
    }

    /** Whether the host is an address literal. */
    public boolean isAddress() {
        return host.startsWith("[") || isNumeric(host.substring(host.lastIndexOf('.') + 1));
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
