package io.seaworthy.auth;

import static io.seaworthy.testkit.GuardAssertions.assertThat;

import io.seaworthy.auth.access.Access;
import io.seaworthy.auth.access.AccessRules;
import io.seaworthy.auth.access.ApiKeyCredentials;
import io.seaworthy.auth.access.Authentication;
import io.seaworthy.auth.access.AuthenticationGuard;
import io.seaworthy.auth.access.BearerCredentials;
import io.seaworthy.auth.apikey.ApiKeyCreation;
import io.seaworthy.auth.apikey.ApiKeys;
import io.seaworthy.auth.apikey.JdbcApiKeyStore;
import io.seaworthy.auth.password.JdbcResetStore;
import io.seaworthy.auth.password.PasswordCheck;
import io.seaworthy.auth.password.PasswordHashing;
import io.seaworthy.auth.password.PasswordPolicy;
import io.seaworthy.auth.password.PasswordResets;
import io.seaworthy.auth.password.Passwords;
import io.seaworthy.auth.refresh.JdbcRefreshStore;
import io.seaworthy.auth.refresh.RefreshRefusal;
import io.seaworthy.auth.refresh.RefreshTokens;
import io.seaworthy.auth.refresh.Rotation;
import io.seaworthy.auth.refresh.TokenPair;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.ForeignTokens;
import io.seaworthy.auth.token.JwsAlgorithm;
import io.seaworthy.auth.token.RemoteKeys;
import io.seaworthy.auth.token.Revocations;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.TokenClaims;
import io.seaworthy.auth.token.TokenKey;
import io.seaworthy.auth.token.TokenRefusal;
import io.seaworthy.auth.token.Verification;
import io.seaworthy.auth.token.VerifiedToken;
import io.seaworthy.auth.token.WhenStale;
import io.seaworthy.auth.webhook.JdbcReplayStore;
import io.seaworthy.auth.webhook.SignatureCheck;
import io.seaworthy.auth.webhook.StripeSignatures;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.Secret;
import io.seaworthy.testkit.RequestHeads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The code of the module's README, run. */
class ReadmeExampleTest {

    private final Secret secret = Secret.ofUtf8("the decoded bytes of JWT_SECRET, at least 32");
    private final Secret pepper = Secret.ofUtf8("the decoded bytes of PASSWORD_PEPPER, 32");
    private final DataSource dataSource = Databases.h2();

    @Test
    void tokens_asInTheReadme() {
        JdbcRefreshStore store = JdbcRefreshStore.of(dataSource).createSchema();
        Revocations revocations = Revocations.following(store.revocationLog(), WhenStale.REFUSE_TOKENS)
                .start();
        AccessTokens access = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(secret))
                .revocations(revocations)
                .build();
        RefreshTokens refresh = RefreshTokens.builder(access, store)
                .claims(subject -> TokenClaims.ofRoles(List.of("user")))
                .build();

        TokenPair pair = refresh.open("account-1");
        Verification verification = access.verify(pair.accessToken());
        assertThat(((VerifiedToken) verification).roles()).containsExactly("user");

        Rotation rotation = refresh.rotate(pair.refreshToken());
        String again =
                ((Rotation.Rotated) refresh.rotate(pair.refreshToken())).pair().refreshToken();
        assertThat(((Rotation.Rotated) rotation).pair().refreshToken()).isEqualTo(again);

