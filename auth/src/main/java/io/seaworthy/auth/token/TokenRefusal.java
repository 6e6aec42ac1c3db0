package io.seaworthy.auth.token;

import java.util.Locale;

/** Why a token was refused. Codes are for logs and meters; a client is told {@code invalid_token} only. */
public enum TokenRefusal {
    /** Longer than the cap. */
    TOO_LONG,
    /** Not three segments of the compact form (RFC 7515 section 7.1). */
    NOT_COMPACT,
    /** A segment that is not the one canonical base64url encoding of its bytes. */
    NOT_CANONICAL,
    /** A header that is not a strict JSON object, or whose members have the wrong type. */
    MALFORMED_HEADER,
    /** A header member that own tokens do not have: crit, jku, jwk, x5u, zip, b64 and any other. */
    HEADER_NOT_ALLOWED,
    /** Another algorithm than the key's. */
    ALGORITHM,
    /** Another type than an access token's. */
    TYPE,
    /** No key of that id. */
    UNKNOWN_KEY,
    /** An encrypted token that no key opens. */
    DECRYPTION,
    /** The signature does not fit. */
    SIGNATURE,
    /** Claims that are not a strict JSON object, or one of the wrong type. */
    MALFORMED_CLAIMS,
    /** A required claim is absent or empty. */
    MISSING_CLAIM,
    /** A date that is no integer between 1970 and the end of the year 9999. */
    DATE,
    /** Past its expiry. */
    EXPIRED,
    /** {@code iat} or {@code nbf} lie further ahead than the clock skew. */
    NOT_YET_VALID,
    /** Another issuer. */
    ISSUER,
    /** For another audience. */
    AUDIENCE,
    /** Its session, subject or id was revoked. */
    REVOKED,
    /** Whether it was revoked cannot be told: the revocation log was not readable for too long. */
    REVOCATIONS_STALE;

    /** The machine-readable code: the name in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
