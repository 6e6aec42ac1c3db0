package io.seaworthy.auth.token;

import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.internal.JsonWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an access token says beyond who, when and for whom. Put no personal data here: anybody who holds a token can
 * read it. Immutable, thread-safe.
 *
 * @param roles the subject's roles, the {@code roles} claim
 * @param extra further claims: strings, integers, booleans, lists of strings; none of the registered names
 */
public record TokenClaims(Set<String> roles, Map<String, Object> extra) {

    private static final Set<String> RESERVED =
            Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "sid", "roles");
    private static final TokenClaims NONE = new TokenClaims(Set.of(), Map.of());

    public TokenClaims {
        Faults faults = Faults.in("TokenClaims");
        for (Map.Entry<String, Object> claim : extra.entrySet()) {
            faults.check(
                    !RESERVED.contains(claim.getKey()),
                    claim.getKey(),
                    null,
                    "reserved",
                    "a name that this library does not write itself");
            faults.check(
                    isSimple(claim.getValue()),
                    claim.getKey(),
                    null,
                    "wrong_type",
                    "a string, an integer, a boolean or a list of strings");
        }
        faults.throwIfAny();
        roles = Set.copyOf(roles);
        extra = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    private static boolean isSimple(Object value) {
        return value instanceof String
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Boolean
                || (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance));
    }

    /** Nothing to add. */
    public static TokenClaims none() {
        return NONE;
    }

    /** These roles. */
    public static TokenClaims ofRoles(Collection<String> roles) {
        return new TokenClaims(Set.copyOf(roles), Map.of());
    }

    /** The same and one more claim. */
    public TokenClaims with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extra);
        more.put(name, value);
        return new TokenClaims(roles, more);
    }

    void writeTo(JsonWriter payload) {
        if (!roles.isEmpty()) {
            payload.name("roles").value(sortedRoles());
        }
        extra.forEach((name, value) -> payload.name(name).value(value));
    }

    private Iterable<String> sortedRoles() {
        return roles.size() == 1 ? roles : new TreeSet<>(roles);
    }
}
