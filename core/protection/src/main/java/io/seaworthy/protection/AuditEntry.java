package io.seaworthy.protection;

import java.time.Instant;
import java.util.Objects;

/**
 * An event in its place in the chain.
 *
 * @param sequence from 1, without gaps
 * @param time when it was appended, to the millisecond
 * @param event what happened
 * @param previous the hash of the entry before; 43 times {@code A} in the first
 * @param hash HMAC-SHA-256 over the line up to its hash, base64url
 */
public record AuditEntry(long sequence, Instant time, AuditEvent event, String previous, String hash) {

    public AuditEntry {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(hash, "hash");
    }

    /** The chain's head after this entry. */
    public AuditHead head() {
        return new AuditHead(sequence, time, hash);
    }
}
