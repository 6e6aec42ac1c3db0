package io.seaworthy.auth.access;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.auth.AuthEvent;
import io.seaworthy.auth.StoreException;
import io.seaworthy.auth.apikey.ApiKeyStore;
import io.seaworthy.auth.apikey.ApiKeys;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.RevocationLog;
import io.seaworthy.auth.token.Revocations;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.TokenClaims;
import io.seaworthy.auth.token.WhenStale;
import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.Secret;
import io.seaworthy.testkit.RequestHeads;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationGuardTest {

    private final Fixture fixture = new Fixture();

    private Attributes attributes(RequestHeads request) {
        Decision decision = fixture.guard.check(request.build());
        assertThat(decision).proceeds();
        return ((Decision.Proceed) decision).attributes();
    }

    private Authentication.Failed failed(RequestHeads request) {
        Attributes attributes = attributes(request);
        assertThat(attributes.get(RequestAttributes.PRINCIPAL)).isNull();
        return (Authentication.Failed) attributes.get(Authentication.ATTRIBUTE);
    }

    @Test
    void noCredential_saysNothing() {
        assertThat(fixture.guard.check(RequestHeads.get("/").build())).saysNothing();
        assertThat(Authentication.of(RequestHeads.get("/").build())).isInstanceOf(Authentication.Anonymous.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER "})
    void goodToken_setsThePrincipal(String scheme) {
        String token = fixture.bearer("admin").substring("Bearer ".length());

        Attributes attributes = attributes(RequestHeads.get("/").header("Authorization", scheme + token));

        Principal principal = new Principal("user-1", "bearer", Set.of("admin"), Set.of());
        assertThat(attributes.get(RequestAttributes.PRINCIPAL)).isEqualTo(principal);
        assertThat(attributes.get(Authentication.ATTRIBUTE)).isEqualTo(new Authentication.Authenticated(principal));
    }

    @Test
    void goodKey_setsThePrincipalWithScopesAndWithoutRoles() {
        Attributes attributes = attributes(RequestHeads.get("/").header("X-API-Key", fixture.key("notes:read")));

        assertThat(attributes.get(RequestAttributes.PRINCIPAL))
                .isEqualTo(new Principal("user-2", "api-key", Set.of(), Set.of("notes:read")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer x", "bearer a.b.c", "Bearer  two blanks"})
    void badToken_isFailedWithAChallenge(String value) {
        Authentication.Failed failed = failed(RequestHeads.get("/").header("Authorization", value));

        assertThat(failed.problem().status()).isEqualTo(401);
        assertThat(failed.problem().code()).isEqualTo("invalid_token");
        assertThat(Decision.reject(failed.problem(), failed.headers()))
                .setsHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    @Test
    void otherScheme_isNoCredential() {
        assertThat(fixture.guard.check(RequestHeads.get("/")
                        .header("Authorization", "Basic dTpw")
                        .build()))
                .saysNothing();
    }

    @Test
    void twoCredentials_areABadOne() {
        String good = fixture.bearer();

        failed(RequestHeads.get("/").header("Authorization", good).header("Authorization", good));
        failed(RequestHeads.get("/").header("Authorization", good).header("X-API-Key", fixture.key("notes:read")));
        failed(RequestHeads.get("/")
                .header("X-API-Key", fixture.key("notes:read"))
                .header("X-API-Key", fixture.key("notes:read")));
    }

    @Test
    void twoKinds_areNamedInTheAnswer() {
        Authentication.Failed failed = failed(RequestHeads.get("/")
                .header("Authorization", fixture.bearer())
                .header("X-API-Key", fixture.key("notes:read")));

        assertThat(new String(failed.problem().toJson(null), StandardCharsets.UTF_8))
                .contains("\"code\":\"invalid_token\"", "two kinds of credential");
        assertThat(Decision.reject(failed.problem(), failed.headers()))
                .setsHeader("WWW-Authenticate", "Bearer error=\"invalid_request\"");
    }

    @Test
    void badKey_isFailedWithoutAskingForAToken() {
        Authentication.Failed failed = failed(RequestHeads.get("/").header("X-API-Key", "swk_x"));

        assertThat(failed.problem().code()).isEqualTo("invalid_token");
        assertThat(Decision.reject(failed.problem(), failed.headers())).setsHeader("WWW-Authenticate", "ApiKey");
    }

    @Test
    void sessionOfTheToken_isTold() {
        String token =
                fixture.access.issue("user-1", "session-7", TokenClaims.none()).value();

        assertThat(attributes(RequestHeads.get("/").header("Authorization", "Bearer " + token))
                        .get(Authentication.ATTRIBUTE))
                .isInstanceOfSatisfying(
                        Authentication.Authenticated.class,
                        known -> assertThat(known.sessionId()).isEqualTo("session-7"));
        assertThat(attributes(RequestHeads.get("/").header("X-API-Key", fixture.key("notes:read")))
                        .get(Authentication.ATTRIBUTE))
                .isInstanceOfSatisfying(
                        Authentication.Authenticated.class,
                        known -> assertThat(known.sessionId()).isNull());
    }

    @Test
    void keyStoreOutage_isUnavailableAndNotInvalid() {
        ApiKeyStore broken = (ApiKeyStore) Proxy.newProxyInstance(
                ApiKeyStore.class.getClassLoader(), new Class<?>[] {ApiKeyStore.class}, (proxy, method, arguments) -> {
                    throw new StoreException("down", new java.sql.SQLException());
                });
        AuthenticationGuard guard = AuthenticationGuard.of(
                ApiKeyCredentials.of(ApiKeys.builder(broken, "notes:read").build()));

        Decision decision = guard.check(RequestHeads.get("/")
                .header("X-API-Key", fixture.key("notes:read"))
                .build());

        Authentication.Failed failed = (Authentication.Failed)
                ((Decision.Proceed) decision).attributes().get(Authentication.ATTRIBUTE);
        assertThat(failed.problem().status()).isEqualTo(503);
    }

    @Test
    void staleRevocations_areUnavailableAndNotInvalid() {
        RevocationLog broken = (RevocationLog) Proxy.newProxyInstance(
                RevocationLog.class.getClassLoader(),
                new Class<?>[] {RevocationLog.class},
                (proxy, method, arguments) -> {
                    throw new StoreException("down", new java.sql.SQLException());
                });
        try (Revocations revocations = Revocations.following(broken, WhenStale.REFUSE_TOKENS)
                .interval(Duration.ofMinutes(1))
                .staleAfter(Duration.ofMinutes(2))
                .start()) {
            AccessTokens access = AccessTokens.issuer("i")
                    .audience("a")
                    .keys(SigningKeys.of(Secret.ofUtf8("a secret that has at least 32 bytes")))
                    .revocations(revocations)
                    .build();
            Decision decision = AuthenticationGuard.of(BearerCredentials.of(access))
                    .check(RequestHeads.get("/")
                            .header(
                                    "Authorization",
                                    "Bearer " + access.issue("u").value())
                            .build());
            Authentication.Failed failed = (Authentication.Failed)
                    ((Decision.Proceed) decision).attributes().get(Authentication.ATTRIBUTE);
            assertThat(failed.problem().status()).isEqualTo(503);
        }
    }

    @Test
    void plan_isAFunctionOfThePrincipal() {
        AuthenticationGuard guard = AuthenticationGuard.builder(BearerCredentials.of(fixture.access))
                .plans(principal -> principal.hasRole("paying") ? Plan.of("premium") : null)
                .build();

        assertThat(guard.check(RequestHeads.get("/")
                        .header("Authorization", fixture.bearer("paying"))
                        .build()))
                .tells(RequestAttributes.PLAN, Plan.of("premium"));
        Decision other = guard.check(
                RequestHeads.get("/").header("Authorization", fixture.bearer()).build());
        assertThat(((Decision.Proceed) other).attributes().get(RequestAttributes.PLAN))
                .isNull();
    }

    @Test
    void refusedCredential_isReported() {
        List<EventReason> events = new ArrayList<>();
        AuthenticationGuard guard = AuthenticationGuard.builder(BearerCredentials.of(fixture.access))
                .events((reason, head, cause) -> events.add(reason))
                .build();

        guard.check(RequestHeads.get("/").header("Authorization", "Bearer x").build());

        assertThat(events).containsExactly(AuthEvent.CREDENTIAL_REFUSED);
    }

    @Test
    void asyncGuard_takesTheExecutorForKeysOnly() {
        List<Runnable> queue = new ArrayList<>();
        var async = fixture.guard.async(queue::add);

        CompletableFuture<Decision> anonymous =
                async.check(RequestHeads.get("/").build()).toCompletableFuture();
        CompletableFuture<Decision> bearer = async.check(RequestHeads.get("/")
                        .header("Authorization", fixture.bearer())
                        .build())
                .toCompletableFuture();
        assertThat(queue).isEmpty();
        CompletableFuture<Decision> key = async.check(RequestHeads.get("/")
                        .header("X-API-Key", fixture.key("notes:read"))
                        .build())
                .toCompletableFuture();

        assertThat(anonymous.join()).saysNothing();
        assertThat(bearer).isCompleted();
        assertThat(key).isNotDone();
        queue.forEach(Runnable::run);
        assertThat(((Decision.Proceed) key.join()).attributes().get(RequestAttributes.PRINCIPAL))
                .isNotNull();
    }

    @Test
    void fullExecutor_leavesTheCredentialUnknown() {
        var async = fixture.guard.async(work -> {
            throw new RejectedExecutionException("full");
        });
        Decision decision = async.check(RequestHeads.get("/")
                        .header("X-API-Key", fixture.key("notes:read"))
                        .build())
                .toCompletableFuture()
                .join();
        Attributes attributes = ((Decision.Proceed) decision).attributes();
        assertThat(attributes.get(RequestAttributes.PRINCIPAL)).isNull();
        assertThat(attributes.get(Authentication.ATTRIBUTE))
                .isInstanceOfSatisfying(
                        Authentication.Failed.class,
                        failed -> assertThat(failed.problem().status()).isEqualTo(503));
    }

    @Test
    void guardWithoutSchemes_isAnError() {
        assertThatThrownBy(AuthenticationGuard::of).isInstanceOf(IllegalArgumentException.class);
    }
}
