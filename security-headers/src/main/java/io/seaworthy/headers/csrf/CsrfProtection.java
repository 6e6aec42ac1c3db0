package io.seaworthy.headers.csrf;

import io.seaworthy.headers.cors.CorsPolicy;
import io.seaworthy.headers.internal.Once;
import io.seaworthy.headers.internal.PathScope;
import io.seaworthy.headers.internal.WebOrigin;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.net.EffectiveOrigin;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Refuses unsafe requests that another site's page made a browser send, without tokens: by {@code Sec-Fetch-Site} (W3C
 * Fetch Metadata), else by {@code Origin}.
 *
 * <ol>
 *   <li>GET, HEAD and OPTIONS pass, unless they ask for an upgrade (a WebSocket has no other protection).
 *   <li>{@code Sec-Fetch-Site: same-origin} or {@code none} passes. Any other value, {@code same-site} included, is
 *       refused, unless the origin is trusted or the path exempt.
 *   <li>Without that field: no {@code Origin} passes (no page sent it); an {@code Origin} passes that is the service's own
 *       or trusted; anything else, {@code null} included, is refused.
 * </ol>
 *
 * <p>The own origins are the ones given; where none are, the one that the request itself is addressed to ({@code Host},
 * which a page cannot forge, except over plain http by having its own name resolve to this server). Over https an http
 * origin is never the own one by {@code Host}. Exempt paths match the raw path exactly as the application
 * sees it, never one that would merely be redirected there. It does not help against scripts injected into the own
 * origin, nor where GET changes something. Immutable, thread-safe, allocates nothing for a request that passes by its
 * {@code Sec-Fetch-Site}.
 */
public final class CsrfProtection implements Guard, EvidenceSource {

    private static final Decision REFUSED =
            Decision.reject(Problem.of(403, "cross_site", "Requests from other sites are refused"));

    private final Set<String> own;
    private final Set<String> trusted;
    private final @Nullable Supplier<CorsPolicy> policy;

    private final PathScope exempt;
    private final boolean enforcing;
    private final boolean insecure;
    private final Events events;

    private CsrfProtection(Builder builder, PathScope exempt) {
        own = Set.copyOf(builder.own);
        trusted = Set.copyOf(builder.trusted);
        policy = builder.policy;
        insecure = builder.insecure;
        this.exempt = exempt;
        enforcing = builder.enforcing;
        events = builder.events;
    }

    /** Trusts nobody and exempts nothing. */
    public static CsrfProtection fetchMetadata() {
        return builder().build();
    }

    /** For trusted origins and exempt paths. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Decision check(RequestHead head) {
        CsrfReason reason = reason(head);
        if (reason.passes()) {
            return Decision.proceed();
        }
        return refuse(head, reason);
    }

    /** How the check decides about a request, and so why. */
    public CsrfReason reason(RequestHead head) {
        if (isSafe(head)) {
            return CsrfReason.SAFE_METHOD;
        }
        String site = head.header("Sec-Fetch-Site");
        String origin = head.header("Origin");
        if (site == null || site.isEmpty()) {
            if (origin == null || origin.isEmpty()) {
                return CsrfReason.NOT_A_BROWSER;
            }
            if (isOwn(head, origin)) {
                return CsrfReason.OWN_ORIGIN;
            }
        } else if (site.equals("same-origin") || site.equals("none")) {
            return CsrfReason.SAME_ORIGIN;
        }
        if (origin != null && isTrusted(head, origin)) {
            return CsrfReason.TRUSTED_ORIGIN;
        }
        if (exempt.contains(head)) {
            return CsrfReason.EXEMPT_PATH;
        }
        return site == null || site.isEmpty() ? CsrfReason.FOREIGN_ORIGIN : CsrfReason.CROSS_SITE;
    }

    /** The reason in a sentence for people. */
    public String explain(RequestHead head) {
        return reason(head).sentence();
    }

    static boolean isSafe(RequestHead head) {
        return switch (head.method()) {
            case "GET", "HEAD", "OPTIONS" -> head.header("Upgrade") == null;
            default -> false;
        };
    }

    private boolean isOwn(RequestHead head, String origin) {
        if (!own.isEmpty()) {
            return own.contains(origin);
        }
        // A proxy that is not declared may hide https, so an https origin is right on http, but never the reverse.
        return EffectiveOrigin.isHostOf(head, origin)
                && (origin.startsWith("https://") || !EffectiveOrigin.isSecure(head));
    }

    private boolean isTrusted(RequestHead head, String origin) {
        return trusted.contains(origin) || (policy != null && policy.get().trusts(head, origin));
    }

    boolean lets(RequestHead head) {
        return !enforcing || reason(head).passes();
    }

    /** Reports a refusal and gives its decision. */
    Decision refuse(RequestHead head, CsrfReason reason) {
        events.emit(reason, head);
        return enforcing ? REFUSED : Decision.proceed();
    }

