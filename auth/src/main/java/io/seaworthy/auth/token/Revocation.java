package io.seaworthy.auth.token;

import java.time.Instant;
import java.util.Objects;

/**
 * One thing that was revoked.
 *
 * @param kind what is named
 * @param key the session family, the subject or the token id
 * @param at when; of a subject, tokens issued up to and including that second are refused
 * @param until when the last token that it concerns has expired, and the entry may be forgotten
 */
public record Revocation(Kind kind, String key, Instant at, Instant until) {

    /** What a revocation names. */
    public enum Kind {
        /** All tokens of a session family, the {@code sid} claim. */
        SESSION,
        /** All tokens that a subject had. */
        SUBJECT,
        /** One token, the {@code jti} claim. */
        TOKEN
    }

    public Revocation {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(until, "until");
    }
}
