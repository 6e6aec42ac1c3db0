package io.seaworthy.auth.password;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps digests of reset tokens, never tokens. Each method is one atomic step for all nodes. Implementations are
 * thread-safe and throw {@link io.seaworthy.auth.StoreException} where they cannot be reached.
 */
public interface ResetStore {

    /**
     * One pending reset.
     *
     * @param subject whose password may be set
     * @param expiresAt until when
     */
    record Pending(String subject, Instant expiresAt) {

        /** Without the subject. */
        @Override
        public String toString() {
            return "Pending[until " + expiresAt + "]";
        }
    }

    /** Adds a token. */
    void insert(String digest, Pending pending);

    /** What a token stands for, or null. */
    @Nullable
    Pending find(String digest);

    /** Removes a token and, where it was there, all others of its subject; of two callers one gets it, the other null. */
    @Nullable
    Pending take(String digest);

    /** Forgets tokens that expired before; how many. */
    int purge(Instant before);
}
