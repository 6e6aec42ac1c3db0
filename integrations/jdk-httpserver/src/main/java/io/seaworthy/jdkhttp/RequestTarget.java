package io.seaworthy.jdkhttp;

import org.jspecify.annotations.Nullable;

/**
 * A request target (RFC 9112 section 3.2) taken apart by its characters, not by a URI parser: what comes before the
 * first {@code ?} is the path, whatever it looks like.
 *
 * @param authority the authority of an absolute form, or null
 * @param path the path as sent, never empty
 * @param query the query as sent, or null
 * @param clear whether the JDK's own view of the same target ({@code HttpExchange.getRequestURI}) agrees with this one
 */
record RequestTarget(
        @Nullable String authority, String path, @Nullable String query, boolean clear) {

    static RequestTarget parse(String target) {
        boolean clear = target.indexOf('#') < 0;
        String rest = target;
        String authority = null;
        if (startsWithScheme(target)) {
            int start = target.indexOf("//") + 2;
            int end = start;
            while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
                end++;
            }
            authority = target.substring(start, end);
            rest = target.substring(end);
        } else if (!target.startsWith("/")) {
            clear = false;
        }
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        String query = question < 0 ? null : rest.substring(question + 1);
        // To java.net.URI what follows a double slash is an authority and no part of the path.
        clear = clear && !path.startsWith("//");
        return new RequestTarget(authority, path.isEmpty() ? "/" : path, query, clear);
    }

    private static boolean startsWithScheme(String target) {
        return target.regionMatches(true, 0, "http://", 0, 7) || target.regionMatches(true, 0, "https://", 0, 8);
    }
}
