package io.seaworthy.headers.internal;

import java.util.HashSet;
import java.util.Set;

/** Remembers which options of a builder were given, because giving one twice hides a mistake. Not thread-safe. */
public final class Once {

    private final Set<String> given = new HashSet<>();

    /** Throws where one of several options that exclude each other was given before. */
    public void oneOf(String options, String both) {
        if (!given.add(options)) {
            throw new IllegalStateException(both + ": keep one");
        }
    }

    /** Throws where the option was given before. */
    public void option(String name) {
        if (!given.add(name)) {
            throw new IllegalStateException(name + " is set twice; keep one of the two");
        }
    }
}
