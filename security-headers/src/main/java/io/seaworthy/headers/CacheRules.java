package io.seaworthy.headers;

import io.seaworthy.kernel.ResponseHeaders;
import java.util.List;
import java.util.Locale;

/** Whether a response says that shared caches may store it (RFC 9111 section 3). Stateless. */
final class CacheRules {

    private CacheRules() {}

    /**
     * True where the response asks for it: {@code public}, {@code s-maxage}, {@code max-age} or {@code Expires}, and
     * neither {@code no-store} nor {@code private}. A response that says nothing at all is not meant: the profiles with
     * a nonce give it {@code no-store}.
     */
    static boolean isShared(ResponseHeaders headers) {
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
