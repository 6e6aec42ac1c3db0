package io.seaworthy.headers.cors;

import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.http.HeaderSyntax;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Which methods and header names a policy may list (Fetch standard sections 2.2.1 and 2.2.2). Stateless. */
final class CorsNames {

    private static final Set<String> FORBIDDEN_METHODS = Set.of("CONNECT", "TRACE", "TRACK");

    private static final Set<String> STANDARD_METHODS =
            Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    /** Headers that scripts cannot set, so that listing them is a misunderstanding. */
    private static final Set<String> FORBIDDEN_REQUEST_HEADERS = Set.of(
            "accept-charset",
            "accept-encoding",
            "access-control-request-headers",
            "access-control-request-method",
            "access-control-request-private-network",
            "connection",
            "content-length",
            "cookie",
            "cookie2",
            "date",
            "dnt",
            "expect",
            "host",
            "keep-alive",
            "origin",
            "referer",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");

    private static final Set<String> FORBIDDEN_EXPOSED_HEADERS = Set.of("set-cookie", "set-cookie2");

    private CorsNames() {}

    static void checkMethods(Collection<String> methods, Faults faults) {
        int index = 0;
        for (String method : methods) {
            String path = "methods[" + index++ + "]";
            String upper = method.toUpperCase(Locale.ROOT);
            if (method.equals("*")) {
                faults.add(path, method, "wildcard", "each method by its name");
            } else if (!HeaderSyntax.isToken(method)) {
                faults.add(path, method, "not_a_method", "a token (RFC 9110 section 9.1)");
            } else if (FORBIDDEN_METHODS.contains(upper)) {
                faults.add(path, method, "forbidden_method", "a method that scripts may send; this one they may not");
            } else if (!method.equals(upper) && STANDARD_METHODS.contains(upper)) {
                faults.add(Violation.of(path, method, "not_upper_case", "methods are case-sensitive")
                        .hint("Did you mean " + upper + "?"));
            }
        }
        duplicates("methods", methods, faults);
    }

    static void checkRequestHeaders(Collection<String> names, boolean credentials, Faults faults) {
        int index = 0;
        for (String name : names) {
            String path = "requestHeaders[" + index++ + "]";
            String lower = name.toLowerCase(Locale.ROOT);
            if (name.equals("*")) {
                faults.check(
                        !credentials,
                        path,
                        name,
                        "wildcard_with_credentials",
                        "each header by its name with credentials()");
            } else if (!HeaderSyntax.isToken(name)) {
                faults.add(path, name, "not_a_header_name", "a token (RFC 9110 section 5.1)");
            } else if (FORBIDDEN_REQUEST_HEADERS.contains(lower)
                    || lower.startsWith("sec-")
                    || lower.startsWith("proxy-")) {
                faults.add(path, name, "forbidden_header", "a header that scripts may set; this one they may not");
            } else if (lower.startsWith("access-control-")) {
                faults.add(path, name, "response_header", "a request header; this one belongs in answers");
            }
        }
        duplicates("requestHeaders", names, faults);
    }

    static void checkExposedHeaders(Collection<String> names, boolean credentials, Faults faults) {
        int index = 0;
        for (String name : names) {
            String path = "exposedHeaders[" + index++ + "]";
            String lower = name.toLowerCase(Locale.ROOT);
            if (name.equals("*")) {
                faults.check(
                        !credentials,
                        path,
                        name,
                        "wildcard_with_credentials",
                        "each header by its name with credentials()");
                faults.check(names.size() == 1, path, name, "wildcard_not_alone", "* alone, or names");
            } else if (!HeaderSyntax.isToken(name)) {
                faults.add(path, name, "not_a_header_name", "a token (RFC 9110 section 5.1)");
            } else if (FORBIDDEN_EXPOSED_HEADERS.contains(lower)) {
                faults.add(path, name, "forbidden_header", "a header that scripts may read; cookies they may not");
            } else if (lower.equals("origin") || lower.startsWith("access-control-request-")) {
                faults.add(path, name, "request_header", "a response header; this one belongs in requests");
            }
        }
        duplicates("exposedHeaders", names, faults);
    }

    private static void duplicates(String option, Collection<String> names, Faults faults) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            faults.check(seen.add(name.toLowerCase(Locale.ROOT)), option, name, "duplicate", "each name once");
        }
    }
}
