package io.seaworthy.config;

import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link Schema} says of itself: its components, in order. The methods answer the component, which takes options.
 *
 * <p>Used by one thread, while a schema describes itself.
 */
public final class Description {

    private final Schema<?> schema;
    private final List<Component> components = new ArrayList<>();

    Description(Schema<?> schema) {
        this.schema = schema;
    }

    /** A variable of one of the types in the module's README; a collection's or an optional's element is named here. */
    public Component component(String variable, Class<?> type) {
        return add(variable, new Component.Kind(type, null, null));
    }

    /** A variable that is one of these: an enum's constants in lower case, {@code _} as {@code -}. */
    public Component choice(String variable, Object... constants) {
        return add(variable, new Component.Kind(Object.class, constants.clone(), null));
    }

    /** A variable whose text {@link Schema#parse} converts; {@code what} names the type in words: {@code "colour"}. */
    public Component custom(String variable, String what) {
        return add(variable, new Component.Kind(Object.class, null, new CustomConverter(schema, variable, what)));
    }

    Component add(String variable, Component.Kind kind) {
        Component component = new Component(variable, kind);
        components.add(component);
        return component;
    }

    List<Component> components() {
        return components;
    }

    @Override
    public String toString() {
        return "Description" + components;
    }
}
