package io.seaworthy.sanitize.net;

import io.seaworthy.sanitize.Checked;

/**
 * The URL that a {@code Location} field means (RFC 9110 section 10.2.2), resolved by RFC 3986 section 5.2 and checked like
 * any other. {@code java.net.URI} follows the RFC before that one. Stateless.
 */
final class Redirects {

    private Redirects() {}

    static Checked<PublicHttpUrl, UrlRefusal> resolve(PublicHttpUrl base, String location) {
        // Parsers disagree on these; whoever sends them does not get followed.
        boolean ambiguous = location.indexOf('\\') >= 0 || location.chars().anyMatch(c -> c <= ' ' || c >= 0x7f);
        if (ambiguous || location.isEmpty() || location.length() > PublicHttpUrl.MAX_LENGTH) {
            return Checked.refused(UrlRefusal.INVALID_URL);
        }
        if (schemeEnd(location) > 0) {
            return PublicHttpUrl.parse(location);
        }
        String scheme = base.isSecure() ? "https:" : "http:";
        if (location.startsWith("//")) {
            return PublicHttpUrl.parse(scheme + location);
        }
        return PublicHttpUrl.parse(scheme + "//" + base.authority() + target(base.target(), location));
    }

    /** Where the colon behind a scheme stands; 0 where there is none. */
    private static int schemeEnd(String reference) {
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c == ':') {
                return i;
            }
            if (c == '/' || c == '?' || c == '#') {
                return 0;
            }
        }
        return 0;
    }

    private static String target(String base, String reference) {
        int pathEnd = end(base, "?");
        if (reference.startsWith("?")) {
            return base.substring(0, pathEnd) + reference;
        }
        if (reference.startsWith("#")) {
            return base;
        }
        String folder = reference.startsWith("/") ? "" : base.substring(0, base.lastIndexOf('/', pathEnd - 1) + 1);
        int end = end(reference, "?#");
        return withoutDots(folder + reference.substring(0, end)) + reference.substring(end);
    }

    private static int end(String text, String marks) {
        int end = 0;
        while (end < text.length() && marks.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Section 5.2.4, for a path that begins with a slash. */
    private static String withoutDots(String path) {
        StringBuilder out = new StringBuilder(path.length());
        int at = 1;
        while (at <= path.length()) {
            int slash = path.indexOf('/', at);
            int end = slash < 0 ? path.length() : slash;
            String segment = path.substring(at, end);
            boolean up = segment.equals("..");
            if (up) {
                out.setLength(Math.max(0, out.lastIndexOf("/")));
            }
            if (!up && !segment.equals(".")) {
                out.append('/').append(segment);
            } else if (slash < 0) {
                out.append('/');
            }
            at = end + 1;
        }
        return out.toString();
    }
}
