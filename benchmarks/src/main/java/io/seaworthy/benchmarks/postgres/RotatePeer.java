package io.seaworthy.benchmarks.postgres;

/** Who rotates. */
public enum RotatePeer {
    SEAWORTHY,
    /** One UPDATE of one row by its key, committed. */
    FLOOR
}
