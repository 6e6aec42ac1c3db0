package io.seaworthy.protection;

/** Why a line does not belong into a chain. */
public enum AuditBreak {
    /** It is no line that a trail writes. */
    MALFORMED,
    /** It was written under a key that was not given. */
    UNKNOWN_KEY,
    /** Its hash is not that of its content: it was changed. */
    HASH_MISMATCH,
    /** Its number does not follow the one before: lines are missing, repeated or swapped. */
    SEQUENCE,
    /** It names another entry as its predecessor: a line before it was exchanged. */
    CHAIN,
    /** A head that was kept elsewhere is not in this chain: its end was cut off or rewritten. */
    HEAD_MISSING
}
