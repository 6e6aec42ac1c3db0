package io.seaworthy.auth.access;

import io.seaworthy.auth.AuthEvent;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.http.RoutePattern;
import io.seaworthy.kernel.http.RouteTable;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may call what; deny by default. Every route has a rule, and of several that fit the most specific one counts. A
 * request for which there is no rule is refused with 403, and a route of the application without one shows as weakened
 * evidence.
 *
 * <p>The answers: 401 {@code unauthenticated} without a credential, 401 {@code invalid_token} with a bad one, both with
 * a challenge; 403 {@code insufficient_scope} where the credential's scopes do not reach, 403 {@code forbidden} where a
 * role is missing. Goes into the chain after {@link AuthenticationGuard} and the rate limits. Unknown paths and methods
 * (404, 405) are the router's, before. Immutable, thread-safe.
 */
public final class AccessRules implements Guard, EvidenceSource {

    private static final Decision FORBIDDEN =
            Decision.reject(Problem.of(403, "forbidden", "The caller may not do this"));
    private static final Decision INSUFFICIENT_SCOPE =
            Decision.reject(Problem.of(403, "insufficient_scope", "The credential does not reach that far"));

    private static final Decision UNAUTHENTICATED = Decision.reject(
            Problem.of(401, "unauthenticated", "A credential is needed"),
            HeaderEdits.builder().enforce("WWW-Authenticate", "Bearer").build());

    private final RouteTable<Access> rules;
    private final RoleHierarchy roles;
    private final List<String> open;
    private final int mapped;
    private final Events events;

    private AccessRules(Builder builder) {
        rules = builder.rules.build();
        Faults.in("AccessRules")
                .check(!rules.patterns().isEmpty(), "route", null, "missing", "a rule; without any, all is refused")
                .throwIfAny();
        roles = RoleHierarchy.of(builder.implied);
        mapped = builder.mapped.size();
        open = builder.mapped.stream()
                .filter(pattern -> !hasRule(pattern))
                .map(RoutePattern::toString)
                .toList();
        events = builder.events == null ? Events.none() : builder.events;
    }

    /** Starts a builder; name the application's routes with {@link Builder#mapped}, so that gaps are found. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Decision check(RequestHead head) {
        if (!(rules.lookup(head) instanceof RouteTable.Found<Access> found)) {
            events.emit(AuthEvent.ROUTE_WITHOUT_RULE, head);
            return FORBIDDEN;
        }
        return decide(found.value(), Authentication.of(head));
    }

    private Decision decide(Access access, Authentication authentication) {
        if (access.admitsNobody()) {
            return FORBIDDEN;
        }
        if (authentication instanceof Authentication.Failed failed) {
            return access.admitsFailed() ? Decision.proceed() : Decision.reject(failed.problem(), failed.headers());
        }
        if (!(authentication instanceof Authentication.Authenticated known)) {
            return access.admitsAnonymous() ? Decision.proceed() : UNAUTHENTICATED;
        }
        Principal principal = known.principal();
        if (!access.admitsScopes(principal.scopes())) {
            return INSUFFICIENT_SCOPE;
        }
        boolean admitted = access.roles().isEmpty() || roles.anyOf(principal.roles(), access.roles());
        return admitted ? Decision.proceed() : FORBIDDEN;
    }

    /** The mapped routes that have no rule and are therefore refused. */
    public List<String> routesWithoutRule() {
        return open;
    }

    private boolean hasRule(RoutePattern pattern) {
        StringBuilder sample = new StringBuilder();
        for (String segment : pattern.path().substring(1).split("/", -1)) {
            boolean variable = segment.startsWith("{") || segment.startsWith("*");
            sample.append('/').append(variable ? "seaworthy-sample" : segment);
        }
        String method = pattern.method();
        List<String> methods = method == null ? List.of("GET", "POST", "PUT", "PATCH", "DELETE") : List.of(method);
        return methods.stream()
                .allMatch(each -> rules.lookup(each, sample.toString()) instanceof RouteTable.Found<Access>);
    }

    @Override
    public List<Evidence> evidence() {
        List<String> gaps = open.stream()
                .map(route -> "open: " + route + " has no access rule and is refused")
                .toList();
        return List.of(
                new Evidence(
                        "AUTH-ENDPOINT",
                        "AccessRules",
                        rules.patterns().size() + " rules for " + mapped + " routes, deny by default",
                        gaps),
                Evidence.enforced("AUTH-RBAC", "AccessRules", "roles with hierarchy, deny by default"));
    }

    @Override
    public String toString() {
        return "AccessRules[rules: " + rules.patterns().size() + "]";
    }

    /** Collects rules; not thread-safe. */
    public static final class Builder {

        private final RouteTable.Builder<Access> rules = RouteTable.builder("AccessRules");
        private final List<RoutePattern> mapped = new ArrayList<>();
        private final Map<String, Set<String>> implied = new HashMap<>();
        private @Nullable Events events;

        private Builder() {}

        /**
         * The rule of a route. Permitted: {@code "GET /api/notes"}, {@code "/api/**"} as a rule for what has no closer
         * one; any method, because methods may be extended. Prohibited: the same pattern twice.
         */
        public Builder route(String pattern, Access access) {
            rules.route(pattern, access);
            return this;
        }

        /** What the application serves; routes without a rule are reported. */
        public Builder mapped(List<RoutePattern> patterns) {
            mapped.addAll(patterns);
            return this;
        }

        /** Whoever has the role has these, too. */
        public Builder roleImplies(String role, String... roles) {
            implied.computeIfAbsent(role, key -> new HashSet<>()).addAll(List.of(roles));
            return this;
        }

        /** Where calls of routes without a rule are reported; nowhere by default. */
        public Builder events(Events events) {
            if (this.events != null) {
                throw new IllegalStateException("events is set twice");
            }
            this.events = Objects.requireNonNull(events, "events");
            return this;
        }

        /** The rules; throws a {@link io.seaworthy.kernel.config.ConfigurationException} that names every fault. */
        public AccessRules build() {
            return new AccessRules(this);
        }
    }
}
