package io.seaworthy.servlet;

import jakarta.servlet.http.HttpServletRequest;

/** What a container lets through although guards and the application would understand it differently. Stateless. */
final class RequestSyntax {

    private RequestSyntax() {}

    static boolean isClear(HttpServletRequest request) {
        String protocol = request.getProtocol();
        // Tomcat still speaks HTTP/0.9, whose answers have no status and no headers.
        return protocol.startsWith("HTTP/") && !protocol.equals("HTTP/0.9") && isClear(request.getRequestURI());
    }

    /**
     * Whether the container shows the path as it was sent. It resolves dot segments and empty ones (Servlet 6.0 section
     * 3.5.2), parameters put aside: guards that see {@code /public/..;/admin} must not let the application see
     * {@code /admin}. An encoded separator counts as one, for containers that are told to decode it.
     */
    static boolean isClear(String path) {
        int start = 1;
        for (int at = 1; at <= path.length(); at++) {
            int separator = separator(path, at);
            if (separator > 0) {
                if (!isPlain(path, start, at)) {
                    return false;
                }
                at += separator - 1;
                start = at + 1;
            }
        }
        return start > path.length() || !isDots(path, start, nameEnd(path, start, path.length()));
    }

    /** The length of the separator here, or 0. */
    private static int separator(String path, int at) {
        if (at == path.length()) {
            return 0;
        }
        char c = path.charAt(at);
        if (c == '/' || c == '\\') {
            return 1;
        }
        boolean encoded = path.regionMatches(true, at, "%2f", 0, 3) || path.regionMatches(true, at, "%5c", 0, 3);
        return encoded ? 3 : 0;
    }

    private static boolean isPlain(String path, int start, int end) {
        int name = nameEnd(path, start, end);
        return name > start && !isDots(path, start, name);
    }

    /** Where a segment's parameters begin. */
    private static int nameEnd(String path, int start, int end) {
        int parameter = path.indexOf(';', start);
        return parameter < 0 || parameter > end ? end : parameter;
    }

    /** One or two dots, encoded or not. */
    private static boolean isDots(String path, int from, int to) {
        int dots = 0;
        for (int at = from; at < to; dots++) {
            if (path.charAt(at) == '.') {
                at++;
            } else if (path.regionMatches(true, at, "%2e", 0, 3)) {
                at += 3;
            } else {
                return false;
            }
        }
        return dots == 1 || dots == 2;
    }
}
