package io.seaworthy.headers.csp;

import io.seaworthy.headers.cors.PublicSuffixes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with a policy: first its syntax, then what it lets in. Not thread-safe; one per check. */
final class CspLint {

    /** ws: covers http: and https: as well, and wss: https: (CSP3 section 6.7.2.9). */
    private static final Set<String> OPEN_SCHEMES =
            Set.of("data:", "http:", "https:", "ws:", "wss:", "blob:", "filesystem:", "javascript:");

    private final Map<String, List<String>> directives;
    private final List<CspFinding> findings = new ArrayList<>();

    private CspLint(Csp policy) {
        directives = policy.directives();
    }

    static List<CspFinding> check(Csp policy) {
        CspLint lint = new CspLint(policy);
        policy.directives().forEach(lint::syntax);
        lint.scripts();
        lint.scriptAttributes();
        lint.objects();
        lint.baseUri();
        lint.sandbox();
        lint.reporting();
        return List.copyOf(lint.findings);
    }

    private void syntax(String name, List<String> values) {
        CspDirective directive = CspDirective.named(name);
        if (directive == null) {
            // "script-src:" or a keyword at the front: browsers take it for an unknown name.
            add(CspRule.UNKNOWN_DIRECTIVE, name, null);
            return;
        }
        if (directive.kind() == CspDirective.Kind.DEPRECATED) {
            add(CspRule.DEPRECATED_DIRECTIVE, name, null);
        }
        for (String value : values) {
            if (CspDirective.named(value.toLowerCase(Locale.ROOT)) != null) {
                add(CspRule.MISSING_SEMICOLON, name, value);
            } else if (directive.kind().hasSources()) {
                source(name, value);
            }
        }
        if (directive.kind().hasSources() && values.size() > 1 && has(values, "'none'")) {
            add(CspRule.NONE_NOT_ALONE, name, "'none'");
        }
        if (directive.kind() == CspDirective.Kind.NAVIGATION) {
            navigation(directive, values);
        }
    }

    /** Where a page leads has no code in it: neither nonces nor hashes nor keywords for code count there. */
    private void navigation(CspDirective directive, List<String> values) {
        for (String value : values) {
            boolean quoted = CspSyntax.isQuoted(value) && !CspSyntax.isUnquotedKeyword(value);
            boolean counts = !quoted || List.of("'none'", "'self'").contains(value.toLowerCase(Locale.ROOT));
            boolean unknown = quoted
                    && !CspSyntax.KEYWORDS.contains(value.toLowerCase(Locale.ROOT))
                    && !CspSyntax.isNonce(value)
                    && !CspSyntax.isHash(value);
            check(counts || unknown, CspRule.INVALID_SOURCE, directive.text(), value);
            // A base that is open is a matter of scripts; see baseUri().
            boolean open = directive != CspDirective.BASE_URI && isOpen(value);
            check(!open, CspRule.OPEN_NAVIGATION, directive.text(), value);
        }
    }

    private static boolean isOpen(String value) {
        return CspSyntax.isScheme(value)
                ? OPEN_SCHEMES.contains(value.toLowerCase(Locale.ROOT))
                : HostSource.of(value).isAnyHost();
    }

    private void sandbox() {
        String name = CspDirective.SANDBOX.text();
        List<String> rights = directives.getOrDefault(name, List.of());
        rights.forEach(right -> check(CspSyntax.isSandboxRight(right), CspRule.SANDBOX_TOKEN, name, right));
        boolean open = has(rights, "allow-scripts") && has(rights, "allow-same-origin");
        check(!open, CspRule.SANDBOX_OPEN, name, null);
        List<String> webrtc = directives.getOrDefault(CspDirective.WEBRTC.text(), List.of("'block'"));
        boolean known = webrtc.size() == 1 && (has(webrtc, "'block'") || has(webrtc, "'allow'"));
        check(known, CspRule.INVALID_SOURCE, CspDirective.WEBRTC.text(), webrtc.isEmpty() ? null : webrtc.get(0));
    }

