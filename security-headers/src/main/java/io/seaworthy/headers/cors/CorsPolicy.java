package io.seaworthy.headers.cors;

import io.seaworthy.headers.internal.PathScope;
import io.seaworthy.headers.internal.WebOrigin;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.net.EffectiveOrigin;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of other origins may read this service's answers (Fetch standard section 3.3), and the guard that tells
 * browsers. Immutable, thread-safe.
 *
 * <p>Guarantees: an allowed origin is allowed by its bytes; a refused one gets no {@code Access-Control-*} field; every
 * answer under the paths of a policy that names origins carries {@code Vary: Origin}; CORS fields that somebody else
 * writes there and the policy does not grant are taken out; a preflight is answered here, before authentication, and
 * discloses no more than the method and headers that it asked for. A combination that is unsafe is a fault at build.
 *
 * <p>It does not protect against requests: a refused origin's actual request goes on and only its answer stays
 * unreadable. Put {@link io.seaworthy.headers.csrf.CsrfProtection} after it. Of several {@code Origin} lines, which no
 * browser sends, the first counts; {@link io.seaworthy.kernel.http.StrictRequests} refuses them.
 */
public final class CorsPolicy implements Guard, EvidenceSource {

    private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";

    private final List<OriginPattern> origins;
    private final boolean anyOrigin;
    private final boolean credentials;
    private final List<String> methods;
    private final RequestHeaderList requestHeaders;
    private final @Nullable PathScope paths;
    private final List<String> weaknesses;
    private final Events events;

    private final AllowedOrigins allowed;
    private final @Nullable AllowedOrigin anybody;
    private final Decision notAllowed;
    private final Map<CorsReason, Decision> refusals = new EnumMap<>(CorsReason.class);

    /** Refused requests that go on, by reason. */
    private final Map<CorsReason, Decision> unreadable = new EnumMap<>(CorsReason.class);

    CorsPolicy(
            CorsPolicyBuilder builder,
            List<OriginPattern> origins,
            @Nullable PathScope paths,
            List<String> weaknesses) {
        this.origins = List.copyOf(origins);
        this.anyOrigin = builder.anyOrigin;
        this.credentials = builder.credentials;
        this.methods = List.copyOf(builder.methods);
        this.requestHeaders = new RequestHeaderList(builder.requestHeaders);
        this.paths = paths;
        this.weaknesses = List.copyOf(weaknesses);
        this.events = builder.events;
        CorsAnswers answers = new CorsAnswers(
                anyOrigin,
                credentials,
                builder.exposedHeaders,
                requestHeaders,
                builder.maxAge == null ? -1 : builder.maxAge.toSeconds(),
                builder.explaining,
                builder.events);
        allowed = new AllowedOrigins(origins, answers);
        anybody = anyOrigin ? new AllowedOrigin("*", answers) : null;
        notAllowed = answers.notAllowed();
        for (CorsReason reason : CorsReason.values()) {
            refusals.put(reason, answers.refusedPreflight(reason));
            boolean refused = reason.severity() == EventReason.Severity.WARNING;
            unreadable.put(reason, refused ? answers.notAllowed(reason) : notAllowed);
        }
    }

    public static CorsPolicyBuilder builder() {
        return new CorsPolicyBuilder();
    }

    /** A guard that goes by whichever policy is in force. */
    public static LiveCorsPolicy live(Rotating<CorsPolicy> policy) {
        return new LiveCorsPolicy(policy);
    }

    /**
     * A guard that appends {@code Vary: Origin} under the policy's paths and decides nothing: for the front of a chain in
     * which others answer before this policy, a flood ceiling for example, because caches must keep their answers apart
     * as well. Where any origin may read, it does nothing.
     */
    public Guard varying() {
        Decision vary =
                Decision.proceed(HeaderEdits.builder().append("Vary", "Origin").build());
        return head -> !anyOrigin && (paths == null || paths.contains(head)) ? vary : Decision.proceed();
    }

    @Override
    public Decision check(RequestHead head) {
        if (paths != null && !paths.contains(head)) {
            return Decision.proceed();
        }
        String origin = head.header("Origin");
        AllowedOrigin known = anybody != null || origin == null ? anybody : allowed.find(origin);
        if (origin == null) {
            return known != null ? known.actual() : notAllowed;
        }
        String method = requestedMethod(head);
        if (method != null) {
            return preflight(head, known, origin, method);
        }
        if (known != null) {
            return known.actual();
        }
        CorsReason reason = actualReason(head, origin);
        report(head, reason);
        return answer(unreadable, reason);
    }

