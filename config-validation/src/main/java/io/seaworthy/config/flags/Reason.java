package io.seaworthy.config.flags;

/** Why a flag has its value. */
public enum Reason {
    /** No definition of this name, or one of another type: the fallback in the code. */
    FALLBACK,
    /** The kill switch. */
    OFF,
    /** The first rule that fits. */
    RULE,
    /** No rule fits. */
    DEFAULT,
    /** A rollout, by the hash of the key. */
    ROLLOUT,
    /** The variant that the key had before. */
    STICKY
}
