package io.seaworthy.auth.password;

import java.time.Duration;

/** What became of a password that was to be hashed. */
public sealed interface PasswordHashing {

    /**
     * Hashed.
     *
     * @param value what to store, at most 90 characters of ASCII
     */
    record Hashed(String value) implements PasswordHashing {

        /** Without the hash. */
        @Override
        public String toString() {
            return "Hashed";
        }
    }

    /**
     * Not hashed: all places are taken and too many wait already. Answer 503.
     *
     * @param retryAfter a fit value of {@code Retry-After}
     */
    record Saturated(Duration retryAfter) implements PasswordHashing {}
}
