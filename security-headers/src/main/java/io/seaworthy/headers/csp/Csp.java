package io.seaworthy.headers.csp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A content security policy (CSP Level 3): directives in order, each with its values. Immutable, thread-safe.
 *
 * <p>A built policy is free of syntax faults and of what the linter calls high, unless that was asked for by name; see
 * {@link CspBuilder#dangerouslyTolerate}. One read from text by {@link ParsedCsp} may have any fault until it is built
 * anew by {@code toBuilder().build()}; a profile of headers takes neither. A policy with {@link CspSource#NONCE} gets a fresh nonce per response from
 * the headers guard.
 */
public final class Csp {

    /** The header that enforces a policy. */
    public static final String HEADER = "Content-Security-Policy";

    /** The header that only reports what a policy would have blocked. */
    public static final String REPORT_ONLY_HEADER = "Content-Security-Policy-Report-Only";

    /** Where the nonce goes in the text of a policy; no real nonce has braces. */
    public static final String NONCE_PLACE = "{nonce}";

    static final String NONCE_TOKEN = "'nonce-" + NONCE_PLACE + "'";

    private final Map<String, List<String>> directives;
    private final Set<CspRule> tolerated;

    Csp(Map<String, List<String>> directives, Set<CspRule> tolerated) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        directives.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        this.directives = Collections.unmodifiableMap(copy);
        this.tolerated = Set.copyOf(tolerated);
    }

    /** An empty policy to fill. */
    public static CspBuilder builder() {
        return new CspBuilder(new LinkedHashMap<>(), Set.of());
    }

    /**
     * For pages: nothing but what the page's own origin serves, scripts and inline styles by nonce only, no objects, no
     * frames around it, strings must become trusted types before they become markup.
     */
    public static Csp strict() {
        return builder()
                .defaultSrc(CspSource.NONE)
                .scriptSrc(CspSource.NONCE, CspSource.STRICT_DYNAMIC)
                .styleSrc(CspSource.SELF, CspSource.NONCE)
                .imgSrc(CspSource.SELF, CspSource.DATA)
                .fontSrc(CspSource.SELF)
                .connectSrc(CspSource.SELF)
                .manifestSrc(CspSource.SELF)
                .objectSrc(CspSource.NONE)
                .baseUri(CspSource.NONE)
                .formAction(CspSource.SELF)
                .frameAncestors(CspSource.NONE)
                .requireTrustedTypesForScript()
                .upgradeInsecureRequests()
                .build();
    }

    /** For pages that grew without a policy: scripts from the own origin only, inline styles as they are. */
    public static Csp compatible() {
        return builder()
                .defaultSrc(CspSource.SELF)
                .scriptSrc(CspSource.SELF)
                .scriptSrcAttr(CspSource.NONE)
                .styleSrc(CspSource.SELF, CspSource.HTTPS, CspSource.UNSAFE_INLINE)
                .imgSrc(CspSource.SELF, CspSource.HTTPS, CspSource.DATA)
                .fontSrc(CspSource.SELF, CspSource.HTTPS, CspSource.DATA)
                .objectSrc(CspSource.NONE)
                .baseUri(CspSource.SELF)
                .formAction(CspSource.SELF)
                .frameAncestors(CspSource.SELF)
                .upgradeInsecureRequests()
                .build();
    }

    /** For answers that are not pages: nothing loads, nothing frames, nothing is sent. */
    public static Csp nothing() {
        return builder()
                .defaultSrc(CspSource.NONE)
                .baseUri(CspSource.NONE)
                .formAction(CspSource.NONE)
                .frameAncestors(CspSource.NONE)
                .build();
    }

    /** A builder that starts with this policy; each directive may be given once more and then replaces the old one. */
    public CspBuilder toBuilder() {
        return new CspBuilder(directives, tolerated);
    }

    /** The directives in order: name to values. */
    public Map<String, List<String>> directives() {
        return directives;
    }

    /** What the linter has to say about this policy. */
    public List<CspFinding> lint() {
        return CspLint.check(this);
    }

    /** The rules that this policy breaks on purpose. */
    public Set<CspRule> tolerated() {
        return tolerated;
    }

    public boolean usesNonce() {
        return directives.values().stream().anyMatch(values -> values.contains(NONCE_TOKEN));
    }

    /** The policy without this directive, or every fault that it then has. */
    public Csp without(CspDirective directive) {
        Map<String, List<String>> rest = new LinkedHashMap<>(directives);
        rest.remove(directive.text());
        return new CspBuilder(rest, tolerated).build();
    }

    /** The policy for a response over plain http, where addresses must not be rewritten to https. Perhaps empty. */
    public Csp overPlainHttp() {
        Map<String, List<String>> rest = new LinkedHashMap<>(directives);
        rest.remove(CspDirective.UPGRADE_INSECURE_REQUESTS.text());
        return new Csp(rest, tolerated);
    }

    /**
     * The policy for a response without nonces. Only stricter: what needed the nonce does not run, and what the nonce made
     * browsers ignore does not come back. {@code 'unsafe-inline'} goes with it, and where {@code 'strict-dynamic'} stood,
     * so do hosts and schemes (CSP3 sections 6.7.3.2 and 8.2).
     */
    public Csp withoutNonces() {
        Map<String, List<String>> rest = new LinkedHashMap<>();
        directives.forEach((name, values) -> {
            List<String> kept = values.contains(NONCE_TOKEN) ? CspSyntax.withoutNonce(values) : values;
            rest.put(name, kept.isEmpty() && !values.isEmpty() ? List.of(CspSource.NONE.toString()) : kept);
        });
        return new Csp(rest, tolerated);
    }

    /** The policy as a header's value, with {@link #NONCE_PLACE} where a nonce goes. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        directives.forEach((name, values) -> {
            text.append(text.isEmpty() ? "" : "; ").append(name);
            values.forEach(value -> text.append(' ').append(value));
        });
        return text.toString();
    }
}
