package io.seaworthy.config;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables in memory: the process's environment, system properties, a test's map. */
record MapLayer(Source kind, String place, Map<String, String> variables) implements Layer {

    @Override
    public Collection<String> names() {
        return variables.keySet();
    }

    @Override
    public @Nullable String text(String name) {
        return variables.get(name);
    }

    @Override
    public String place(String name) {
        return place;
    }

    /** The place; no value. */
    @Override
    public String toString() {
        return place;
    }
}
