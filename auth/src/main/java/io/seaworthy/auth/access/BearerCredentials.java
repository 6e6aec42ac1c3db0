package io.seaworthy.auth.access;

import io.seaworthy.auth.StoreException;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.ForeignTokens;
import io.seaworthy.auth.token.TokenRefusal;
import io.seaworthy.auth.token.Verification;
import io.seaworthy.auth.token.VerifiedToken;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestHead;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens in {@code Authorization: Bearer} (RFC 6750 section 2.1); no form field, no query parameter. Other
 * authorization schemes count as no credential; more than one field is a bad one. The principal of an own token is its
 * subject with its roles, not bounded by scopes; whom another issuer's token stands for is the application's to say.
 * Immutable, thread-safe.
 */
public final class BearerCredentials implements CredentialScheme {

    /** The kind in {@link Principal#credential()}. */
    public static final String KIND = "bearer";

    private static final String SCHEME = "bearer ";
    private static final Authentication INVALID = Authentication.Failed.invalid("Bearer error=\"invalid_token\"");
    private static final Authentication UNAVAILABLE = Authentication.Failed.unavailable();
    private static final Credential BAD = () -> INVALID;

    /** Where an own verifier gives one of these, the token may be another issuer's. */
    private static final Set<TokenRefusal> NOT_OURS = EnumSet.of(
            TokenRefusal.UNKNOWN_KEY, TokenRefusal.ALGORITHM, TokenRefusal.SIGNATURE, TokenRefusal.HEADER_NOT_ALLOWED);

    private record Foreign(ForeignTokens tokens, Function<VerifiedToken, @Nullable Principal> callers) {}

    private final @Nullable AccessTokens access;
    private final @Nullable Foreign foreign;

    private BearerCredentials(@Nullable AccessTokens access, @Nullable Foreign foreign) {
        this.access = access;
        this.foreign = foreign;
    }

    /** The service's own tokens. */
    public static BearerCredentials of(AccessTokens access) {
        return new BearerCredentials(Objects.requireNonNull(access, "access"), null);
    }

    /**
     * Tokens of other issuers.
     *
     * @param callers whom a verified token stands for, null for nobody. A {@code sub} is unique within its issuer only,
     *     and roles of another issuer mean what the application makes of them: look at {@code issuer()} and
     *     {@code subject()} together
     */
    public static BearerCredentials of(ForeignTokens tokens, Function<VerifiedToken, @Nullable Principal> callers) {
        return new BearerCredentials(null, foreign(tokens, callers));
    }

    /** These and tokens of other issuers; a token that own keys refuse for its dates or claims stays refused. */
    public BearerCredentials or(ForeignTokens tokens, Function<VerifiedToken, @Nullable Principal> callers) {
        if (foreign != null) {
            throw new IllegalStateException("Name all other issuers in one ForeignTokens");
        }
        return new BearerCredentials(access, foreign(tokens, callers));
    }

    private static Foreign foreign(ForeignTokens tokens, Function<VerifiedToken, @Nullable Principal> callers) {
        return new Foreign(Objects.requireNonNull(tokens, "tokens"), Objects.requireNonNull(callers, "callers"));
    }

    private final class Presented implements Credential {

        private final String field;

        private Presented(String field) {
            this.field = field;
        }

        @Override
        public Authentication verify() {
            return BearerCredentials.this.verify(field);
        }

        /** A strict revocation reads a store; another issuer's keys may have to be fetched. */
        @Override
        public boolean mayBlock() {
            return foreign != null || (access != null && access.revocations().isStrict());
        }
    }

    @Override
    public @Nullable Credential find(RequestHead head) {
        String value = head.header("Authorization");
        if (value == null) {
            return null;
        }
        if (head.headers("Authorization").size() > 1 || value.equalsIgnoreCase("bearer")) {
            return BAD;
        }
        return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) ? new Presented(value) : null;
    }

    private Authentication verify(String field) {
        if (access != null) {
            Verification verification = access.verify(field, SCHEME.length());
            if (verification instanceof VerifiedToken own) {
                return new Authentication.Authenticated(
                        new Principal(own.subject(), KIND, own.roles(), Set.of()), own.sessionId());
            }
            TokenRefusal reason = ((Verification.Refused) verification).reason();
            if (foreign == null || !NOT_OURS.contains(reason)) {
                return reason == TokenRefusal.REVOCATIONS_STALE ? UNAVAILABLE : INVALID;
            }
        }
        return verify(Objects.requireNonNull(foreign), field.substring(SCHEME.length()));
    }

    private static Authentication verify(Foreign foreign, String token) {
        if (!(foreign.tokens.verify(token) instanceof VerifiedToken verified)) {
            return INVALID;
        }
        try {
            Principal principal = foreign.callers.apply(verified);
            return principal == null ? INVALID : new Authentication.Authenticated(principal);
        } catch (StoreException e) {
            return UNAVAILABLE;
        }
    }

    @Override
    public String toString() {
        return "BearerCredentials";
    }
}
