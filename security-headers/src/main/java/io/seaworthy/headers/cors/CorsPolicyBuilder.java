package io.seaworthy.headers.cors;

import io.seaworthy.headers.internal.Once;
import io.seaworthy.headers.internal.PathScope;
import io.seaworthy.headers.internal.WebOrigin;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.config.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the options of a {@link CorsPolicy}; each may be given once. Not thread-safe. */
public final class CorsPolicyBuilder {

    private static final Duration LONGEST = Duration.ofDays(1);

    private final Once once = new Once();
    List<String> origins = List.of();
    boolean anyOrigin;
    boolean credentials;
    List<String> methods = List.of("GET", "POST");
    List<String> requestHeaders = List.of();
    List<String> exposedHeaders = List.of();

    @Nullable
    Duration maxAge;

    boolean explaining;
    Events events = Events.none();
    private @Nullable List<String> paths;
    private boolean insecureOrigins;
    private boolean publicSuffixesAllowed;
    private PublicSuffixes suffixes = PublicSuffixes.ofJdk();

    CorsPolicyBuilder() {}

    /**
     * The origins whose pages may read answers, as browsers send them. Permitted: {@code "https://app.example.com"},
     * {@code "http://localhost:5173"}, {@code "https://*.example.com"} for all subdomains at any depth,
     * {@code "http://localhost:*"} for all ports. Prohibited: {@code "*"}, {@code "null"}, {@code "https://*.com"},
     * {@code "https://app.example.com/"}, {@code "https://APP.example.com"}, {@code "https://app.example.com:443"}.
     */
    public CorsPolicyBuilder origins(String... origins) {
        return origins(List.of(origins));
    }

    /** As {@link #origins(String...)}. */
    public CorsPolicyBuilder origins(Collection<String> origins) {
        once.oneOf("origins", "origins(...) is given twice, or beside anyOrigin()");
        this.origins = List.copyOf(origins);
        return this;
    }

    /** Pages of any origin: for public data. Cannot be combined with {@link #credentials}. */
    public CorsPolicyBuilder anyOrigin() {
        once.oneOf("origins", "anyOrigin() is given twice, or beside origins(...)");
        anyOrigin = true;
        return this;
    }

    /** Browsers may send cookies and the like, and let the page read the answer all the same. Off by default. */
    public CorsPolicyBuilder credentials() {
        once.option("credentials");
        credentials = true;
        return this;
    }

    /**
     * GET and POST by default; HEAD comes with GET. Permitted: {@code "DELETE"}. Prohibited: {@code "delete"},
     * {@code "*"}, {@code "TRACE"}.
     */
    public CorsPolicyBuilder methods(String... methods) {
        once.option("methods");
        this.methods = List.of(methods);
        return this;
    }

    /**
     * Request headers that scripts may set; none by default, besides those that need no permission. Permitted:
     * {@code "authorization"}, {@code "*"} without credentials. Prohibited: {@code "cookie"}.
     */
    public CorsPolicyBuilder requestHeaders(String... names) {
        once.option("requestHeaders");
        this.requestHeaders = List.of(names);
        return this;
    }

    /**
     * Response headers that scripts may read; none by default, besides those that need no permission. Permitted:
     * {@code "Retry-After"}, {@code "*"} without credentials. Prohibited: {@code "Set-Cookie"}.
     */
    public CorsPolicyBuilder exposedHeaders(String... names) {
        once.option("exposedHeaders");
        this.exposedHeaders = List.of(names);
        return this;
    }

    /**
     * How long browsers remember a preflight's answer; 5 s where it is not given. Browsers cap it: Firefox at a day,
     * Chromium at two hours, Safari at ten minutes. Permitted: 0 s to 1 day, whole seconds. Prohibited: two days.
     */
    public CorsPolicyBuilder maxAge(Duration maxAge) {
        once.option("maxAge");
        this.maxAge = maxAge;
        return this;
    }

    /** The paths under this policy: {@code "/api/**"}; all by default. */
    public CorsPolicyBuilder paths(String... patterns) {
        once.option("paths");
        paths = List.of(patterns);
        return this;
    }

    /** Accepts http origins outside the own machine together with credentials; weakened. */
    public CorsPolicyBuilder dangerouslyAllowInsecureOrigins() {
        once.option("dangerouslyAllowInsecureOrigins");
        insecureOrigins = true;
        return this;
    }

    /** Accepts all subdomains of domains under which strangers register names; weakened. */
    public CorsPolicyBuilder dangerouslyAllowSubdomainsOfPublicSuffixes() {
        once.option("dangerouslyAllowSubdomainsOfPublicSuffixes");
        publicSuffixesAllowed = true;
        return this;
    }

