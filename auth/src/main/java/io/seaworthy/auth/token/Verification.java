package io.seaworthy.auth.token;

/** What became of a presented token: a {@link VerifiedToken} or a refusal. Nothing of a refused token is readable. */
public sealed interface Verification permits VerifiedToken, Verification.Refused {

    /**
     * The token was refused.
     *
     * @param reason why
     */
    record Refused(TokenRefusal reason) implements Verification {}
}
