package io.seaworthy.auth.access;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.auth.AuthEvent;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.http.RoutePattern;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.testkit.RequestHeads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRulesTest {

    private final Fixture fixture = new Fixture();
    private final List<EventReason> events = new ArrayList<>();
    private final AccessRules rules = AccessRules.builder()
            .route("POST /auth/**", Access.permitAll())
            .route("GET /feed", Access.optional())
            .route("GET /api/me", Access.authenticated().anyScope())
            .route("GET /api/notes", Access.authenticated().scope("notes:read"))
            .route("POST /api/notes", Access.authenticated().scope("notes:write"))
            .route("POST /api/keys", Access.authenticated())
            .route("GET /api/admin/users", Access.role("admin"))
            .route("GET /api/reports", Access.role("auditor", "accountant"))
            .route("DELETE /api/everything", Access.denyAll())
            .roleImplies("owner", "admin")
            .roleImplies("admin", "auditor")
            .events((reason, head, cause) -> events.add(reason))
            .build();

    private Decision ask(String method, String path, String credential) {
        RequestHeads request = RequestHeads.of(method, path);
        switch (credential.split(" ", 2)[0]) {
            case "none" -> {}
            case "bad" -> request.header("Authorization", "Bearer x");
            case "bearer" -> request.header("Authorization", fixture.bearer(rolesOf(credential)));
            case "key" -> request.header("X-API-Key", fixture.key(rolesOf(credential)));
            default -> throw new IllegalArgumentException(credential);
        }
        return rules.check(fixture.authenticated(request));
    }

    private static String[] rolesOf(String credential) {
        int blank = credential.indexOf(' ');
        return blank < 0 ? new String[0] : credential.substring(blank + 1).split(" ");
    }

    @ParameterizedTest(name = "{0} {1} with {2}")
    @CsvSource({
        "POST, /auth/login,     none,           0",
        "POST, /auth/login,     bad,            0",
        "POST, /auth/login,     bearer,         0",
        "GET,  /feed,           none,           0",
        "GET,  /feed,           bad,            invalid_token",
        "GET,  /feed,           key notes:read, 0",
        "GET,  /api/me,         none,           unauthenticated",
        "GET,  /api/me,         bad,            invalid_token",
        "GET,  /api/me,         bearer,         0",
        "HEAD, /api/me,         bearer,         0",
        "GET,  /api/me,         key notes:read, 0",
        "GET,  /api/notes,      bearer,         0",
        "GET,  /api/notes,      key notes:read, 0",
        "GET,  /api/notes,      key notes:write,insufficient_scope",
        "POST, /api/notes,      key notes:read, insufficient_scope",
        "POST, /api/keys,       bearer,         0",
        "POST, /api/keys,       key notes:read, insufficient_scope",
        "GET,  /api/admin/users,none,           unauthenticated",
        "GET,  /api/admin/users,bearer,         forbidden",
        "GET,  /api/admin/users,bearer user,    forbidden",
        "GET,  /api/admin/users,bearer admin,   0",
        "GET,  /api/admin/users,bearer owner,   0",
        "GET,  /api/admin/users,bearer Admin,   forbidden",
        "GET,  /api/admin/users,key notes:read, insufficient_scope",
        "GET,  /api/reports,    bearer accountant,0",
        "GET,  /api/reports,    bearer owner,   0",
        "GET,  /api/reports,    bearer user,    forbidden",
        "DELETE,/api/everything,bearer admin,   forbidden",
        "DELETE,/api/everything,none,           forbidden",
        "GET,  /api/unknown,    bearer admin,   forbidden",
        "PUT,  /api/notes,      bearer admin,   forbidden",
        "GET,  /api/me/,        bearer,         forbidden",
        "GET,  /api//me,        bearer,         forbidden",
        "GET,  /API/me,         bearer,         forbidden"
    })
    void request_isDecidedByTheRuleOfItsRoute(String method, String path, String credential, String code) {
        Decision decision = ask(method, path, credential);

        if (code.equals("0")) {
            assertThat(decision).saysNothing();
        } else {
            int status = code.equals("unauthenticated") || code.equals("invalid_token") ? 401 : 403;
            assertThat(decision).rejects(status, code);
        }
    }

    @Test
    void missingCredential_isChallenged() {
        assertThat(ask("GET", "/api/me", "none")).setsHeader("WWW-Authenticate", "Bearer");
        assertThat(ask("GET", "/api/me", "bad")).setsHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        assertThat(ask("GET", "/api/admin/users", "bearer")).setsNoHeader("WWW-Authenticate");
    }

    @Test
    void callWithoutRule_isReported() {
        ask("GET", "/api/unknown", "none");

        assertThat(events).containsExactly(AuthEvent.ROUTE_WITHOUT_RULE);
    }

    @Test
    void mappedRouteWithoutRule_isWeakenedEvidence() {
        AccessRules gaps = AccessRules.builder()
                .mapped(List.of(
                        RoutePattern.of("GET /api/keys"),
                        RoutePattern.of("DELETE /api/keys/{id}"),
                        RoutePattern.of("POST /auth/login"),
                        RoutePattern.of("/files/**"),
                        RoutePattern.of("GET /")))
                .route("GET /api/keys", Access.authenticated())
                .route("POST /auth/**", Access.permitAll())
                .route("GET /files/**", Access.authenticated())
                .route("GET /", Access.permitAll())
                .build();

        assertThat(gaps.routesWithoutRule()).containsExactly("DELETE /api/keys/{id}", "/files/**");
        assertThat(gaps.evidence())
                .filteredOn(Evidence::isWeakened)
                .extracting(Evidence::id)
                .containsExactly("AUTH-ENDPOINT");
        assertThat(rules.evidence()).noneMatch(Evidence::isWeakened);
    }

    @Test
    void sameRouteTwice_isAFault() {
        assertThatThrownBy(() -> AccessRules.builder()
                        .route("GET /a", Access.permitAll())
                        .route("GET /a", Access.denyAll())
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("AccessRules has");
    }

    @Test
    void noRule_isAFault() {
        assertThatThrownBy(() -> AccessRules.builder().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("route: missing");
        assertThat(AccessRules.builder().route("GET /a", Access.permitAll()).build())
                .hasToString("AccessRules[rules: 1]");
    }

    @Test
    void contradictoryRule_isAnError() {
        assertThatThrownBy(() -> Access.permitAll().scope("a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Access.authenticated().scope("a").scope("b"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Access.authenticated().scope("a").anyScope())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(Access::role).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rolesInACircle_doNotHang() {
        AccessRules circle = AccessRules.builder()
                .route("GET /a", Access.role("c"))
                .roleImplies("a", "b")
                .roleImplies("b", "c")
                .roleImplies("c", "a")
                .build();

        assertThat(circle.check(
                        fixture.authenticated(RequestHeads.get("/a").header("Authorization", fixture.bearer("a")))))
                .saysNothing();
    }
}
