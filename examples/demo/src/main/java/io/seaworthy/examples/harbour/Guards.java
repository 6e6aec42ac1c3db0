package io.seaworthy.examples.harbour;

import io.seaworthy.auth.access.ApiKeyCredentials;
import io.seaworthy.auth.access.AuthenticationGuard;
import io.seaworthy.auth.access.BearerCredentials;
import io.seaworthy.examples.harbour.server.WebServer;
import io.seaworthy.headers.HeadersByRoute;
import io.seaworthy.headers.HttpsRedirect;
import io.seaworthy.headers.SecurityHeaders;
import io.seaworthy.headers.cors.CorsPolicy;
import io.seaworthy.headers.csrf.CsrfProtection;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.http.StrictRequests;
import io.seaworthy.kernel.net.TrustedProxies;
import io.seaworthy.logging.AccessLog;
import io.seaworthy.logging.CorrelationGuard;
import io.seaworthy.operations.RequestMetrics;
import io.seaworthy.ratelimit.LimitBy;
import io.seaworthy.ratelimit.OverloadGuard;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.RateLimits;
import io.seaworthy.ratelimit.RateLimitsBuilder;
import io.seaworthy.ratelimit.UsageMeter;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;

/** The guards in front of Harbour, in their order: read {@link #chain} from top to bottom, that is a request's path. */
final class Guards {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int METERED_CALLERS = 100_000;
    private static final int CONCURRENT_REQUESTS = 512;
    private static final String[] BROWSER_PATHS = {"/api/**", "/auth/**"};
    private static final String[] HEALTH = {"/health/**"};

    private final HarbourSettings settings;
    private final URI ownUrl;
    private final Services services;
    private final Routes routes;

    Guards(HarbourSettings settings, URI ownUrl, Services services, Routes routes) {
        this.settings = settings;
        this.ownUrl = ownUrl;
        this.services = services;
        this.routes = routes;
    }

    GuardChain chain() {
        RateLimits limits = limits();
        CorsPolicy cors = cors();
        GuardChain.Builder chain = GuardChain.builder().events(services.events);
        chain.then(CorrelationGuard.create())
                .then(AccessLog.builder().redactor(Logs.REDACTOR).build())
                .then(RequestMetrics.of(services.meters));
        chain.then(clientAddress());
        // What every answer carries comes before anything that can answer.
        chain.then(headers()).then(cors.varying());
        chain.then(StrictRequests.create()).then(routes.routing().find());
        httpsRedirect(chain);
        chain.then(services.shutdown());
        if (limits.isRemote()) {
            chain.thenAsync(limits.byAddressAsync());
        } else {
            chain.then(limits.byAddress());
        }
        chain.then(OverloadGuard.builder(CONCURRENT_REQUESTS)
                .workers(WebServer.THREADS)
                // Whoever is in must be able to stay in and to leave while reports and uploads fill the rest.
                .guarantee("sessions", 20, "POST /auth/login", "POST /auth/refresh", "POST /auth/logout")
                .guarantee("webhooks", 5, "/webhooks/**")
                .exempt(HEALTH)
                .events(services.events)
                .build());
        chain.then(cors).then(csrf(cors));
        chain.then(authentication());
        if (limits.isRemote()) {
            chain.thenAsync(limits.byPlanAsync());
        } else {
            chain.then(limits.byPlan());
        }
        // Unknown paths are charged like known ones and are refused before anybody asks who may call them.
        chain.then(routes.routing().refuseUnknown()).then(routes.admins()).then(routes.accessRules());
        return chain.build();
    }

    private TrustedProxies clientAddress() {
        return settings.trustedProxies().isEmpty()
                ? TrustedProxies.none()
                : TrustedProxies.of(settings.trustedProxies());
    }

    private HeadersByRoute headers() {
        SecurityHeaders page = SecurityHeaders.htmlStrict().toBuilder()
                .reportTo("/csp-reports")
                .events(services.events)
                .build();
        return SecurityHeaders.byRoute(SecurityHeaders.api())
                .profile("/", page)
                .profile("/readiness", page)
                .build();
    }

    private void httpsRedirect(GuardChain.Builder chain) {
        URI publicUrl = settings.publicUrl().orElse(null);
        if (!settings.isDevelopment() && publicUrl != null) {
            chain.then(HttpsRedirect.builder(origin(publicUrl))
                    .exempt("/health/*", "/metrics")
                    .events(services.events)
                    .build());
        }
    }

    private CorsPolicy cors() {
        return CorsPolicy.builder()
                .origins(settings.corsAllowedOrigins().stream().distinct().toList())
                .credentials()
                .methods("GET", "POST", "DELETE")
                .requestHeaders("authorization", "content-type", "x-api-key", "x-request-id")
                .exposedHeaders("RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id")
                .maxAge(Duration.ofMinutes(10))
                .paths(BROWSER_PATHS)
                .events(services.events)
                .build();
    }

    private CsrfProtection csrf(CorsPolicy cors) {
        return CsrfProtection.builder()
                .ownOrigins(origin(ownUrl))
                .trusting(cors)
                .exempt("/csp-reports", "/webhooks/**")
                .events(services.events)
                .build();
    }

    /** As browsers write it: in lower case, without the scheme's own port. */
    private static String origin(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : 80;
        boolean plain = url.getPort() < 0 || url.getPort() == standard;
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + (plain ? "" : ":" + url.getPort());
    }

    private AuthenticationGuard authentication() {
        return AuthenticationGuard.builder(
                        BearerCredentials.of(services.access), ApiKeyCredentials.of(services.apiKeys))
                .plans(services.plans::of)
                .events(services.events)
                .build();
    }

    private RateLimits limits() {
        return table(settings)
                .usage(UsageMeter.perDay(ZoneOffset.UTC, METERED_CALLERS))
                .events(services.events)
                .build(services.storage.limits());
    }

    static RateLimitsBuilder table(HarbourSettings settings) {
        RateLimitsBuilder limits = RateLimits.builder()
                .route("auth-address", "POST /auth/**", LimitBy.ADDRESS, perMinute(settings.authPerMinute()))
                .exempt("/health/**", "POST /csp-reports");
        settings.plansPerMinute().forEach((plan, tokens) -> limits.plan(plan, perMinute(tokens)));
        return limits;
    }

    private static Quota perMinute(int tokens) {
        return Quota.of(tokens).per(MINUTE);
    }
}
