package io.seaworthy.auth.apikey;

import java.util.Locale;

/** What became of a presented key. */
public sealed interface ApiKeyCheck {

    /**
     * It is good.
     *
     * @param key what is known of it
     */
    record Valid(ApiKey key) implements ApiKeyCheck {}

    /**
     * It is not.
     *
     * @param reason why; for logs and meters, a client is told {@code invalid_token} only
     */
    record Refused(Reason reason) implements ApiKeyCheck {}

    /** Why a key was refused. */
    enum Reason {
        /** Not a key of this service: prefix, length, alphabet or checksum are wrong. No store was asked. */
        MALFORMED,
        /** Well-formed, but unknown or with another secret. */
        UNKNOWN,
        /** Past its end, or past the overlap after it was replaced. */
        EXPIRED,
        /** Revoked. */
        REVOKED,
        /** The store did not answer. */
        UNAVAILABLE;

        /** The machine-readable code: the name in lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
