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
     * {@code /admin}.
     */
    static boolean isClear(String path) {
        int length = path.length();
        int at = 1;
        while (at < length) {
            int end = path.indexOf('/', at);
            boolean last = end < 0;
            end = last ? length : end;
            int parameter = path.indexOf(';', at);
            int name = parameter < 0 || parameter > end ? end : parameter;
            if ((name == at && !last) || isDots(path, at, name)) {
                return false;
            }
            at = end + 1;
        }
        return true;
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
