package io.seaworthy.config;

import io.seaworthy.kernel.config.Faults;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A settings record read by reflection, for people without the annotation processor. */
final class ReflectiveSchema<R extends Record> extends Schema<R> {

    private final Class<R> type;
    private final RecordShape shape;
    private final @Nullable Method rules;
    private final List<String[]> problems = new ArrayList<>();

    private ReflectiveSchema(Class<R> type) {
        super(type.getSimpleName());
        this.type = type;
        this.shape = RecordShape.of(type);
        this.rules = rules(type);
    }

    static <R extends Record> Schema<R> of(Class<R> type) {
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
        RecordDescription record = new RecordDescription(description);
        record.describe(type, "");
        problems.clear();
        problems.addAll(record.problems);
    }

    @Override
    void reject(Faults faults) {
        for (String[] problem : problems) {
            faults.add(problem[0], null, problem[1], problem[2]);
        }
    }

    @Override
    protected R create(@Nullable Object[] values) {
        try {
            return Objects.requireNonNull(type.cast(shape.take(values)));
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

    /** Looked for among all: the exception of a search by name writes its message by streams. */
    private static @Nullable Method rules(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals("rules")
                    && method.getParameterCount() == 1
                    && method.getParameterTypes()[0] == Rules.class) {
                if (!Modifier.isStatic(method.getModifiers())) {
                    throw new IllegalArgumentException(type.getSimpleName() + ".rules(Rules) has to be static");
                }
                method.setAccessible(true);
                return method;
            }
        }
        return null;
    }
}
