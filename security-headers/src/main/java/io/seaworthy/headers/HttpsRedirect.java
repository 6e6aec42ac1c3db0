package io.seaworthy.headers;

import io.seaworthy.headers.internal.Once;
import io.seaworthy.headers.internal.PathScope;
import io.seaworthy.headers.internal.WebOrigin;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.HeaderSyntax;
import io.seaworthy.kernel.net.EffectiveOrigin;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.List;
import java.util.Locale;

/**
 * Sends requests that came over http to the service's https address: 308, which keeps method and body (RFC 9110 section
 * 15.4.9).
 *
 * <p>The target's origin is the configured one. Neither {@code Host} nor forwarding headers can steer it; whether the
 * request came over http is what the client address guard found out. Path and query are kept as sent; a request whose
 * path could not stand in a header goes to the root. It does not undo that the first request was readable on its way:
 * HSTS does, from the second visit on. Where TLS ends at a proxy, put {@link io.seaworthy.kernel.net.TrustedProxies} with
 * that proxy before it: otherwise every request looks like http and the redirect never ends. Immutable, thread-safe.
 */
public final class HttpsRedirect implements Guard, EvidenceSource {

    private final String origin;
    private final PathScope exempt;
    private final Events events;

    private HttpsRedirect(String origin, PathScope exempt, Events events) {
        this.origin = origin;
        this.exempt = exempt;
        this.events = events;
    }

    /** Redirects everything to this https origin. */
    public static HttpsRedirect to(String origin) {
        return builder(origin).build();
    }

    /**
     * For exemptions.
     *
     * @param origin Permitted: {@code "https://shop.example.com"}. Prohibited: http, a path
     */
    public static Builder builder(String origin) {
        return new Builder(origin);
    }

    @Override
    public Decision check(RequestHead head) {
        if (EffectiveOrigin.isSecure(head) || exempt.contains(head)) {
            return Decision.proceed();
        }
        events.emit(claimsHttps(head) ? HeadersEvent.HTTPS_NOT_TRUSTED : HeadersEvent.HTTP_REDIRECTED, head);
        return Decision.respond(
                308,
                HeaderEdits.forOneRequest()
                        .enforce("Location", origin + target(head))
                        .build());
    }

    /** What a proxy would say that nobody declared. Believed by no one; it only tells why a client runs in circles. */
    private static boolean claimsHttps(RequestHead head) {
        String proto = head.header("X-Forwarded-Proto");
        String forwarded = head.header("Forwarded");
        return "https".equalsIgnoreCase(proto)
                || "on".equalsIgnoreCase(head.header("X-Forwarded-Ssl"))
                || (forwarded != null && forwarded.toLowerCase(Locale.ROOT).contains("proto=https"));
    }

    /** Why a request is redirected or not, in a sentence for people. */
    public String explain(RequestHead head) {
        if (EffectiveOrigin.isSecure(head)) {
            return "The client used HTTPS, so there is nothing to redirect.";
        }
        if (exempt.contains(head)) {
            return "The client used http, but the path is exempt.";
        }
        return claimsHttps(head)
                ? "A proxy that is not trusted says that the client used HTTPS; it is redirected all the same. Name the"
                        + " proxy in TrustedProxies, and let it send X-Forwarded-For with X-Forwarded-Proto."
                : "The client used http, so it is sent to " + origin + ".";
    }

    private static String target(RequestHead head) {
        String path = head.rawPath();
        String query = head.rawQuery();
        String target = query == null ? path : path + "?" + query;
        boolean sendable = path.startsWith("/") && HeaderSyntax.isValue(target) && target.indexOf(' ') < 0;
        return sendable ? target : "/";
    }

    @Override
    public List<Evidence> evidence() {
        String summary = "http is redirected to " + origin + (exempt.isEmpty() ? "" : ", but for " + exempt);
        List<String> weaknesses = exempt.isEverything() ? List.of("Every path is exempt") : List.of();
        return List.of(new Evidence("HEAD-HTTPS", "HttpsRedirect", summary, weaknesses));
    }

    @Override
    public String toString() {
        return "HttpsRedirect[" + origin + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final Once once = new Once();
        private final String origin;
        private List<String> exempt = List.of();
        private Events events = Events.none();

        private Builder(String origin) {
            this.origin = origin;
        }

        /** Paths that answer over http: {@code "/health/*"}, {@code "/metrics"}; none by default. */
        public Builder exempt(String... patterns) {
            once.option("exempt");
            exempt = List.of(patterns);
            return this;
        }

        /** Who hears of redirects; nobody by default. */
        public Builder events(Events events) {
            once.option("events");
            this.events = events;
            return this;
        }

        /** The guard, or every fault at once. */
        public HttpsRedirect build() {
            Faults faults = Faults.in("HttpsRedirect");
            WebOrigin.Parsed parsed = WebOrigin.parse(origin);
            WebOrigin.Flaw flaw = parsed.flaw();
            WebOrigin target = parsed.origin();
            if (flaw != null) {
                faults.add("origin", origin, flaw.code(), flaw.allowed());
            } else if (target != null) {
                faults.check(target.isSecure(), "origin", origin, "not_https", "an https origin");
            }
            PathScope scope = PathScope.of(exempt, "exempt", faults);
            faults.throwIfAny();
            return new HttpsRedirect(origin, scope, events);
        }
    }
}