    /** Where to look up public suffixes; the JDK's own list by default. */
    public CorsPolicyBuilder publicSuffixes(PublicSuffixes suffixes) {
        once.option("publicSuffixes");
        this.suffixes = suffixes;
        return this;
    }

    /**
     * Says in the problem why a preflight was refused, and in the field {@code X-CORS-Refused} why an actual request's
     * answer stays unreadable. For development: it tells strangers the policy.
     */
    public CorsPolicyBuilder explainingRefusals() {
        once.option("explainingRefusals");
        explaining = true;
        return this;
    }

    /** Who hears of refusals; nobody by default. */
    public CorsPolicyBuilder events(Events events) {
        once.option("events");
        this.events = events;
        return this;
    }

    /** The policy, or every fault at once. */
    public CorsPolicy build() {
        Faults faults = Faults.in("CorsPolicy");
        List<String> weaknesses = new ArrayList<>();
        faults.check(
                anyOrigin || !origins.isEmpty(), "origins", null, "missing", "at least one origin, or anyOrigin()");
        faults.check(
                !(anyOrigin && credentials),
                "credentials",
                null,
                "any_origin_with_credentials",
                "origins by name together with credentials()");
        List<OriginPattern> patterns = checkOrigins(faults, weaknesses);
        faults.check(!methods.isEmpty(), "methods", null, "missing", "at least one method");
        CorsNames.checkMethods(methods, faults);
        CorsNames.checkRequestHeaders(requestHeaders, credentials, faults);
        CorsNames.checkExposedHeaders(exposedHeaders, credentials, faults);
        if (maxAge != null) {
            boolean good = !maxAge.isNegative() && maxAge.compareTo(LONGEST) <= 0 && maxAge.toNanosPart() == 0;
            faults.check(good, "maxAge", maxAge.toString(), "out_of_range", "whole seconds, 0 s to 1 day");
        }
        PathScope scope = paths == null ? null : PathScope.of(paths, "paths", faults);
        faults.check(paths == null || !paths.isEmpty(), "paths", null, "missing", "at least one pattern");
        if (anyOrigin) {
            weaknesses.add("Pages of any origin may read answers; right for public data only");
        }
        if (explaining) {
            weaknesses.add("Refused preflights say why, which tells strangers the policy");
        }
        faults.throwIfAny();
        return new CorsPolicy(this, patterns, scope, weaknesses);
    }

    private List<OriginPattern> checkOrigins(Faults faults, List<String> weaknesses) {
        List<OriginPattern> patterns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < origins.size(); i++) {
            String text = origins.get(i);
            String path = "origins[" + i + "]";
            OriginPattern.Parsed parsed = OriginPattern.parse(text);
            WebOrigin.Flaw flaw = parsed.flaw();
            OriginPattern pattern = parsed.pattern();
            if (flaw != null) {
                Violation fault = Violation.of(path, text, flaw.code(), flaw.allowed());
                faults.add(
                        text.equals("*") ? fault.hint("For public data without credentials call anyOrigin()") : fault);
            } else if (!seen.add(text)) {
                faults.add(path, text, "duplicate", "each origin once");
            } else if (pattern != null) {
                patterns.add(pattern);
                checkScheme(path, pattern, faults, weaknesses);
                checkSuffix(path, pattern, faults, weaknesses);
            }
        }
        return patterns;
    }

    private void checkScheme(String path, OriginPattern pattern, Faults faults, List<String> weaknesses) {
        if (credentials && !pattern.base().isSecure()) {
            faults.check(
                    pattern.base().isLoopback() || insecureOrigins,
                    path,
                    pattern.toString(),
                    "insecure_with_credentials",
                    "https with credentials(): whoever is on the network can be an http origin");
            weaknesses.add("The insecure origin " + pattern + " may use credentials");
        }
    }

    private void checkSuffix(String path, OriginPattern pattern, Faults faults, List<String> weaknesses) {
        if (!pattern.anySubdomain()) {
            return;
        }
        PublicSuffixes.Kind kind = suffixes.of(pattern.base().host());
        if (kind == PublicSuffixes.Kind.OWNED) {
            if (credentials) {
                weaknesses.add("Any subdomain of " + pattern.base().host() + " may use credentials");
            }
            return;
        }
        boolean known = kind == PublicSuffixes.Kind.PUBLIC;
        faults.check(
                publicSuffixesAllowed,
                path,
                pattern.toString(),
                known ? "public_suffix" : "public_suffix_unknown",
                known
                        ? "a domain of your own before its suffix: https://*.example.com"
                        : "a list of public suffixes to check against; this JDK has none, see publicSuffixes(...)");
        weaknesses.add("Strangers may register subdomains of " + pattern.base().host());
    }
}
