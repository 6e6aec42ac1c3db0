package io.seaworthy.protection;

/** What became of an audited action. */
public enum AuditOutcome {
    /** It was done. */
    SUCCESS,
    /** It was refused. */
    DENIED,
    /** It was attempted and went wrong. */
    FAILED
}
