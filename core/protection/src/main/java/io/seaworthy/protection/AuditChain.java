package io.seaworthy.protection;

import org.jspecify.annotations.Nullable;

/** Walks along a chain, one line after the other. Not thread-safe. */
final class AuditChain {

    private final AuditKeys keys;
    private @Nullable AuditHead head;
    private @Nullable AuditEntry last;

    private AuditChain(AuditKeys keys, @Nullable AuditHead head) {
        this.keys = keys;
        this.head = head;
    }

    /** From a file's first line on. */
    static AuditChain fromStart(AuditKeys keys) {
        return new AuditChain(keys, AuditHead.NONE);
    }

    /** From somewhere in a file on: the first line is taken at its word about its place. */
    static AuditChain fromMiddle(AuditKeys keys) {
        return new AuditChain(keys, null);
    }

    /** Takes the next line; says why it does not belong there, or null where it does. */
    @Nullable
    AuditBreak next(byte[] line) {
        AuditLine.Parsed parsed = AuditLine.parse(line, keys);
        AuditEntry entry = parsed.entry();
        if (entry == null) {
            return parsed.broken();
        }
        AuditHead before = head;
        if (before != null) {
            if (entry.sequence() != before.sequence() + 1) {
                return AuditBreak.SEQUENCE;
            }
            if (!entry.previous().equals(before.hash())) {
                return AuditBreak.CHAIN;
            }
        }
        head = entry.head();
        last = entry;
        return null;
    }

    /** The end of what was taken so far. */
    AuditHead head() {
        AuditHead known = head;
        return known == null ? AuditHead.NONE : known;
    }

    /** The entry taken last. */
    @Nullable
    AuditEntry last() {
        return last;
    }
}