    private void source(String directive, String value) {
        if (CspSyntax.isUnquotedKeyword(value)) {
            add(CspRule.UNQUOTED_KEYWORD, directive, value);
        } else if (CspSyntax.isNonce(value)) {
            nonce(directive, value);
        } else if (CspSyntax.isHash(value)) {
            check(
                    CspSyntax.isBase64Value(value.substring(8, value.length() - 1)),
                    CspRule.INVALID_SOURCE,
                    directive,
                    value);
        } else if (CspSyntax.isQuoted(value)) {
            check(
                    CspSyntax.KEYWORDS.contains(value.toLowerCase(Locale.ROOT)),
                    CspRule.UNKNOWN_KEYWORD,
                    directive,
                    value);
        } else if (!CspSyntax.isScheme(value)) {
            host(directive, value);
        }
    }

    private void nonce(String directive, String value) {
        if (value.equals(Csp.NONCE_TOKEN)) {
            return;
        }
        String nonce = value.substring(7, value.length() - 1);
        add(CspRule.STATIC_NONCE, directive, value);
        check(nonce.length() >= 22, CspRule.NONCE_LENGTH, directive, value);
        check(CspSyntax.isBase64Value(nonce), CspRule.NONCE_CHARSET, directive, value);
    }

    private void host(String directive, String value) {
        if (!CspSyntax.isHost(value) && !HostSource.of(value).host().startsWith("[")) {
            add(CspRule.INVALID_SOURCE, directive, value);
            return;
        }
        HostSource source = HostSource.of(value);
        check(!source.isAddress() || source.host().equals("127.0.0.1"), CspRule.IP_SOURCE, directive, value);
        boolean plain = source.scheme().equals("http") || source.scheme().equals("ws");
        check(!plain, CspRule.HTTP_SOURCE, directive, value);
    }

    private void scripts() {
        for (CspDirective directive : List.of(CspDirective.SCRIPT_SRC, CspDirective.SCRIPT_SRC_ELEM)) {
            if (directive == CspDirective.SCRIPT_SRC || directives.containsKey(directive.text())) {
                scripts(directive);
            }
        }
    }

    private void scripts(CspDirective directive) {
        List<String> values = effective(directive);
        if (values == null) {
            add(CspRule.MISSING_SCRIPT, directive.text(), null);
            return;
        }
        String name = directive.text();
        boolean dynamic = has(values, "'strict-dynamic'");
        boolean anchored = isAnchored(values);
        for (String value : values) {
            switch (value.toLowerCase(Locale.ROOT)) {
                case "'unsafe-inline'" -> check(anchored || dynamic, CspRule.UNSAFE_INLINE, name, value);
                case "'unsafe-eval'" -> add(CspRule.UNSAFE_EVAL, name, value);
                case "'unsafe-hashes'" -> add(CspRule.UNSAFE_HASHES, name, value);
                case "'self'" -> check(dynamic, CspRule.SELF_SCRIPT, name, value);
                default -> {
                    if (!dynamic) {
                        openSource(name, value);
                    }
                }
            }
        }
        if (dynamic || anchored) {
            check(!dynamic || anchored, CspRule.STRICT_DYNAMIC_ALONE, name, "'strict-dynamic'");
            check(has(values, "'unsafe-inline'"), CspRule.MISSING_INLINE_FALLBACK, name, null);
            check(
                    !dynamic || values.stream().anyMatch(CspLint::isHostOrScheme),
                    CspRule.MISSING_HOST_FALLBACK,
                    name,
                    null);
        }
        List<String> types = directives.get(CspDirective.REQUIRE_TRUSTED_TYPES_FOR.text());
        if (directive == CspDirective.SCRIPT_SRC && !has(values, "'none'")) {
            check(
                    types != null && has(types, "'script'"),
                    CspRule.MISSING_TRUSTED_TYPES,
                    "require-trusted-types-for",
                    null);
        }
    }

    /** Sources through which strangers' scripts come in. */
    private void openSource(String directive, String value) {
        if (CspSyntax.isQuoted(value) || CspSyntax.isUnquotedKeyword(value)) {
            return;
        }
        if (CspSyntax.isScheme(value)) {
            String scheme = value.toLowerCase(Locale.ROOT);
            check(!OPEN_SCHEMES.contains(scheme), CspRule.PLAIN_SCHEME, directive, value);
            return;
        }
        HostSource source = HostSource.of(value);
        if (source.isAnyHost()) {
            add(CspRule.WILDCARD, directive, value);
        } else if (BypassHosts.allowedBy(source)) {
            add(CspRule.BYPASS_HOST, directive, value);
        } else if (source.host().startsWith("*.")
                && isPublicSuffix(source.host().substring(2))) {
            add(CspRule.PUBLIC_SUFFIX, directive, value);
        } else {
            check(!directive.startsWith("script-src"), CspRule.HOST_SCRIPT, directive, value);
        }
    }

