package io.seaworthy.benchmarks.server;

import io.seaworthy.auth.access.Access;
import io.seaworthy.auth.access.AccessRules;
import io.seaworthy.auth.access.AuthenticationGuard;
import io.seaworthy.auth.access.BearerCredentials;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.TokenClaims;
import io.seaworthy.headers.SecurityHeaders;
import io.seaworthy.headers.cors.CorsPolicy;
import io.seaworthy.headers.csrf.CsrfProtection;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.net.TrustedProxies;
import io.seaworthy.logging.CorrelationGuard;
import io.seaworthy.ratelimit.LocalLimitStore;
import io.seaworthy.ratelimit.Overflow;
import io.seaworthy.ratelimit.OverloadGuard;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.RateLimits;
import java.time.Duration;
import java.util.List;

/** The whole chain: ids, address, headers, CORS, cross-site check, overload, limits, token, access. */
final class SeaworthySetup {

    static final String ISSUER = "https://api.example.com";
    static final String AUDIENCE = "api";
    static final String ORIGIN = "https://app.example.com";

    private SeaworthySetup() {}

    static AccessTokens tokens(byte[] secret) {
        return AccessTokens.issuer(ISSUER)
                .audience(AUDIENCE)
                .lifetime(Duration.ofHours(1))
                .keys(SigningKeys.of(Secret.of(secret.clone())))
                .rememberVerified(10_000)
                .build();
    }

    static String token(byte[] secret) {
        return tokens(secret)
                .issue("account-4711", "9f1c2d7e5b3a4c60", TokenClaims.ofRoles(List.of("user")))
                .value();
    }

    static GuardChain chain(byte[] secret) {
        RateLimits limits = RateLimits.builder()
                .plan("anonymous", Quota.of(500_000_000).per(Duration.ofSeconds(10)))
                .plan("free", Quota.of(500_000_000).per(Duration.ofSeconds(10)))
                .build(LocalLimitStore.bounded(100_000, Overflow.SHARE_BY_PREFIX));
        Plan free = Plan.of("free");
        return GuardChain.builder()
                .then(CorrelationGuard.create())
                .then(TrustedProxies.none())
                .then(SecurityHeaders.api())
                .then(CorsPolicy.builder()
                        .origins(ORIGIN)
                        .methods("GET", "POST")
                        .requestHeaders("authorization", "content-type")
                        .build())
                .then(CsrfProtection.fetchMetadata())
                .then(OverloadGuard.builder(200).build())
                .then(limits.byAddress())
                .then(AuthenticationGuard.builder(BearerCredentials.of(tokens(secret)))
                        .plans(principal -> free)
                        .build())
                .then(limits.byPlan())
                .then(AccessRules.builder()
                        .route("GET /api/notes", Access.authenticated())
                        .build())
                .build();
    }
}
