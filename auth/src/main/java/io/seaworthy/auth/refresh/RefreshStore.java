package io.seaworthy.auth.refresh;

import io.seaworthy.auth.token.RevocationLog;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps session families. Every method is one atomic step for all nodes that share the store; {@code
 * RefreshStoreConformance} in this module's test artifact checks an implementation. Implementations are thread-safe and
 * throw {@link io.seaworthy.auth.StoreException} where they cannot be reached.
 */
public interface RefreshStore {

    /** Adds a new family. */
    void insert(RefreshFamily family);

    /**
     * Compare and set: moves the family from {@code counter} to {@code counter + 1}, unless it stands elsewhere, was
     * revoked or is past one of its expiries. Puts {@code now} in front of the rotations, keeps the newest {@value
     * RefreshFamily#REMEMBERED}, and sets the key and the idle expiry, the latter no later than the absolute one.
     *
     * @return the family as it is now, or null where nothing was changed
     */
    @Nullable
    RefreshFamily advance(String familyId, long counter, String keyId, Instant now, Instant idleExpiry);

    /** A family as it is, revoked and expired ones included, or null. */
    @Nullable
    RefreshFamily find(String familyId);

    /**
     * Gives a family of the subject another label, or none for null, and changes nothing else.
     *
     * @return whether the subject has such a family and it is alive
     */
    boolean rename(String familyId, String subject, @Nullable String label, Instant now);

    /**
     * Ends a family and, in the same transaction, logs it for the other nodes.
     *
     * @param until when the last access token of the family has expired
     * @return whether it was alive before, as far as revocation goes
     */
    boolean revoke(String familyId, Instant now, Instant until);

    /** Ends all families of a subject that are not revoked, logs each, and answers with their ids. */
    List<String> revokeAll(String subject, Instant now, Instant until);

    /** The families of a subject that are alive, latest login first. */
    List<RefreshFamily> list(String subject, Instant now);

    /** Forgets families whose expiry was before; how many. */
    int purge(Instant before);

    /** The log that {@link #revoke} and {@link #revokeAll} write to. */
    RevocationLog revocationLog();
}
