package io.seaworthy.examples.harbour.data;

import java.util.Set;

/**
 * A registered account.
 *
 * @param id opaque and stable; what tokens, keys and the audit trail name
 * @param email normalised
 * @param passwordHash as the password hasher wrote it
 * @param plan the plan whose limits it has
 * @param admin whether it has the admin role
 */
public record Account(String id, String email, String passwordHash, String plan, boolean admin) {

    public Set<String> roles() {
        return admin ? Set.of("admin", "user") : Set.of("user");
    }

    /** Neither address nor hash belongs in a log. */
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
