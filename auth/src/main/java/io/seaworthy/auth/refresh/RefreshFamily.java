package io.seaworthy.auth.refresh;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One session: the row that a store keeps. It holds no token and no hash of one; without the service's key nothing in it
 * lets anybody refresh. Immutable.
 *
 * @param id 22 characters of base64url, 128 random bits; the {@code sid} of access tokens
 * @param subject whose session it is
 * @param label what the user calls the session, at most 120 characters, or null
 * @param counter the number of the newest refresh token, from 0
 * @param keyId the id of the key that derived the newest token
 * @param rotations when the newest tokens came to be, latest first: at most {@value #REMEMBERED}
 * @param createdAt the login
 * @param idleExpiry the end unless the session is used before; never after {@code absoluteExpiry}
 * @param absoluteExpiry the end
 * @param revokedAt when it was ended, or null while it lives
 */
public record RefreshFamily(
        String id,
        String subject,
        @Nullable String label,
        long counter,
        String keyId,
        List<Instant> rotations,
        Instant createdAt,
        Instant idleExpiry,
        Instant absoluteExpiry,
        @Nullable Instant revokedAt) {

    /** How many rotation instants are kept. */
    public static final int REMEMBERED = 4;

    public RefreshFamily {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(keyId, "keyId");
        rotations = List.copyOf(rotations);
        if (rotations.size() > REMEMBERED) {
            throw new IllegalArgumentException("At most " + REMEMBERED + " rotations are kept");
        }
    }

    /** Whether it may still be refreshed. */
    public boolean isAlive(Instant now) {
        return revokedAt == null && now.isBefore(idleExpiry) && now.isBefore(absoluteExpiry);
    }

    /** The instant at which a predecessor was replaced, or null where that is not remembered. */
    @Nullable
    Instant replacedAt(long predecessor) {
        long index = counter - 1 - predecessor;
        return index >= 0 && index < rotations.size() ? rotations.get((int) index) : null;
    }

    /** Without the subject. */
    @Override
    public String toString() {
        return "RefreshFamily[" + id + " #" + counter + (revokedAt == null ? "" : ", revoked") + "]";
    }
}
