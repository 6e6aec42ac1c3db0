package io.seaworthy.auth.password;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a presented password. */
public sealed interface PasswordCheck {

    /**
     * It is the password.
     *
     * @param upgrade a hash to store instead of the old one (higher cost, newer pepper), or null where none is needed
     */
    record Matched(@Nullable String upgrade) implements PasswordCheck {

        /** Without the hash. */
        @Override
        public String toString() {
            return "Matched[" + (upgrade == null ? "no upgrade" : "upgrade") + "]";
        }
    }

    /** It is not, or there is no such account: the two take the same work. */
    record Mismatched() implements PasswordCheck {}

    /**
     * Not looked at: all places are taken and too many wait already. Answer 503.
     *
     * @param retryAfter a fit value of {@code Retry-After}
     */
    record Saturated(Duration retryAfter) implements PasswordCheck {}
}
