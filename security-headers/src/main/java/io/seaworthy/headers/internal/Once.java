package io.seaworthy.headers.internal;

import java.util.HashSet;
import java.util.Set;

/** Remembers which options of a builder were given, because giving one twice hides a mistake. Not thread-safe. */
public final class Once {

    private final Set<String> given = new HashSet<>();

    /** Throws where the option was given before. */
    public void option(String name) {
        if (!given.add(name)) {
            throw new IllegalStateException(name + " is set twice; keep one of the two");
        }
    }
}
