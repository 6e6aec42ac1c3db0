package io.seaworthy.protection;

import java.time.Instant;
import java.util.Objects;

/**
 * The end of a chain at one moment. Whoever keeps a head elsewhere (another host, a printout) can prove later that
 * nothing up to it was cut off: pass it to {@link AuditVerifier#verify}.
 *
 * @param sequence the last entry's number; 0 for a chain without entries
 * @param time the last entry's time
 * @param hash the last entry's hash, which holds the whole chain
 */
public record AuditHead(long sequence, Instant time, String hash) {

    /** The head of a chain without entries. */
    static final AuditHead NONE = new AuditHead(0, Instant.EPOCH, "A".repeat(43));

    public AuditHead {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(hash, "hash");
    }
}
