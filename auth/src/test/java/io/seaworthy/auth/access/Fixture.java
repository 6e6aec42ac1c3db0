package io.seaworthy.auth.access;

import io.seaworthy.auth.TestClock;
import io.seaworthy.auth.apikey.ApiKeyCreation;
import io.seaworthy.auth.apikey.ApiKeys;
import io.seaworthy.auth.apikey.InMemoryApiKeyStore;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.TokenClaims;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Secret;
import io.seaworthy.testkit.RequestHeads;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/** Real tokens and keys for the guards' tests. */
final class Fixture {

    final TestClock clock = TestClock.at("2026-11-21T10:00:00Z");
    final AccessTokens access = AccessTokens.issuer("https://api.example.com")
            .audience("api")
            .keys(SigningKeys.of(Secret.ofUtf8("a secret that has at least 32 bytes")))
            .clock(clock)
            .build();
    final ApiKeys keys = ApiKeys.builder(InMemoryApiKeyStore.create(), "notes:read", "notes:write")
            .clock(clock)
            .build();
    final AuthenticationGuard guard = AuthenticationGuard.of(BearerCredentials.of(access), ApiKeyCredentials.of(keys));

    String bearer(String... roles) {
        return "Bearer "
                + access.issue("user-1", null, TokenClaims.ofRoles(Arrays.asList(roles)))
                        .value();
    }

    String key(String... scopes) {
        ApiKeyCreation creation = keys.create("user-2", "a key", Set.of(scopes), Duration.ofDays(1));
        return ((ApiKeyCreation.Created) creation).secret();
    }

    /** What authentication makes of a request, as a request for the next guard. */
    RequestHead authenticated(RequestHeads request) {
        Decision decision = guard.check(request.build());
        Authentication authentication =
                ((Decision.Proceed) decision).attributes().get(Authentication.ATTRIBUTE);
        return authentication == null
                ? request.build()
                : request.attribute(Authentication.ATTRIBUTE, authentication).build();
    }
}
