package io.seaworthy.sanitize.net;

import io.seaworthy.kernel.internal.Ascii;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.kernel.net.SpecialPurpose;
import io.seaworthy.sanitize.Checked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An absolute http or https URL that every parser reads alike (a subset of RFC 3986 on which it agrees with the WHATWG URL
 * standard): ASCII without spaces, controls, quotes and backslashes; no user info; a DNS name of letter-digit-hyphen labels,
 * an IPv4 address of four plain decimal numbers, or an IPv6 address in brackets without zone; port 80 or 443. Hosts such as
 * {@code 127.1}, {@code 0177.0.0.1}, {@code 2130706433}, {@code 0x7f.1} or {@code 127.0.0.1.} are refused before anybody
 * asks DNS, and so are addresses that are not public and {@code localhost} with everything below it. Scheme and host come
 * out in lower case; a fragment is dropped.
 *
 * <p>It does not say where a name leads: {@link SsrfGuard} does, when the connection is made. Fetching one of these with
 * another client is safe for addresses only.
 *
 * <p>Immutable; equality is by text.
 */
public final class PublicHttpUrl {

    /** UTF-16 units at most. */
    public static final int MAX_LENGTH = 2_048;

    private static final String LEGAL = "-._~:/?#[]@!$&'()*+,;=%";

    private final boolean secure;
    private final String host;
    private final @Nullable IpAddress literal;
    private final int port;
    private final String target;

    private PublicHttpUrl(boolean secure, String host, @Nullable IpAddress literal, int port, String target) {
        this.secure = secure;
        this.host = host;
        this.literal = literal;
        this.port = port;
        this.target = target;
    }

    /** The URL, or {@code INVALID_URL}, {@code BLOCKED_PORT} or {@code BLOCKED_ADDRESS}. */
    public static Checked<PublicHttpUrl, UrlRefusal> parse(String text) {
        int start = schemeEnd(text);
        if (start < 0 || text.length() > MAX_LENGTH || !isLegal(text)) {
            return Checked.refused(UrlRefusal.INVALID_URL);
        }
        boolean secure = start == "https://".length();
        int end = start;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = lower(text.substring(start, end));
        int colon = authority.endsWith("]") ? -1 : authority.lastIndexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        int port = colon < 0 ? (secure ? 443 : 80) : port(authority, colon + 1);
        IpAddress literal = literal(host);
        if (port < 0 || (literal == null && !isDnsName(host))) {
            return Checked.refused(UrlRefusal.INVALID_URL);
        }
        if (port != 80 && port != 443) {
            return Checked.refused(UrlRefusal.BLOCKED_PORT);
        }
        boolean local = host.equals("localhost") || host.endsWith(".localhost");
        if (local || (literal != null && !SpecialPurpose.isPublic(literal))) {
            return Checked.refused(UrlRefusal.BLOCKED_ADDRESS);
        }
        return Checked.accepted(new PublicHttpUrl(secure, host, literal, port, target(text.substring(end))));
    }

    private static int schemeEnd(String text) {
        if (text.regionMatches(true, 0, "https://", 0, 8)) {
            return 8;
        }
        return text.regionMatches(true, 0, "http://", 0, 7) ? 7 : -1;
    }

    private static boolean isLegal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char lower = Ascii.toLower(c);
            boolean alphanumeric = Ascii.isDigit(c) || (lower >= 'a' && lower <= 'z');
            if (!alphanumeric && LEGAL.indexOf(c) < 0) {
                return false;
            }
            boolean escape = c != '%'
                    || (i + 2 < text.length()
                            && Ascii.isHexDigit(text.charAt(i + 1))
                            && Ascii.isHexDigit(text.charAt(i + 2)));
            if (!escape) {
                return false;
            }
        }
        return true;
    }

    private static int port(String authority, int from) {
        int length = authority.length() - from;
        if (length < 1 || length > 5 || authority.charAt(from) == '0') {
            return -1;
        }
        int port = 0;
        for (int i = from; i < authority.length(); i++) {
            if (!Ascii.isDigit(authority.charAt(i))) {
                return -1;
            }
            port = port * 10 + authority.charAt(i) - '0';
        }
        return port <= 65_535 ? port : -1;
    }

    private static @Nullable IpAddress literal(String host) {
        if (host.startsWith("[")) {
            boolean plain = host.endsWith("]") && host.indexOf('%') < 0 && host.indexOf(':') >= 0;
            return plain ? IpAddress.parse(host, 1, host.length() - 1) : null;
        }
        return host.indexOf(':') < 0 ? IpAddress.parse(host) : null;
    }

    /** Labels of letters, digits and hyphens, at most 253 characters, the last one not a number in any base. */
    private static boolean isDnsName(String host) {
        if (host.isEmpty() || host.length() > 253) {
            return false;
        }
        String[] labels = host.split("\\.", -1);
        for (String label : labels) {
            boolean valid = !label.isEmpty()
                    && label.length() <= 63
                    && label.charAt(0) != '-'
                    && label.charAt(label.length() - 1) != '-'
                    && label.chars().allMatch(c -> c == '-' || Ascii.isDigit((char) c) || (c >= 'a' && c <= 'z'));
            if (!valid) {
                return false;
            }
        }
        String last = labels[labels.length - 1];
        boolean hex = last.startsWith("0x") && last.chars().skip(2).allMatch(c -> Ascii.isHexDigit((char) c));
        return !hex && !last.chars().allMatch(c -> Ascii.isDigit((char) c));
    }

    private static String target(String rest) {
        int fragment = rest.indexOf('#');
        String target = fragment < 0 ? rest : rest.substring(0, fragment);
        return target.startsWith("/") ? target : "/" + target;
    }

    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            lower.append(Ascii.toLower(text.charAt(i)));
        }
        return lower.toString();
    }

    /** Whether it is https. */
    public boolean isSecure() {
        return secure;
    }

    /** The host in lower case; an IPv6 address in brackets. */
    public String host() {
        return host;
    }

    /** The address that the host is a literal of, or null where it is a name. */
    public @Nullable IpAddress literal() {
        return literal;
    }

    public int port() {
        return port;
    }

    /** Path and query, as they go on a request line. */
    public String target() {
        return target;
    }

    /** The {@code Host} field: with the port unless it is the scheme's own. */
    String authority() {
        return port == (secure ? 443 : 80) ? host : host + ":" + port;
    }

    /** The URL. */
    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority() + target;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublicHttpUrl that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port, target);
    }
}
