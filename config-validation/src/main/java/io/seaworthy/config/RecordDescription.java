package io.seaworthy.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Describes a record by its annotations, and the records within it. Used by one thread. */
final class RecordDescription {

    private final Description description;
    private final List<String[]> conditions = new ArrayList<>();
    /** What is wrong before there are settings: name, code, what is accepted. */
    final List<String[]> problems = new ArrayList<>();

    RecordDescription(Description description) {
        this.description = description;
    }

    void describe(Class<?> type, String prefix) {
        for (RecordComponent component : type.getRecordComponents()) {
            Env env = component.getAnnotation(Env.class);
            Prefix nested = component.getAnnotation(Prefix.class);
            ChosenBy chosen = component.getAnnotation(ChosenBy.class);
            if (chosen != null) {
                choose(component, chosen, prefix);
            } else if (nested != null && component.getType().isRecord()) {
                describe(component.getType(), prefix + nested.value());
            } else if (env == null) {
                problems.add(new String[] {component.getName(), "no_variable", "@Env with the variable's name"});
            } else {
                value(component, prefix + env.value());
            }
        }
    }

    private void value(RecordComponent component, String variable) {
        try {
            Component added = ComponentTypes.add(
                    description,
                    variable,
                    component.getGenericSignature() == null ? component.getType() : component.getGenericType());
            Annotations.apply(component, added);
            for (String[] condition : conditions) {
                added.chosen(condition[0], condition[1]);
            }
        } catch (IllegalArgumentException refused) {
            problems.add(new String[] {variable, "unsupported", String.valueOf(refused.getMessage())});
        }
    }

    private void choose(RecordComponent component, ChosenBy chosen, String prefix) {
        List<Class<?>> permitted = RecordShape.permitted(component.getType());
        String variable = prefix + chosen.value();
        if (permitted.isEmpty()) {
            problems.add(new String[] {variable, "unsupported", "@ChosenBy on a sealed interface of records"});
            return;
        }
        if (component.isAnnotationPresent(Default.class) || component.isAnnotationPresent(Default.List.class)) {
            problems.add(new String[] {variable, "no_effect", "@ChosenBy(otherwise = ...) instead of @Default"});
        }
        List<String> labels = new ArrayList<>();
        for (Class<?> record : permitted) {
            labels.add(RecordShape.label(record.getSimpleName()));
        }
        Component choice = description.choice(variable, labels.toArray());
        if (!chosen.otherwise().isEmpty()) {
            choice.defaultTo(chosen.otherwise());
        }
        for (String[] condition : conditions) {
            choice.chosen(condition[0], condition[1]);
        }
        for (int i = 0; i < permitted.size(); i++) {
            conditions.add(new String[] {variable, labels.get(i)});
            describe(permitted.get(i), prefix + chosen.prefix());
            conditions.remove(conditions.size() - 1);
        }
    }
}
