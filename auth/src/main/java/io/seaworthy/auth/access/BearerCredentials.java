package io.seaworthy.auth.access;

import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.TokenRefusal;
import io.seaworthy.auth.token.Verification;
import io.seaworthy.auth.token.VerifiedToken;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestHead;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens in {@code Authorization: Bearer} (RFC 6750 section 2.1); no form field, no query parameter. Other
 * authorization schemes count as no credential; more than one field is a bad one. The principal is the token's subject
 * with its roles, not bounded by scopes. Immutable, thread-safe.
 */
public final class BearerCredentials implements CredentialScheme {

    /** The kind in {@link Principal#credential()}. */
    public static final String KIND = "bearer";

    private static final String SCHEME = "bearer ";
    private static final Authentication INVALID = Authentication.Failed.invalid("Bearer error=\"invalid_token\"");
    private static final Authentication UNAVAILABLE = Authentication.Failed.unavailable();

    private final AccessTokens access;

    private BearerCredentials(AccessTokens access) {
        this.access = Objects.requireNonNull(access, "access");
    }

    public static BearerCredentials of(AccessTokens access) {
        return new BearerCredentials(access);
    }

    @Override
    public @Nullable Credential find(RequestHead head) {
        String value = head.header("Authorization");
        if (value == null) {
            return null;
        }
        List<String> all = head.headers("Authorization");
        if (all.size() > 1) {
            return () -> INVALID;
        }
        if (value.equalsIgnoreCase("bearer")) {
            return () -> INVALID;
        }
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = value.substring(SCHEME.length());
        return () -> verify(token);
    }

    private Authentication verify(String token) {
        Verification verification = access.verify(token);
        if (verification instanceof VerifiedToken verified) {
            return new Authentication.Authenticated(
                    new Principal(verified.subject(), KIND, verified.roles(), Set.of()));
        }
        boolean stale = verification instanceof Verification.Refused refused
                && refused.reason() == TokenRefusal.REVOCATIONS_STALE;
        return stale ? UNAVAILABLE : INVALID;
    }

    @Override
    public String toString() {
        return "BearerCredentials";
    }
}
