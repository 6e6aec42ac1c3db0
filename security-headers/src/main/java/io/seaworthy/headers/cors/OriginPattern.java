package io.seaworthy.headers.cors;

import io.seaworthy.headers.internal.WebOrigin;
import org.jspecify.annotations.Nullable;

/**
 * An origin, or a set of them: {@code https://*.example.com} is every subdomain at any depth, but not
 * {@code example.com} itself; {@code http://localhost:*} is every port, the default one too. Immutable.
 *
 * @param base the origin without its wildcards
 * @param anySubdomain whether the host is that of the base behind a dot
 * @param anyPort whether the port does not matter
 */
record OriginPattern(WebOrigin base, boolean anySubdomain, boolean anyPort) {

    private static final String SUBDOMAINS = "://*.";
    private static final String PORTS = ":*";

    /** The pattern, or why there is none: exactly one of the two. */
    record Parsed(@Nullable OriginPattern pattern, WebOrigin.@Nullable Flaw flaw) {}

    static Parsed parse(String text) {
        boolean anyPort = text.endsWith(PORTS);
        String rest = anyPort ? text.substring(0, text.length() - PORTS.length()) : text;
        int mark = rest.indexOf(SUBDOMAINS);
        if (mark >= 0) {
            rest = rest.substring(0, mark) + "://" + rest.substring(mark + SUBDOMAINS.length());
        }
        WebOrigin.Parsed parsed = WebOrigin.parse(rest);
        WebOrigin base = parsed.origin();
        if (base == null) {
            return new Parsed(null, parsed.flaw());
        }
        if (mark >= 0 && base.isAddress()) {
            return new Parsed(null, WebOrigin.Flaw.WILDCARD);
        }
        if (mark >= 0 && base.host().length() > WebOrigin.MAX_HOST - 2) {
            return new Parsed(null, WebOrigin.Flaw.HOST);
        }
        return new Parsed(new OriginPattern(base, mark >= 0, anyPort), null);
    }

    boolean isSet() {
        return anySubdomain || anyPort;
    }

    /** The definition, without any cleverness; the tree must agree with it. */
    boolean matches(WebOrigin origin) {
        boolean host = anySubdomain
                ? origin.host().endsWith("." + base.host())
                : origin.host().equals(base.host());
        return host && origin.scheme().equals(base.scheme()) && (anyPort || origin.port() == base.port());
    }

    @Override
    public String toString() {
        String text = anySubdomain ? base.scheme() + SUBDOMAINS + base.host() : base.scheme() + "://" + base.host();
        String port = base.port() < 0 ? "" : ":" + base.port();
        return text + (anyPort ? PORTS : port);
    }
}
