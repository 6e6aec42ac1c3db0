package io.seaworthy.auth.access;

import io.seaworthy.kernel.Attribute;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request's caller after {@link AuthenticationGuard}. The guard itself refuses nobody, so that a
 * request with a bad credential is charged to the anonymous rate limit before {@link AccessRules} refuses it.
 */
public sealed interface Authentication {

    /** Set by the guard where a credential was presented; absent means {@link Anonymous}. */
    Attribute<Authentication> ATTRIBUTE = Attribute.of("authentication", Authentication.class);

    /** What the guard found out about this request. */
    static Authentication of(RequestHead head) {
        Authentication known = head.attribute(ATTRIBUTE);
        return known == null ? Anonymous.INSTANCE : known;
    }

    /** No credential was presented. */
    record Anonymous() implements Authentication {
        static final Anonymous INSTANCE = new Anonymous();
    }

    /**
     * The credential was good.
     *
     * @param principal the caller
     * @param sessionId the session that an own access token belongs to, or null: an API key, a token without session or
     *     another issuer's
     */
    record Authenticated(Principal principal, @Nullable String sessionId) implements Authentication {

        /** A caller without a session. */
        public Authenticated(Principal principal) {
            this(principal, null);
        }
    }

    /**
     * A credential was presented and is not good, or could not be checked.
     *
     * @param problem what to answer where a credential is asked for
     * @param headers what goes with it: the challenge
     */
    record Failed(Problem problem, HeaderEdits headers) implements Authentication {

        /** A 401 {@code invalid_token}, with a challenge where the scheme has one. */
        public static Failed invalid(@Nullable String challenge) {
            HeaderEdits headers = challenge == null
                    ? HeaderEdits.none()
                    : HeaderEdits.builder()
                            .enforce("WWW-Authenticate", challenge)
                            .build();
            return new Failed(Problem.of(401, "invalid_token", "The credential is not valid"), headers);
        }

        /** A 503 {@code unavailable}: whether the credential is good cannot be told now. */
        public static Failed unavailable() {
            return new Failed(
                    Problem.of(503, "unavailable", "The credential cannot be checked at the moment"),
                    HeaderEdits.builder().enforce("Retry-After", "5").build());
        }
    }
}
