package io.seaworthy.kernel.http;

import io.seaworthy.kernel.config.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a cookie that this service sets: everything but its value. The kind of definition decides the
 * prefix, and the prefix's rules hold by construction (RFC 6265bis section 4.1.3): {@link #host} is {@code Secure},
 * {@code Path=/} and bound to one host; {@link #hostHttp} cannot be read or planted by scripts as well; {@link #secure}
 * may be shared between hosts. All are {@code HttpOnly} and {@code SameSite=Lax} unless said otherwise.
 *
 * <pre>{@code
 * static final SetCookie SESSION = SetCookie.host("session").sameSite(SameSite.STRICT).build();
 * edits.append("Set-Cookie", SESSION.header(token));   // __Host-session=...; Path=/; Secure; HttpOnly; SameSite=Strict
 * edits.append("Set-Cookie", SESSION.clear());
 * String token = Cookies.of(head).get(SESSION.name());
 * }</pre>
 *
 * <p>Immutable, thread-safe.
 */
public final class SetCookie {

    /** The longest name and value together, in bytes (RFC 6265bis section 5.6). */
    public static final int MAX_PAIR = 4096;

    private static final int MAX_ATTRIBUTE = 1024;
    private static final Duration MAX_AGE = Duration.ofDays(400);
    private static final List<String> PREFIXES = List.of("__host-", "__secure-", "__http-");

    private enum Kind {
        PLAIN(""),
        SECURE("__Secure-"),
        HTTP("__Http-"),
        HOST("__Host-"),
        HOST_HTTP("__Host-Http-");

        final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        boolean isBoundToHost() {
            return this == HOST || this == HOST_HTTP;
        }

        boolean isHiddenFromScripts() {
            return this == HTTP || this == HOST_HTTP;
        }
    }

    private final String name;
    private final String attributes;
    private final String lifetime;

    private SetCookie(String name, String attributes, String lifetime) {
        this.name = name;
        this.attributes = attributes;
        this.lifetime = lifetime;
    }

    /** A cookie {@code __Host-NAME}: over https only, for exactly this host, for all its paths. The usual choice. */
    public static Builder host(String name) {
        return new Builder(Kind.HOST, name);
    }

    /** A cookie {@code __Host-Http-NAME}: as {@link #host}, and no script can read or plant it. */
    public static Builder hostHttp(String name) {
        return new Builder(Kind.HOST_HTTP, name);
    }

    /** A cookie {@code __Secure-NAME}: over https only; it may have a domain and a path. */
    public static Builder secure(String name) {
        return new Builder(Kind.SECURE, name);
    }

    /** A cookie {@code __Http-NAME}: as {@link #secure}, and no script can read or plant it. */
    public static Builder http(String name) {
        return new Builder(Kind.HTTP, name);
    }

    /**
     * A cookie without a prefix and without {@code Secure}: it travels over http, and any neighbouring host or anybody on
     * the network can plant it. For development and for what is no secret, a language for example.
     */
    public static Builder insecureWithoutPrefix(String name) {
        return new Builder(Kind.PLAIN, name);
    }

    /** The whole name, prefix included: what {@link Cookies#get} wants. */
    public String name() {
        return name;
    }

    /** The field value that sets the cookie. Throws {@link IllegalArgumentException} unless it is a cookie value. */
    public String header(String value) {
        if (!Cookies.isValue(value, 0, value.length())) {
            throw new IllegalArgumentException("The value of the cookie " + name
                    + " holds blanks, controls, commas, semicolons, quotes, backslashes or non-ASCII; encode it, for"
                    + " example as base64url");
        }
        if (name.length() + value.length() > MAX_PAIR) {
            throw new IllegalArgumentException("Name and value of the cookie " + name + " are longer than " + MAX_PAIR
                    + " bytes; browsers would drop it");
        }
        return name + "=" + value + attributes + lifetime;
    }

    /** The field value that deletes the cookie: the same attributes, at its end of life. */
    public String clear() {
        return name + "=" + attributes + "; Max-Age=0";
    }

    @Override
    public String toString() {
        return "SetCookie[" + name + attributes + lifetime + "]";
    }

    /** Collects a definition; not thread-safe. */
    public static final class Builder {

        private final Faults faults;
        private final Kind kind;
        private final String bare;
        private @Nullable String path;
        private @Nullable String domain;
        private @Nullable SameSite sameSite;
        private @Nullable Duration maxAge;
        private boolean readable;
        private boolean partitioned;

        private Builder(Kind kind, String bare) {
            this.kind = kind;
            this.bare = bare;
            this.faults = Faults.in("SetCookie");
        }

        /** The paths it is sent for, {@code /} by default. Permitted: {@code /app}. Prohibited: {@code app}. */
        public Builder path(String path) {
            faults.check(this.path == null, "path", path, "set_twice", "one path");
            this.path = path;
            return this;
        }

        /**
         * The domain whose hosts all get it; by default only the host that set it does. Permitted:
         * {@code example.com}. Prohibited: {@code .example.com}, {@code com}, an address.
         */
        public Builder domain(String domain) {
            faults.check(this.domain == null, "domain", domain, "set_twice", "one domain");
            this.domain = domain;
            return this;
        }

        /** With which requests of other sites it is sent, {@link SameSite#LAX} by default. */
        public Builder sameSite(SameSite sameSite) {
            faults.check(this.sameSite == null, "sameSite", sameSite.attribute, "set_twice", "one value");
            this.sameSite = sameSite;
            return this;
        }

        /**
         * How long the browser keeps it; until it is closed by default. Permitted: 1 s to 400 days. Prohibited: zero
         * (see {@link SetCookie#clear()}), ten years.
         */
        public Builder maxAge(Duration maxAge) {
            faults.check(this.maxAge == null, "maxAge", maxAge.toString(), "set_twice", "one duration");
            this.maxAge = maxAge;
            return this;
        }

        /**
         * One jar for each top-level site that embeds the service (CHIPS). Permitted: with {@code SameSite=None}.
         * Prohibited: with another policy, which keeps the cookie out of the frames that it is for.
         */
        public Builder partitioned() {
            faults.check(!partitioned, "partitioned", null, "set_twice", "once");
            partitioned = true;
            return this;
        }

        /** Leaves {@code HttpOnly} out: any script of the page, an injected one too, can read and send it away. */
        public Builder dangerouslyReadableByScripts() {
            faults.check(!readable, "dangerouslyReadableByScripts", null, "set_twice", "once");
            readable = true;
            return this;
        }

        public SetCookie build() {
            String name = kind.prefix + bare;
            SameSite policy = sameSite == null ? SameSite.LAX : sameSite;
            checkName(name);
            checkScope();
            boolean secure = kind != Kind.PLAIN;
            faults.check(secure || policy != SameSite.NONE, "sameSite", "None", "needs_secure", "a kind with a prefix");
            faults.check(secure || !partitioned, "partitioned", null, "needs_secure", "a kind with a prefix");
            faults.check(
                    !partitioned || policy == SameSite.NONE,
                    "partitioned",
                    "SameSite=" + policy.attribute,
                    "needs_same_site_none",
                    "sameSite(NONE); no other cookie reaches a frame of another site's page");
            faults.check(
                    !(readable && kind.isHiddenFromScripts()),
                    "dangerouslyReadableByScripts",
                    null,
                    "prefix_forbids",
                    "a kind without Http in its prefix");
            faults.check(
                    maxAge == null || (maxAge.compareTo(Duration.ofSeconds(1)) >= 0 && maxAge.compareTo(MAX_AGE) <= 0),
                    "maxAge",
                    String.valueOf(maxAge),
                    "out_of_range",
                    "1 s to 400 days; browsers cut what is longer");
            faults.throwIfAny();
            String attributes = "; Path=" + (path == null ? "/" : path)
                    + (domain == null ? "" : "; Domain=" + domain)
                    + (secure ? "; Secure" : "")
                    + (readable ? "" : "; HttpOnly")
                    + "; SameSite=" + policy.attribute
                    + (partitioned ? "; Partitioned" : "");
            return new SetCookie(name, attributes, maxAge == null ? "" : "; Max-Age=" + maxAge.toSeconds());
        }

        private void checkName(String name) {
            faults.check(
                    HeaderSyntax.isToken(bare) && !bare.startsWith("$"),
                    "name",
                    bare,
                    "not_a_token",
                    "letters, digits, '-', '_' and '.', not beginning with '$'");
            faults.check(name.length() <= MAX_PAIR / 4, "name", null, "too_long", "at most " + MAX_PAIR / 4 + " bytes");
            // Browsers compare prefixes without regard to case.
            String lower = bare.toLowerCase(Locale.ROOT);
            boolean prefixed =
                    PREFIXES.stream().anyMatch(lower::startsWith) || (kind == Kind.HOST && lower.startsWith("http-"));
            faults.check(!prefixed, "name", bare, "prefix_in_name", "the bare name; the kind adds the prefix");
        }

        private void checkScope() {
            if (path != null) {
                faults.check(!kind.isBoundToHost(), "path", path, "prefix_forbids", "no path: it is / for this kind");
                faults.check(
                        path.startsWith("/") && isAttribute(path), "path", path, "invalid", "/ and printable ASCII");
            }
            if (domain != null) {
                faults.check(!kind.isBoundToHost(), "domain", domain, "prefix_forbids", "no domain for this kind");
                faults.check(
                        isDomain(domain), "domain", domain, "invalid", "a lower-case domain name like example.com");
            }
        }

        private static boolean isAttribute(String value) {
            return value.length() <= MAX_ATTRIBUTE
                    && value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ';' && c != ',');
        }

        private static boolean isDomain(String domain) {
            String[] labels = domain.split("\\.", -1);
            String last = labels[labels.length - 1];
            boolean sound = labels.length >= 2 && domain.length() <= 253;
            for (String label : labels) {
                sound &= !label.isEmpty() && label.length() <= 63 && !label.startsWith("-") && !label.endsWith("-");
                sound &= label.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
            }
            // A top-level label is not numeric; this would be an address.
            return sound && !last.chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }
}
