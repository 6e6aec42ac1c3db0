package io.seaworthy.headers.internal;

import io.seaworthy.kernel.ResponseHeaders;
import java.util.List;
import java.util.Locale;

/** What a response says about its content and who may store it. Stateless. */
public final class ContentRules {

    private static final String CACHE_CONTROL = "Cache-Control";

    /** What proxies and content delivery networks obey in place of {@code Cache-Control} (RFC 9213 section 2). */
    private static final String[] FOR_PROXIES = {
        "CDN-Cache-Control",
        "Cloudflare-CDN-Cache-Control",
        "Netlify-CDN-Cache-Control",
        "Surrogate-Control",
        "Vercel-CDN-Cache-Control",
        "X-Accel-Expires"
    };

    private ContentRules() {}

    /** Whether browsers make a document of it that can run scripts; without a type nosniff keeps them from guessing. */
    public static boolean isPage(ResponseHeaders headers) {
        String type = headers.first("Content-Type");
        return type != null
                && (startsWith(type, "text/html")
                        || startsWith(type, "application/xhtml+xml")
                        || startsWith(type, "image/svg+xml"));
    }

    private static boolean startsWith(String type, String prefix) {
        return type.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /**
     * Whether the response asks to be stored by shared caches (RFC 9111 section 3): by {@code public}, {@code s-maxage},
     * {@code max-age} or {@code Expires} without {@code no-store} or {@code private}, or by a field for proxies. One that
     * says nothing at all does not ask, though a cache may store it: see {@link #keepPrivate}.
     */
    public static boolean isShared(ResponseHeaders headers) {
        for (String name : FOR_PROXIES) {
            String value = headers.first(name);
            if (value != null && !value.strip().equals("0") && !forbids(headers.all(name))) {
                return true;
            }
        }
        if (headers.isExactly(CACHE_CONTROL, "no-store")) {
            return false; // what the profiles with a nonce send; the rest of this method allocates
        }
        String expires = headers.first("Expires");
        List<String> lines = headers.all(CACHE_CONTROL);
        return !forbids(lines) && ((expires != null && !expires.equals("0")) || asks(lines));
    }

    /** Keeps shared caches from storing a response that does not ask for it, but does not forbid it either. */
    public static void keepPrivate(ResponseHeaders headers) {
        if (headers.isExactly(CACHE_CONTROL, "no-store")) {
            return;
        }
        List<String> lines = headers.all(CACHE_CONTROL);
        if (!forbids(lines)) {
            headers.set(CACHE_CONTROL, lines.isEmpty() ? "private" : String.join(", ", lines) + ", private");
        }
    }

    /** Keeps every cache from storing it, whatever it asks for. */
    public static void keepFromCaches(ResponseHeaders headers) {
        for (String name : FOR_PROXIES) {
            headers.remove(name);
        }
        headers.remove("Expires");
        headers.set(CACHE_CONTROL, "no-store");
    }

    private static boolean forbids(List<String> lines) {
        return lines.stream().anyMatch(line -> hasDirective(line, "no-store") || hasDirective(line, "private"));
    }

    private static boolean asks(List<String> lines) {
        return lines.stream()
                .anyMatch(line -> hasDirective(line, "public")
                        || hasDirective(line, "s-maxage")
                        || hasDirective(line, "max-age"));
    }

    /** Whether a directive stands there; one whose argument is 0 does not. Commas in quotes do not separate. */
    private static boolean hasDirective(String line, String directive) {
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= line.length(); i++) {
            boolean end = i == line.length();
            quoted ^= !end && line.charAt(i) == '"';
            if (end || (line.charAt(i) == ',' && !quoted)) {
                if (is(line.substring(start, i).strip().toLowerCase(Locale.ROOT), directive)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private static boolean is(String text, String directive) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals).strip();
        String value = equals < 0 ? "" : text.substring(equals + 1).strip();
        // "private" with field names keeps those fields only (RFC 9111 section 5.2.2.7).
        boolean partly = directive.equals("private") && !value.isEmpty();
        return name.equals(directive) && !partly && !value.equals("0") && !value.equals("\"0\"");
    }
}
