package io.seaworthy.headers.csp;

import java.util.Locale;

/**
 * The parts of a host source (CSP3 section 2.3.1), in lower case; a missing part is empty.
 *
 * @param scheme {@code https}
 * @param host {@code *.example.com}
 * @param path {@code /js/}
 */
record HostSource(String scheme, String host, String path) {

    static HostSource of(String text) {
        int mark = text.indexOf("://");
        String scheme = mark < 0 ? "" : text.substring(0, mark);
        String rest = mark < 0 ? text : text.substring(mark + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        int colon = authority.indexOf(':', Math.max(0, authority.indexOf(']')));
        String host = colon < 0 ? authority : authority.substring(0, colon);
        return new HostSource(
                scheme.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT), slash < 0 ? "" : rest.substring(slash));
    }

    boolean isAnyHost() {
        return host.equals("*");
    }

    boolean isAddress() {
        return host.startsWith("[")
                || (!host.isEmpty() && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')));
    }

    /** Whether a request to this host would match, port and path aside. */
    boolean covers(String name) {
        return host.startsWith("*.") ? name.endsWith(host.substring(1)) : name.equals(host);
    }
}
