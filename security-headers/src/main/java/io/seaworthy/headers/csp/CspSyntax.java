package io.seaworthy.headers.csp;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The grammar of source lists (CSP3 section 2.3.1). Stateless. */
final class CspSyntax {

    static final Set<String> KEYWORDS = Set.of(
            "'none'",
            "'self'",
            "'unsafe-inline'",
            "'unsafe-eval'",
            "'strict-dynamic'",
            "'unsafe-hashes'",
            "'report-sample'",
            "'unsafe-allow-redirects'",
            "'wasm-unsafe-eval'",
            "'trusted-types-eval'",
            "'inline-speculation-rules'",
            "'report-sha256'",
            "'report-sha384'",
            "'report-sha512'");

    private static final Set<String> SANDBOX_RIGHTS = Set.of(
            "allow-downloads",
            "allow-forms",
            "allow-modals",
            "allow-orientation-lock",
            "allow-pointer-lock",
            "allow-popups",
            "allow-popups-to-escape-sandbox",
            "allow-presentation",
            "allow-same-origin",
            "allow-scripts",
            "allow-storage-access-by-user-activation",
            "allow-top-navigation",
            "allow-top-navigation-by-user-activation",
            "allow-top-navigation-to-custom-protocols");

    private CspSyntax() {}

    static boolean isSandboxRight(String text) {
        return SANDBOX_RIGHTS.contains(text.toLowerCase(Locale.ROOT));
    }

    static boolean has(List<String> values, String keyword) {
        return values.stream().anyMatch(keyword::equalsIgnoreCase);
    }

    /**
     * Whether the text may stand in a policy as one value: visible ASCII without the separators, and without the nonce's
     * place, for a nonce in an address would be sent there.
     */
    static boolean isValue(String text) {
        boolean place = text.contains(Csp.NONCE_PLACE) && !text.equals(Csp.NONCE_TOKEN);
        return !text.isEmpty() && !place && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ';' && c != ',');
    }

    static boolean isQuoted(String text) {
        return text.length() >= 3 && text.startsWith("'") && text.endsWith("'");
    }

    /** A keyword that somebody forgot to quote: {@code self}, {@code nonce-abc}. */
    static boolean isUnquotedKeyword(String text) {
        String quoted = "'" + text.toLowerCase(Locale.ROOT) + "'";
        return KEYWORDS.contains(quoted) || isNonce(quoted) || isHash(quoted);
    }

    static boolean isNonce(String text) {
        return isQuoted(text) && text.regionMatches(true, 0, "'nonce-", 0, 7);
    }

    static boolean isHash(String text) {
        return isQuoted(text)
                && (text.regionMatches(true, 0, "'sha256-", 0, 8)
                        || text.regionMatches(true, 0, "'sha384-", 0, 8)
                        || text.regionMatches(true, 0, "'sha512-", 0, 8));
    }

    /** base64-value of CSP3: base64 or base64url digits, then at most two equals signs. */
    static boolean isBase64Value(String text) {
        int end = text.length();
        for (int padding = 0; padding < 2 && end > 0 && text.charAt(end - 1) == '='; padding++) {
            end--;
        }
        return end > 0
                && text.substring(0, end)
                        .chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || "+/-_".indexOf(c) >= 0);
    }

    /** scheme-source: a scheme and a colon. */
    static boolean isScheme(String text) {
        int colon = text.length() - 1;
        if (colon < 1 || text.charAt(colon) != ':' || !isLetter(text.charAt(0))) {
            return false;
        }
        return text.substring(0, colon)
                .chars()
                .allMatch(c -> isLetter((char) c) || (c >= '0' && c <= '9') || "+-.".indexOf(c) >= 0);
    }

    /** host-source: an optional scheme, a host whose first label may be {@code *}, an optional port and path. */
    static boolean isHost(String text) {
        int mark = text.indexOf("://");
        if (mark >= 0 && !isScheme(text.substring(0, mark + 1))) {
            return false;
        }
        String rest = mark < 0 ? text : text.substring(mark + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        int colon = authority.indexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        return isHostPart(host)
                && (colon < 0 || isPort(authority.substring(colon + 1)))
                && path.indexOf('?') < 0
                && path.indexOf('#') < 0;
    }

    /** A source list that loses its nonce, without what the nonce kept from counting. */
    static List<String> withoutNonce(List<String> values) {
        boolean dynamic = values.stream().anyMatch("'strict-dynamic'"::equalsIgnoreCase);
        boolean hashes = values.stream().anyMatch(CspSyntax::isHash);
        return values.stream()
                .filter(value -> !value.equals(Csp.NONCE_TOKEN))
                .filter(value -> !value.equalsIgnoreCase("'unsafe-inline'"))
                .filter(value -> hashes || !value.equalsIgnoreCase("'strict-dynamic'"))
                .filter(value -> !dynamic || (isQuoted(value) && !value.equalsIgnoreCase("'self'")))
                .toList();
    }

    private static boolean isHostPart(String host) {
        if (host.equals("*")) {
            return true;
        }
        String plain = host.startsWith("*.") ? host.substring(2) : host;
        for (String label : plain.split("\\.", -1)) {
            boolean good = !label.isEmpty()
                    && label.chars()
                            .allMatch(c -> isLetter((char) c) || (c >= '0' && c <= '9') || c == '-' || c == '_');
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPort(String port) {
        return port.equals("*")
                || (!port.isEmpty() && port.length() <= 5 && port.chars().allMatch(c -> c >= '0' && c <= '9'));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
