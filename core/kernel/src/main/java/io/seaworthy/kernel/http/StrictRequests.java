package io.seaworthy.kernel.http;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.internal.Ascii;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that two programs may understand differently: a proxy and this server, an access rule and a file
 * system. The answer is 400 {@code malformed_request} with a {@code reason}. Put it early in the chain: after the
 * correlation guard, before everything that looks at the path.
 *
 * <p>Refused are paths with dot or empty segments, parameters ({@code ;}), backslashes, encoded separators or controls,
 * also where they are encoded, encoded twice, or not percent-encoded UTF-8; queries with raw controls, blanks or
 * non-ASCII; an authority that is no host with an optional port; two {@code Host}, {@code Content-Length},
 * {@code Content-Type}, {@code Authorization} or {@code Origin} fields; a {@code Content-Length} that is no number or
 * stands beside {@code Transfer-Encoding} (RFC 9112 section 6.1); and what is longer than its limit. A path is
 * judged, never repaired.
 *
 * <p>What it does not do: it sees only what the server's own parser let through, only the header fields named here, and
 * a request without an authority (HTTP/1.0) passes. Limits by default, in characters: path 2048, query 8192, each of the
 * fields checked 8192, cookies 16384. Every refusal is a constant. Immutable, thread-safe.
 */
public final class StrictRequests implements Guard, EvidenceSource {

    private static final String[] SINGLE = {
        "Host", "Content-Length", "Content-Type", "Authorization", "Origin", "Sec-Fetch-Site"
    };
    private static final String[] SIZED = {
        "Accept",
        "Accept-Language",
        "Access-Control-Request-Headers",
        "Forwarded",
        "If-None-Match",
        "Referer",
        "User-Agent",
        "X-Forwarded-For",
        "X-Request-Id",
        "traceparent",
        "tracestate"
    };

    private static final Map<PathFault, Decision> PATHS = new EnumMap<>(PathFault.class);

    static {
        for (PathFault fault : PathFault.values()) {
            PATHS.put(fault, refusal(fault.name().toLowerCase(Locale.ROOT), fault.title));
        }
    }

    private static final Decision METHOD = refusal("method", "The request method is not a method");
    private static final Decision QUERY = refusal("query", "The query is not percent-encoded ASCII");
    private static final Decision QUERY_TOO_LONG = refusal("query_too_long", "The query is too long");
    private static final Decision AUTHORITY = refusal("authority", "The request authority is not a host");
    private static final Decision DUPLICATE = refusal("duplicate_header", "A header that may occur once is repeated");
    private static final Decision HEADER_TOO_LONG = refusal("header_too_long", "A header is too long");
    private static final Decision FRAMING = refusal("framing", "The length of the request is ambiguous");

    private final int path;
    private final int query;
    private final int header;
    private final int cookies;
    private final boolean emptySegments;
    private final boolean pathParameters;

    private StrictRequests(Builder builder) {
        path = or(builder.path, 2048);
        query = or(builder.query, 8192);
        header = or(builder.header, 8192);
        cookies = or(builder.cookies, 16384);
        emptySegments = builder.emptySegments;
        pathParameters = builder.pathParameters;
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    private static Decision refusal(String reason, String title) {
        return Decision.reject(Problem.of(400, "malformed_request", title).with("reason", reason));
    }

    /** The guard with its default limits. */
    public static StrictRequests create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Decision check(RequestHead head) {
        String method = head.method();
        if (method.length() > 32 || !HeaderSyntax.isToken(method)) {
            return METHOD;
        }
        Decision refusal = checkPath(method, head.rawPath());
        refusal = refusal != null ? refusal : checkQuery(head.rawQuery());
        refusal = refusal != null ? refusal : checkAuthority(head.authority());
        refusal = refusal != null ? refusal : checkHeaders(head);
        return refusal != null ? refusal : Decision.proceed();
    }

    private @Nullable Decision checkPath(String method, String rawPath) {
        if (rawPath.length() > path) {
            return PATHS.get(PathFault.TOO_LONG);
        }
        PathFault fault = PathSyntax.faultOf(rawPath, emptySegments, pathParameters);
        if (fault == null || (rawPath.equals("*") && method.equals("OPTIONS"))) {
            return null;
        }
        return PATHS.get(fault);
    }

    private @Nullable Decision checkQuery(@Nullable String rawQuery) {
        if (rawQuery == null) {
            return null;
        } else if (rawQuery.length() > query) {
            return QUERY_TOO_LONG;
        }
        for (int i = 0; i < rawQuery.length(); i++) {
            char c = rawQuery.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                return QUERY;
            }
        }
        return PathSyntax.isPercentEncoded(rawQuery) ? null : QUERY;
    }

