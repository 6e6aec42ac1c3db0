package io.seaworthy.auth.token;

import java.time.Duration;

/**
 * A fresh access token.
 *
 * @param value the compact JWS; a credential
 * @param tokenId its {@code jti}
 * @param expiresIn how long it lives from its issue
 */
public record IssuedToken(String value, String tokenId, Duration expiresIn) {

    /** Without the value. */
    @Override
    public String toString() {
        return "IssuedToken[jti " + tokenId + ", expires in " + expiresIn + "]";
    }
}
