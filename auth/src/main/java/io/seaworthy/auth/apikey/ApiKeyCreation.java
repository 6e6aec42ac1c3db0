package io.seaworthy.auth.apikey;

import java.util.List;
import java.util.Locale;

/** What became of a wish for a key. */
public sealed interface ApiKeyCreation {

    /**
     * Made. The secret is here and nowhere else.
     *
     * @param key what is known of it
     * @param secret the text to show once; a credential
     */
    record Created(ApiKey key, String secret) implements ApiKeyCreation {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Created[" + key + "]";
        }
    }

    /**
     * Not made.
     *
     * @param faults everything that is wrong
     */
    record Refused(List<Fault> faults) implements ApiKeyCreation {

        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /** What can be wrong. */
    enum Fault {
        /** The name is empty, longer than 100 characters or has control characters. */
        NAME,
        /** No scope was asked for. */
        NO_SCOPE,
        /** A scope that this service does not have. */
        UNKNOWN_SCOPE,
        /** The lifetime is not between a minute and the longest that is allowed. */
        LIFETIME,
        /** The owner has as many keys as allowed; where one is rotated, twice as many. */
        TOO_MANY,
        /** The owner has no such key to rotate, or revoked it. */
        NOT_FOUND,
        /** The key to rotate has ended by itself: make a new one. */
        EXPIRED,
        /** The key to rotate has a successor already; that one can be rotated. */
        ALREADY_ROTATED;

        /** The machine-readable code: the name in lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