    @Override
    public List<Evidence> evidence() {
        List<String> weaknesses = new ArrayList<>();
        if (!enforcing) {
            weaknesses.add("Cross-site requests are reported, not refused");
        }
        List<String> parts = new ArrayList<>(List.of("Sec-Fetch-Site, else Origin"));
        if (!trusted.isEmpty()) {
            parts.add("trusting " + String.join(", ", trusted.stream().sorted().toList()));
        }
        if (policy != null) {
            parts.add("trusting the origins of the CORS policy under its paths");
        }
        for (String origin : trusted) {
            if (insecure && !origin.startsWith("https://") && !WebOrigin.isLoopback(origin)) {
                weaknesses.add("Whoever is on the network can be the trusted origin " + origin);
            }
        }
        if (exempt.isEverything()) {
            weaknesses.add("Every path is exempt");
        }
        if (!exempt.isEmpty()) {
            parts.add("exempt " + exempt);
        }
        return List.of(new Evidence("AUTH-CSRF", "CsrfProtection", String.join("; ", parts), weaknesses));
    }

    @Override
    public String toString() {
        return "CsrfProtection[fetch metadata" + (enforcing ? "" : ", reporting only") + "]";
    }

    /** Collects options; each may be given once. Not thread-safe. */
    public static final class Builder {

        private final Once once = new Once();
        private final Set<String> own = new HashSet<>();
        private final Set<String> trusted = new HashSet<>();
        private @Nullable Supplier<CorsPolicy> policy;
        private boolean insecure;
        private final Faults faults = Faults.in("CsrfProtection");
        private List<String> exempt = List.of();
        private boolean enforcing = true;
        private Events events = Events.none();

        private Builder() {}

        /**
         * The service's own origins, for browsers without Fetch Metadata; {@code Host} is not asked then, so neither a
         * proxy that rewrites it nor a name that was made to resolve to this server matters. Permitted:
         * {@code "https://shop.example"}. Prohibited: a path, a default port.
         */
        public Builder ownOrigins(String... origins) {
            once.option("ownOrigins");
            addAll(own, "ownOrigins", origins);
            return this;
        }

        /**
         * Other origins whose pages may send unsafe requests to every path. Permitted: {@code "https://app.example.com"},
         * {@code "http://localhost:5173"}. Prohibited: {@code "http://app.example.com"}.
         */
        public Builder trustedOrigins(String... origins) {
            once.option("trustedOrigins");
            addAll(trusted, "trustedOrigins", origins);
            return this;
        }

        /**
         * The origins that this CORS policy names, under the policy's paths and nowhere else: who may read answers with
         * cookies may send requests with cookies, too. Needed where pages of those origins are to send anything but GET.
         * Prohibited: a policy without {@code credentials()}, which lets pages read public answers and no more.
         */
        public Builder trusting(CorsPolicy policy) {
            once.option("trusting");
            this.policy = () -> policy;
            return this;
        }

        /** As {@link #trusting(CorsPolicy)}, by whichever policy is in force. */
        public Builder trusting(Rotating<CorsPolicy> policy) {
            once.option("trusting");
            this.policy = policy::current;
            return this;
        }

        /** Accepts trusted origins with http outside the own machine: whoever is on the network can be one; weakened. */
        public Builder dangerouslyTrustInsecureOrigins() {
            once.option("dangerouslyTrustInsecureOrigins");
            insecure = true;
            return this;
        }

        /** Paths that strangers may post to: {@code "/csp-reports"}, {@code "/webhooks/**"}. */
        public Builder exempt(String... patterns) {
            once.option("exempt");
            exempt = List.of(patterns);
            return this;
        }

        /** Reports what would be refused and lets it pass, to try the check out; weakened. */
        public Builder withoutEnforcement() {
            once.option("withoutEnforcement");
            enforcing = false;
            return this;
        }

        /** Who hears of refusals; nobody by default. */
        public Builder events(Events events) {
            once.option("events");
            this.events = events;
            return this;
        }

        private void addAll(Set<String> set, String option, String... origins) {
            for (int i = 0; i < origins.length; i++) {
                String path = option + "[" + i + "]";
                WebOrigin.Flaw flaw = WebOrigin.parse(origins[i]).flaw();
                if (flaw != null) {
                    faults.add(path, origins[i], flaw.code(), flaw.allowed());
                } else {
                    faults.check(set.add(origins[i]), path, origins[i], "duplicate", "each origin once");
                }
            }
        }

        /** The guard, or every fault at once. */
        public CsrfProtection build() {
            for (String origin : trusted) {
                boolean safe = insecure || !origin.startsWith("http://") || WebOrigin.isLoopback(origin);
                faults.check(safe, "trustedOrigins", origin, "insecure", "an https origin, or one on the own machine");
            }
            boolean useful = policy == null || policy.get().allowsCredentials();
            faults.check(
                    useful,
                    "trusting",
                    null,
                    "without_credentials",
                    "a CORS policy by named origins with credentials()");
            PathScope scope = PathScope.of(exempt, "exempt", faults);
            faults.throwIfAny();
            return new CsrfProtection(this, scope);
        }
    }
}
