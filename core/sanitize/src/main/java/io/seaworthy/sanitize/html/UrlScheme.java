package io.seaworthy.sanitize.html;

import io.seaworthy.kernel.internal.Ascii;
import java.util.List;

/** Reads the scheme of a URL as a browser does: leading and inner controls and spaces do not hide it. Stateless. */
final class UrlScheme {

    private UrlScheme() {}

    /** Whether the URL is relative or has one of these schemes, in lower case. */
    static boolean isOneOf(String url, List<String> schemes) {
        StringBuilder scheme = new StringBuilder();
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == ':') {
                return schemes.contains(scheme.toString());
            }
            if (c == '/' || c == '?' || c == '#') {
                return true; // what comes before a colon is no scheme
            }
            if (c > ' ' && c != 0x7f) {
                scheme.append(Ascii.toLower(c));
            }
        }
        return true;
    }
}
