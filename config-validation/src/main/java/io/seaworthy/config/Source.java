package io.seaworthy.config;

import java.util.Locale;

/** Where a value came from. */
public enum Source {
    /** The variable itself. */
    ENVIRONMENT,
    /** A system property of the variable's name. */
    SYSTEM_PROPERTY,
    /** A file of the variable's name in a mounted directory. */
    SECRET_DIRECTORY,
    /** A secret store over the network. */
    SECRET_STORE,
    /** A {@code .env} file, in development. */
    DOTENV,
    /** A map that the program gave. */
    MEMORY,
    /** The file that the variable's {@code _FILE} twin names. */
    FILE,
    /** A {@link Default}. */
    DEFAULT,
    /** Made at start, {@link GeneratedIn}. */
    GENERATED,
    /** Nowhere: the setting is optional and not given. */
    ABSENT;

    /** {@code secret directory}, for texts. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether somebody outside of the program gave the value. */
    boolean isGiven() {
        return this != DEFAULT && this != GENERATED && this != ABSENT;
    }
}
