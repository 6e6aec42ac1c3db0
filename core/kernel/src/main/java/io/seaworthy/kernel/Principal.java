package io.seaworthy.kernel;

import java.util.Objects;
import java.util.Set;

/**
 * A caller whose credentials were verified. Only authentication guards put one into a request's attributes.
 *
 * @param id the stable, opaque identifier of the account; no e-mail address
 * @param credential the kind of credential that proved it: {@code bearer}, {@code api-key}, {@code session}
 * @param roles the roles granted to the account
 * @param scopes what this credential may do; empty where the credential is not bounded by scopes
 */
public record Principal(String id, String credential, Set<String> roles, Set<String> scopes) {

    public Principal {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(credential, "credential");
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }

    public boolean hasRole(String role) {
        return roles.contains(role);
    }
}
