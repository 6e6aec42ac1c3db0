package io.seaworthy.auth.access;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a route. A credential that is bounded by scopes (an API key) passes only where the rule names one of its
 * scopes or says {@link #anyScope}: a route nobody thought about is closed to keys. Immutable, thread-safe.
 */
public final class Access {

    private enum Kind {
        PERMIT_ALL,
        OPTIONAL,
        AUTHENTICATED,
        DENY_ALL
    }

    private static final Access PERMIT_ALL = new Access(Kind.PERMIT_ALL, Set.of(), null, false);
    private static final Access OPTIONAL = new Access(Kind.OPTIONAL, Set.of(), null, false);
    private static final Access AUTHENTICATED = new Access(Kind.AUTHENTICATED, Set.of(), null, false);
    private static final Access DENY_ALL = new Access(Kind.DENY_ALL, Set.of(), null, false);

    private final Kind kind;
    private final Set<String> roles;
    private final @Nullable String scope;
    private final boolean anyScope;

    private Access(Kind kind, Set<String> roles, @Nullable String scope, boolean anyScope) {
        this.kind = kind;
        this.roles = roles;
        this.scope = scope;
        this.anyScope = anyScope;
    }

    /** Everybody; a bad credential does no harm here. For logins and public pages. */
    public static Access permitAll() {
        return PERMIT_ALL;
    }

    /** Everybody without a credential, and those with a good one; a bad one is refused. */
    public static Access optional() {
        return OPTIONAL;
    }

    /** Callers with a good credential that is not bounded by scopes. */
    public static Access authenticated() {
        return AUTHENTICATED;
    }

    /** Callers who have one of these roles. */
    public static Access role(String... anyOf) {
        if (anyOf.length == 0) {
            throw new IllegalArgumentException("Name at least one role");
        }
        return new Access(Kind.AUTHENTICATED, Set.of(anyOf), null, false);
    }

    /** Nobody: switched off, on purpose. */
    public static Access denyAll() {
        return DENY_ALL;
    }

    /** Also callers whose credential is bounded by scopes and has this one. */
    public Access scope(String scope) {
        requireAuthenticated();
        if (this.scope != null || anyScope) {
            throw new IllegalStateException("scope is set twice");
        }
        return new Access(kind, roles, Objects.requireNonNull(scope, "scope"), false);
    }

    /** Also callers whose credential is bounded by scopes, whichever it has. */
    public Access anyScope() {
        requireAuthenticated();
        if (scope != null || anyScope) {
            throw new IllegalStateException("scope is set twice");
        }
        return new Access(kind, roles, null, true);
    }

    private void requireAuthenticated() {
        if (kind != Kind.AUTHENTICATED) {
            throw new IllegalStateException("Scopes are for authenticated() and role(...)");
        }
    }

    boolean admitsAnonymous() {
        return kind == Kind.PERMIT_ALL || kind == Kind.OPTIONAL;
    }

    boolean admitsFailed() {
        return kind == Kind.PERMIT_ALL;
    }

    boolean admitsNobody() {
        return kind == Kind.DENY_ALL;
    }

    boolean admitsScopes(Set<String> scopes) {
        return kind != Kind.AUTHENTICATED || scopes.isEmpty() || anyScope || (scope != null && scopes.contains(scope));
    }

    /** The roles of which one is needed; empty where none is. */
    Set<String> roles() {
        return roles;
    }

    @Override
    public String toString() {
        String text = roles.isEmpty() ? kind.name() : "ROLE" + new TreeSet<>(roles);
        return scope == null ? text + (anyScope ? ", any scope" : "") : text + ", scope " + scope;
    }
}
