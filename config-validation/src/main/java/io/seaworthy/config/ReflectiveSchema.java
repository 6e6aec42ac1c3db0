package io.seaworthy.config;

import io.seaworthy.kernel.config.Faults;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A settings record read by reflection, for people without the annotation processor. */
final class ReflectiveSchema<R extends Record> extends Schema<R> {

    private final Class<R> type;
    private final Constructor<R> constructor;
    private final @Nullable Method rules;
    private final List<String> unnamed = new ArrayList<>();
    private final List<String> unsupported = new ArrayList<>();

    private ReflectiveSchema(Class<R> type) {
        super(type.getSimpleName());
        this.type = type;
        this.constructor = constructor(type);
        this.rules = rules(type);
    }

    static <R extends Record> ReflectiveSchema<R> of(Class<R> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is not a record");
        }
        return new ReflectiveSchema<>(type);
    }

    @Override
    String remark() {
        return "read by reflection";
    }

    @Override
    protected void describe(Description description) {
        unnamed.clear();
        unsupported.clear();
        for (RecordComponent component : type.getRecordComponents()) {
            Env env = component.getAnnotation(Env.class);
            if (env == null) {
                unnamed.add(component.getName());
                continue;
            }
            try {
                Annotations.apply(component, ComponentTypes.add(description, env.value(), component.getGenericType()));
            } catch (IllegalArgumentException refused) {
                unsupported.add(env.value() + "\n" + refused.getMessage());
            }
        }
    }

    @Override
    void reject(Faults faults) {
        for (String name : unnamed) {
            faults.add(name, null, "no_variable", "@Env with the variable's name");
        }
        for (String refused : unsupported) {
            int end = refused.indexOf('\n');
            faults.add(refused.substring(0, end), null, "unsupported", refused.substring(end + 1));
        }
    }

    @Override
    protected R create(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException("refused");
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    protected void check(Rules given) {
        if (rules != null) {
            try {
                rules.invoke(null, given);
            } catch (InvocationTargetException thrown) {
                throw new IllegalStateException(
                        thrown.getTargetException().getClass().getName());
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static <R extends Record> Constructor<R> constructor(Class<R> type) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<R> found = type.getDeclaredConstructor(parameters);
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

    private static @Nullable Method rules(Class<?> type) {
        try {
            Method method = type.getDeclaredMethod("rules", Rules.class);
            if (!Modifier.isStatic(method.getModifiers())) {
                throw new IllegalArgumentException(type.getSimpleName() + ".rules(Rules) has to be static");
            }
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException none) {
            return null;
        }
    }
}
