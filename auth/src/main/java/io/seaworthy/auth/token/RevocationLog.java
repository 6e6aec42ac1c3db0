package io.seaworthy.auth.token;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Where nodes tell each other what was revoked. {@code RevocationLogConformance} in this module's test artifact checks an
 * implementation. Implementations are thread-safe and throw
 * {@link io.seaworthy.auth.StoreException} where they cannot be reached.
 */
public interface RevocationLog {

    /** Adds an entry that every node sees at its next {@link #after}. */
    void append(Revocation revocation);

    /**
     * The entries behind a position, 0 for all. Entries may come again; none may be left out, even where they were
     * committed in another order than numbered, or where the store was restored and numbers anew: the position to go on
     * at is then a lower one.
     */
    Page after(long position);

    /** The entries that name one of these keys, of whatever kind, as they are now: what a strict node asks for. */
    List<Revocation> naming(Collection<String> keys);

    /** Forgets entries whose {@code until} is past; how many. */
    int purge(Instant before);

    /**
     * What was found.
     *
     * @param position where to go on
     * @param revocations the entries
     */
    record Page(long position, List<Revocation> revocations) {

        public Page {
            revocations = List.copyOf(revocations);
        }
    }
}