    private static @Nullable Decision checkAuthority(@Nullable String authority) {
        return authority == null || AuthoritySyntax.isValid(authority) ? null : AUTHORITY;
    }

    private @Nullable Decision checkHeaders(RequestHead head) {
        for (String name : SINGLE) {
            String value = head.header(name);
            if (value != null) {
                if (value.length() > header) {
                    return HEADER_TOO_LONG;
                } else if (head.headers(name).size() > 1) {
                    return DUPLICATE;
                }
            }
        }
        for (String name : SIZED) {
            if (length(head, name) > header) {
                return HEADER_TOO_LONG;
            }
        }
        return length(head, "Cookie") > cookies ? HEADER_TOO_LONG : checkFraming(head);
    }

    private static int length(RequestHead head, String name) {
        if (head.header(name) == null) {
            return 0;
        }
        int length = 0;
        List<String> lines = head.headers(name);
        // Not for each: the iterator of an immutable list is an object for each request and name.
        for (int i = 0; i < lines.size(); i++) {
            length += lines.get(i).length();
        }
        return length;
    }

    private static @Nullable Decision checkFraming(RequestHead head) {
        String length = head.header("Content-Length");
        if (length == null) {
            return null;
        }
        boolean number = !length.isEmpty() && length.length() <= 18;
        for (int i = 0; i < length.length(); i++) {
            number &= Ascii.isDigit(length.charAt(i));
        }
        return number && head.header("Transfer-Encoding") == null ? null : FRAMING;
    }

    @Override
    public List<Evidence> evidence() {
        String limits = "path " + path + ", query " + query + ", header " + header + ", cookies " + cookies;
        List<String> weaknesses = new ArrayList<>();
        if (emptySegments) {
            weaknesses.add("paths with empty segments pass: rules and proxies may disagree about them");
        }
        if (pathParameters) {
            weaknesses.add("paths with parameters pass: rules and proxies may disagree about them");
        }
        return List.of(
                new Evidence("INPUT-VALID", "StrictRequests", "canonical paths and queries only", weaknesses),
                Evidence.enforced("RATE-DDOS", "StrictRequests", "request head limits in characters: " + limits));
    }

    @Override
    public String toString() {
        return "StrictRequests[path " + path + ", query " + query + ", header " + header + "]";
    }

    /** Collects limits; not thread-safe. */
    public static final class Builder {

        private final Faults faults = Faults.in("StrictRequests");
        private @Nullable Integer path;
        private @Nullable Integer query;
        private @Nullable Integer header;
        private @Nullable Integer cookies;
        private boolean emptySegments;
        private boolean pathParameters;

        private Builder() {}

        /** The longest path in characters, 2048 by default. Permitted: 1 to 65536. Prohibited: 0. */
        public Builder pathLimit(int characters) {
            path = limit("pathLimit", path, characters);
            return this;
        }

        /** The longest query in characters, 8192 by default. Permitted: 1 to 65536. Prohibited: -1. */
        public Builder queryLimit(int characters) {
            query = limit("queryLimit", query, characters);
            return this;
        }

        /** The longest value of a checked field, 8192 by default. Permitted: 1 to 65536. Prohibited: 1000000. */
        public Builder headerLimit(int characters) {
            header = limit("headerLimit", header, characters);
            return this;
        }

        /** The most characters of cookies, 16384 by default. Permitted: 1 to 65536. Prohibited: 0. */
        public Builder cookieLimit(int characters) {
            cookies = limit("cookieLimit", cookies, characters);
            return this;
        }

        /** Lets {@code //} pass. Access rules, proxies and file systems disagree about what it means. */
        public Builder dangerouslyAcceptEmptySegments() {
            faults.check(!emptySegments, "dangerouslyAcceptEmptySegments", null, "set_twice", "once");
            emptySegments = true;
            return this;
        }

        /** Lets {@code ;} pass. Servers cut parameters off before they match, proxies do not. */
        public Builder dangerouslyAcceptPathParameters() {
            faults.check(!pathParameters, "dangerouslyAcceptPathParameters", null, "set_twice", "once");
            pathParameters = true;
            return this;
        }

        private Integer limit(String option, @Nullable Integer before, int characters) {
            String value = Integer.toString(characters);
            faults.check(before == null, option, value, "set_twice", "one value");
            faults.check(characters >= 1 && characters <= 65536, option, value, "out_of_range", "1 to 65536");
            return Objects.requireNonNullElse(before, characters);
        }

        public StrictRequests build() {
            faults.throwIfAny();
            return new StrictRequests(this);
        }
    }
}
