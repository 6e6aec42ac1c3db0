package io.seaworthy.config;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables in memory: the process's environment, system properties, a test's map. */
final class MapLayer implements Layer {

    private final Source kind;
    private final String place;
    /** Transient for serialisers that work by private fields. */
    private final transient Map<String, String> variables;

    MapLayer(Source kind, String place, Map<String, String> variables) {
        this.kind = kind;
        this.place = place;
        this.variables = variables;
    }

    Map<String, String> variables() {
        return variables;
    }

    @Override
    public Source kind() {
        return kind;
    }

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
