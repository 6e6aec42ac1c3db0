package io.seaworthy.auth.refresh;

import java.time.Duration;

/**
 * What a client gets at login and at each refresh.
 *
 * @param accessToken the access token; a credential
 * @param expiresIn how long the access token lives
 * @param refreshToken the refresh token; a credential
 * @param refreshExpiresIn how long the refresh token lives unless it is used or revoked before
 * @param sessionId the session family, the {@code sid} of its access tokens; no credential
 */
public record TokenPair(
        String accessToken, Duration expiresIn, String refreshToken, Duration refreshExpiresIn, String sessionId) {

    /** Without the tokens. */
    @Override
    public String toString() {
        return "TokenPair[session " + sessionId + ", expires in " + expiresIn + "]";
    }
}