        refresh.revokeFamily(again);
        assertThat(refresh.rotate(again)).isEqualTo(new Rotation.Refused(RefreshRefusal.REVOKED));
        assertThat(access.verify(pair.accessToken())).isEqualTo(new Verification.Refused(TokenRefusal.REVOKED));
        revocations.close();
    }

    @Test
    void keys_asInTheReadme() {
        TokenKey current = TokenKey.generate(JwsAlgorithm.ES256);
        TokenKey coming = TokenKey.generate(JwsAlgorithm.EDDSA);
        TokenKey old = TokenKey.hmac(JwsAlgorithm.HS256, secret);
        SigningKeys keys =
                SigningKeys.builder(current).next(coming).previous(old).build();

        String body = keys.publicJwkSet();

        assertThat(body).contains(current.id(), coming.id()).doesNotContain(old.id());
    }

    @Test
    void foreignTokens_asInTheReadme() {
        ForeignTokens foreign = ForeignTokens.audience("api")
                .issuer(
                        "https://login.example.com",
                        RemoteKeys.of(java.net.URI.create("https://login.example.com/jwks.json")))
                .build();

        assertThat(foreign.verify("not a token")).isEqualTo(new Verification.Refused(TokenRefusal.NOT_COMPACT));

        AccessTokens access = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(secret))
                .build();
        BearerCredentials either = BearerCredentials.of(access).or(foreign, token -> {
            Account account = account(token.issuer(), token.subject());
            return account == null
                    ? null
                    : new Principal(account.id(), BearerCredentials.KIND, account.roles(), Set.of());
        });
        String own = access.issue("account-1", "session-1", TokenClaims.none()).value();
        Decision decision = AuthenticationGuard.of(either)
                .check(RequestHeads.get("/")
                        .header("Authorization", "Bearer " + own)
                        .build());
        assertThat(((Decision.Proceed) decision).attributes().get(Authentication.ATTRIBUTE))
                .isEqualTo(new Authentication.Authenticated(
                        new Principal("account-1", "bearer", Set.of(), Set.of()), "session-1"));
    }

    private record Account(String id, Set<String> roles) {}

    private static @Nullable Account account(String issuer, String subject) {
        return issuer.equals("https://login.example.com") ? new Account("partner-" + subject, Set.of()) : null;
    }

    @Test
    void passwords_asInTheReadme() {
        Passwords passwords = Passwords.of(pepper);
        PasswordPolicy policy = PasswordPolicy.nist();

        assertThat(policy.check("tide tables for captains", "jane@example.com")).isEmpty();
        String stored = ((PasswordHashing.Hashed) passwords.hash("tide tables for captains")).value();

        assertThat(passwords.check("tide tables for captains", stored)).isInstanceOf(PasswordCheck.Matched.class);
        assertThat(passwords.check("tide tables for captains", null)).isInstanceOf(PasswordCheck.Mismatched.class);

        PasswordResets resets = PasswordResets.of(JdbcResetStore.of(dataSource).createSchema());
        String token = resets.issue("account-1");
        assertThat(resets.redeem(token)).isInstanceOf(PasswordResets.Redemption.Redeemed.class);
    }

    @Test
    void chain_asInTheReadme() {
        AccessTokens access = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(secret))
                .build();
        ApiKeys keys = ApiKeys.builder(JdbcApiKeyStore.of(dataSource).createSchema(), "notes:read", "notes:write")
                .build();
        AuthenticationGuard authentication = AuthenticationGuard.builder(
                        BearerCredentials.of(access), ApiKeyCredentials.of(keys))
                .plans(principal -> Plan.of("free"))
                .build();
        AccessRules rules = AccessRules.builder()
                .route("POST /auth/**", Access.permitAll())
                .route("GET /api/notes", Access.authenticated().scope("notes:read"))
                .route("POST /api/keys", Access.authenticated())
                .route("GET /api/admin/users", Access.role("admin"))
                .build();
        GuardChain chain = GuardChain.of(authentication, rules);

        ApiKeyCreation creation = keys.create("account-1", "laptop", Set.of("notes:read"), Duration.ofDays(90));
        String key = ((ApiKeyCreation.Created) creation).secret();

        assertThat(ask(chain, "GET", "/api/notes", key)).proceeds();
        assertThat(ask(chain, "POST", "/api/keys", key)).rejects(403, "insufficient_scope");
        assertThat(ask(chain, "GET", "/api/notes", null)).rejects(401, "unauthenticated");
        assertThat(ask(chain, "GET", "/api/unknown", key)).rejects(403, "forbidden");
    }

    private static Decision ask(GuardChain chain, String method, String path, String key) {
        RequestHeads request = RequestHeads.of(method, path);
        if (key != null) {
            request.header("X-API-Key", key);
        }
        return chain.run(request.build()).decision();
    }

    @Test
    void webhooks_asInTheReadme() {
        StripeSignatures signatures = StripeSignatures.of(Secret.ofUtf8("whsec_0123456789abcdef"));
        JdbcReplayStore replays = JdbcReplayStore.of(dataSource).createSchema();

        SignatureCheck check = signatures.verify(new byte[0], "t=1,v1=" + "0".repeat(64));

        assertThat(check).isEqualTo(new SignatureCheck.Refused(SignatureCheck.Reason.MISMATCH));
        assertThat(replays.claim("stripe:evt_1", Instant.now().plus(Duration.ofDays(3))))
                .isTrue();
        assertThat(replays.claim("stripe:evt_1", Instant.now().plus(Duration.ofDays(3))))
                .isFalse();
    }
}