    private Decision answer(Map<CorsReason, Decision> answers, CorsReason reason) {
        Decision answer = answers.get(reason);
        return answer != null ? answer : notAllowed;
    }

    /** The method that a preflight asks for (Fetch standard section 4.8), or null where this is none. */
    private static @Nullable String requestedMethod(RequestHead head) {
        return head.method().equals("OPTIONS") ? head.header("Access-Control-Request-Method") : null;
    }

    private Decision preflight(RequestHead head, @Nullable AllowedOrigin known, String origin, String method) {
        CorsReason reason = preflightReason(head, known, origin, method);
        if (reason == CorsReason.PREFLIGHT_ALLOWED && known != null) {
            return known.preflight(method, requestHeaders.requested(head.headers(REQUEST_HEADERS)));
        }
        report(head, reason);
        return answer(refusals, reason);
    }

    /** The names are read last: a strange origin's are not worth a list. */
    private CorsReason preflightReason(RequestHead head, @Nullable AllowedOrigin known, String origin, String method) {
        if (known == null) {
            return originReason(origin);
        }
        return allowsMethod(method) ? requestHeaders.check(head.headers(REQUEST_HEADERS)) : CorsReason.METHOD_REFUSED;
    }

    private boolean allowsMethod(String method) {
        return methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
    }

    private static CorsReason actualReason(RequestHead head, String origin) {
        if ("same-origin".equals(head.header("Sec-Fetch-Site"))) {
            return CorsReason.SAME_ORIGIN;
        }
        // A proxy that is not declared may hide https, so an https origin is right on http, but never the reverse.
        boolean same = EffectiveOrigin.isHostOf(head, origin)
                && (origin.startsWith("https://") || !EffectiveOrigin.isSecure(head));
        return same ? CorsReason.SAME_ORIGIN : originReason(origin);
    }

    private static CorsReason originReason(String origin) {
        if (origin.equals("null")) {
            return CorsReason.ORIGIN_NULL;
        }
        return WebOrigin.isOrigin(origin) ? CorsReason.ORIGIN_REFUSED : CorsReason.ORIGIN_MALFORMED;
    }

    private void report(RequestHead head, CorsReason reason) {
        if (reason != CorsReason.SAME_ORIGIN) {
            events.emit(reason, head);
        }
    }

    /** How this policy decides about a request, and so why. */
    public CorsReason reason(RequestHead head) {
        if (paths != null && !paths.contains(head)) {
            return CorsReason.OUT_OF_SCOPE;
        }
        String origin = head.header("Origin");
        if (origin == null) {
            return CorsReason.NOT_CORS;
        }
        AllowedOrigin known = anybody != null ? anybody : allowed.find(origin);
        String method = requestedMethod(head);
        if (method != null) {
            return preflightReason(head, known, origin, method);
        }
        return known != null ? CorsReason.ALLOWED : actualReason(head, origin);
    }

    /** The reason in a sentence for people. */
    public String explain(RequestHead head) {
        return reason(head).sentence();
    }

    /** Whether the policy lists this origin, by name or by a set of subdomains or ports. Never true by any-origin. */
    public boolean lists(String origin) {
        return !anyOrigin && allowed.find(origin) != null;
    }

    /** Whether listed origins may use cookies and the like. */
    public boolean allowsCredentials() {
        return credentials;
    }

    /**
     * Whether the policy gives an origin credentials on this very request: path and method are the policy's, the policy is
     * one with credentials and lists the origin, and the origin is https or on the user's own machine, because whoever is
     * on the network can be any other http origin. What {@link io.seaworthy.headers.csrf.CsrfProtection} goes by.
     */
    public boolean trusts(RequestHead head, String origin) {
        return credentials
                && allowsMethod(head.method())
                && lists(origin)
                && (paths == null || paths.contains(head))
                && (origin.startsWith("https://") || WebOrigin.isLoopback(origin));
    }

    private String names() {
        return origins.stream().map(OriginPattern::toString).collect(Collectors.joining(", "));
    }

    @Override
    public List<Evidence> evidence() {
        List<String> parts = new ArrayList<>();
        parts.add(anyOrigin ? "any origin" : "origins " + names());
        parts.add("methods " + String.join(", ", methods));
        parts.add(credentials ? "with credentials" : "without credentials");
        parts.add(paths == null ? "on all paths" : "on " + paths);
        return List.of(new Evidence("HEAD-CORS", "CorsPolicy", String.join("; ", parts), weaknesses));
    }

    @Override
    public String toString() {
        return "CorsPolicy[" + (anyOrigin ? "*" : names()) + "]";
    }
}
