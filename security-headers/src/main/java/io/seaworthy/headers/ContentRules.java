package io.seaworthy.headers;

import io.seaworthy.kernel.ResponseHeaders;
import java.util.List;
import java.util.Locale;

/** What a response says about its content. Stateless. */
final class ContentRules {

    private ContentRules() {}

    /** Whether browsers make a document of it that can run scripts; without a type nosniff keeps them from guessing. */
    static boolean isPage(ResponseHeaders headers) {
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
     * Whether shared caches may store it (RFC 9111 section 3). True where the response asks for it: {@code public}, {@code s-maxage}, {@code max-age} or {@code Expires}, and
     * neither {@code no-store} nor {@code private}. A response that says nothing at all is not meant: the profiles with
     * a nonce give it {@code no-store}.
     */
    static boolean isShared(ResponseHeaders headers) {
        if (headers.isExactly("Cache-Control", "no-store")) {
            return false; // what the profiles with a nonce send; the rest of this method allocates
        }
        List<String> lines = headers.all("Cache-Control");
        boolean asked = headers.first("Expires") != null && !"0".equals(headers.first("Expires"));
        for (String line : lines) {
            for (String directive : line.split(",", -1)) {
                String name = directive.strip().toLowerCase(Locale.ROOT);
                if (name.equals("no-store") || name.equals("private")) {
                    return false;
                }
                asked |= name.equals("public") || isPositive(name, "s-maxage=") || isPositive(name, "max-age=");
            }
        }
        return asked;
    }

    private static boolean isPositive(String directive, String prefix) {
        String value = directive.startsWith(prefix) ? directive.substring(prefix.length()) : "0";
        return !value.equals("0") && !value.equals("\"0\"");
    }
}
