package io.seaworthy.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as reflection sees it, with the records within it; its values lie in one row. Immutable. */
final class RecordShape implements RecordPart {

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<RecordPart> parts = new ArrayList<>();
    private final int end;

    private RecordShape(Class<?> type, int start) {
        this.type = type;
        this.constructor = constructor(type);
        int next = start;
        for (RecordComponent component : type.getRecordComponents()) {
            next = add(component, next);
        }
        this.end = next;
    }

    static RecordShape of(Class<?> type) {
        return new RecordShape(type, 0);
    }

    private int add(RecordComponent component, int start) {
        ChosenBy chosen = component.getAnnotation(ChosenBy.class);
        if (chosen != null) {
            return addChoice(component, start);
        } else if (component.isAnnotationPresent(Prefix.class)
                && component.getType().isRecord()) {
            RecordShape nested = new RecordShape(component.getType(), start);
            parts.add(nested);
            return nested.end;
        } else if (!component.isAnnotationPresent(Env.class)) {
            parts.add(new RecordPart.Value(-1)); // a fault that the schema reports
            return start;
        }
        parts.add(new RecordPart.Value(start));
        return start + 1;
    }

    private int addChoice(RecordComponent component, int start) {
        Map<String, RecordPart> choices = new LinkedHashMap<>();
        int next = start + 1;
        for (Class<?> permitted : permitted(component.getType())) {
            RecordShape shape = new RecordShape(permitted, next);
            choices.put(label(permitted.getSimpleName()), shape);
            next = shape.end;
        }
        parts.add(new RecordPart.Choice(start, choices));
        return next;
    }

    static List<Class<?>> permitted(Class<?> type) {
        List<Class<?>> records = new ArrayList<>();
        for (Class<?> permitted : type.isSealed() ? type.getPermittedSubclasses() : new Class<?>[0]) {
            if (permitted.isRecord()) {
                records.add(permitted);
            }
        }
        return records;
    }

    /** {@code InMemory} as {@code in-memory}; the annotation processor has its twin. */
    static String label(String simpleName) {
        StringBuilder text = new StringBuilder();
        for (char c : simpleName.toCharArray()) {
            if (Character.isUpperCase(c) && !text.isEmpty()) {
                text.append('-');
            }
            text.append(Character.toLowerCase(c));
        }
        return text.toString();
    }

    @Override
    public Object take(@Nullable Object[] values) throws ReflectiveOperationException {
        @Nullable Object[] arguments = new Object[parts.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = parts.get(i).take(values);
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException("refused");
        }
    }

    private static Constructor<?> constructor(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] parameters = new Class<?>[components.length];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = components[i].getType();
        }
        try {
            Constructor<?> found = type.getDeclaredConstructor(parameters);
            found.setAccessible(true);
            return found;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("A record has a canonical constructor", impossible);
        } catch (InaccessibleObjectException closed) {
            throw new IllegalStateException(
                    "Add to the module's descriptor: opens " + type.getPackageName() + " to io.seaworthy.config;",
                    closed);
        }
    }

    @Override
    public String toString() {
        return "RecordShape[" + type.getSimpleName() + "]";
    }
}