    /** Unknown where the JDK has no list; then the host counts like any other. */
    private static boolean isPublicSuffix(String domain) {
        return PublicSuffixes.ofJdk().of(domain) == PublicSuffixes.Kind.PUBLIC;
    }

    /** Hosts and schemes mean nothing for event handler attributes. */
    private void scriptAttributes() {
        String name = CspDirective.SCRIPT_SRC_ATTR.text();
        List<String> values = directives.getOrDefault(name, List.of());
        check(!has(values, "'unsafe-inline'") || isAnchored(values), CspRule.UNSAFE_INLINE, name, "'unsafe-inline'");
        check(!has(values, "'unsafe-hashes'"), CspRule.UNSAFE_HASHES, name, "'unsafe-hashes'");
    }

    private void objects() {
        List<String> values = effective(CspDirective.OBJECT_SRC);
        if (values == null) {
            add(CspRule.MISSING_OBJECT, CspDirective.OBJECT_SRC.text(), null);
            return;
        }
        if (directives.containsKey(CspDirective.OBJECT_SRC.text())) {
            String name = CspDirective.OBJECT_SRC.text();
            values.forEach(value -> openSource(name, value));
            check(values.isEmpty() || has(values, "'none'"), CspRule.OBJECT_ALLOWED, name, null);
        }
    }

    private void baseUri() {
        List<String> scripts = effective(CspDirective.SCRIPT_SRC);
        List<String> values = directives.get(CspDirective.BASE_URI.text());
        if (values != null) {
            values.forEach(value -> openSource(CspDirective.BASE_URI.text(), value));
        } else if (scripts != null && trustsByElement(scripts)) {
            add(CspRule.MISSING_BASE_URI, CspDirective.BASE_URI.text(), null);
        }
    }

    /** Whether a script element of the page counts wherever its relative address leads. */
    private static boolean trustsByElement(List<String> scripts) {
        return has(scripts, "'strict-dynamic'")
                || scripts.stream().anyMatch(value -> CspSyntax.isNonce(value) && isWellFormed(value));
    }

    private void reporting() {
        boolean to = directives.containsKey(CspDirective.REPORT_TO.text());
        boolean uri = directives.containsKey(CspDirective.REPORT_URI.text());
        check(to || uri, CspRule.MISSING_REPORTING, CspDirective.REPORT_TO.text(), null);
        for (String address : directives.getOrDefault(CspDirective.REPORT_URI.text(), List.of())) {
            boolean plain = address.regionMatches(true, 0, "http://", 0, 7);
            check(!plain, CspRule.HTTP_SOURCE, CspDirective.REPORT_URI.text(), address);
        }
        check(!to || uri, CspRule.REPORT_TO_ONLY, CspDirective.REPORT_TO.text(), null);
    }

    /** What a browser goes by: the directive, else its broader one, else default-src, else nothing. */
    private @Nullable List<String> effective(CspDirective directive) {
        List<String> own = directives.get(directive.text());
        if (own == null && directive == CspDirective.SCRIPT_SRC_ELEM) {
            own = directives.get(CspDirective.SCRIPT_SRC.text());
        }
        return own != null ? own : directives.get(CspDirective.DEFAULT_SRC.text());
    }

    /** Whether browsers ignore 'unsafe-inline': they do for a nonce or a hash that they can read. */
    private static boolean isAnchored(List<String> values) {
        return values.stream()
                .anyMatch(value -> (CspSyntax.isNonce(value) || CspSyntax.isHash(value)) && isWellFormed(value));
    }

    private static boolean isWellFormed(String value) {
        return value.equals(Csp.NONCE_TOKEN)
                || CspSyntax.isBase64Value(value.substring(value.indexOf('-') + 1, value.length() - 1));
    }

    private static boolean isHostOrScheme(String value) {
        return !CspSyntax.isQuoted(value);
    }

    private static boolean has(List<String> values, String keyword) {
        return CspSyntax.has(values, keyword);
    }

    private void check(boolean good, CspRule rule, String directive, @Nullable String value) {
        if (!good) {
            add(rule, directive, value);
        }
    }

    private void add(CspRule rule, String directive, @Nullable String value) {
        findings.add(new CspFinding(rule, directive, value));
    }
}
