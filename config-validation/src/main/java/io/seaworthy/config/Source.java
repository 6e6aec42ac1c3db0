package io.seaworthy.config;

/** Where a value came from. */
public enum Source {
    /** The variable itself. */
    ENVIRONMENT,
    /** The file that the variable's {@code _FILE} twin names. */
    FILE,
    /** A {@link Default}. */
    DEFAULT,
    /** Made at start, {@link GeneratedIn}. */
    GENERATED,
    /** Nowhere: the setting is optional and not given. */
    ABSENT
}
