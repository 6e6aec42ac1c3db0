package io.seaworthy.kernel;

import java.util.Objects;

/**
 * A typed key for what one guard tells later guards and the handler. Two keys are the same only if they are the same
 * object, so a name is for people and cannot collide.
 *
 * @param <T> the type of the value
 */
public final class Attribute<T> {

    private final String name;
    private final Class<T> type;

    private Attribute(String name, Class<T> type) {
        this.name = Objects.requireNonNull(name, "name");
        this.type = Objects.requireNonNull(type, "type");
    }

    /** A new key; keep it in a constant. */
    public static <T> Attribute<T> of(String name, Class<T> type) {
        return new Attribute<>(name, type);
    }

    public String name() {
        return name;
    }

    T cast(Object value) {
        return type.cast(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
