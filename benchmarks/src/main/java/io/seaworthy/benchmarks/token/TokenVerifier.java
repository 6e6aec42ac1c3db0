package io.seaworthy.benchmarks.token;

import org.jspecify.annotations.Nullable;

/** Signature, expiry, issuer and audience of a token are checked; its claims are the result. */
interface TokenVerifier {

    /** The claims, or null for a bad token; an exception is a refusal, too. */
    @Nullable
    Object verify(String token) throws Exception;

    default boolean accepts(String token) {
        try {
            return verify(token) != null;
        } catch (Exception refusal) {
            return false;
        }
    }
}
