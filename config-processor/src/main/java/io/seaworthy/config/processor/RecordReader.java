package io.seaworthy.config.processor;

import io.seaworthy.config.ChosenBy;
import io.seaworthy.config.Default;
import io.seaworthy.config.Env;
import io.seaworthy.config.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Reads a record and the records within it into one row of components. Used by one thread. */
final class RecordReader {

    private static final Map<String, Call> SHAPES = Map.of(
            "java.util.Optional", new Call("optional()", c -> c.optional()),
            "java.util.List", new Call("list()", c -> c.list()),
            "java.util.Set", new Call("set()", c -> c.set()),
            "java.util.Map", new Call("map()", c -> c.map()));

    private final ProcessingEnvironment environment;
    private final Problems problems;
    private final List<String[]> conditions = new ArrayList<>();
    final List<ComponentModel> components = new ArrayList<>();

    RecordReader(ProcessingEnvironment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    Construction read(TypeElement type, String prefix) {
        for (Element outer = type;
                outer != null && outer.getKind() != ElementKind.PACKAGE;
                outer = outer.getEnclosingElement()) {
            if (outer.getModifiers().contains(Modifier.PRIVATE)) {
                problems.add(type, outer.getSimpleName() + " is private: generated code has to create the record");
            }
        }
        List<Construction> parts = new ArrayList<>();
        for (RecordComponentElement component : type.getRecordComponents()) {
            Construction part = part(component, prefix);
            if (part != null) {
                parts.add(part);
            }
        }
        return new Construction.New(type.getQualifiedName().toString(), parts);
    }

    private @Nullable Construction part(RecordComponentElement component, String prefix) {
        ChosenBy chosen = component.getAnnotation(ChosenBy.class);
        Prefix nested = component.getAnnotation(Prefix.class);
        TypeElement type = component.asType() instanceof DeclaredType declared
                        && declared.asElement() instanceof TypeElement element
                ? element
                : null;
        if (chosen != null) {
            return choice(component, chosen, type, prefix);
        } else if (nested != null && type != null && type.getKind() == ElementKind.RECORD) {
            return read(type, prefix + nested.value());
        }
        Env env = component.getAnnotation(Env.class);
        if (env == null) {
            problems.add(component, component.getSimpleName() + ": no_variable; @Env with the variable's name");
            return null;
        }
        return value(component, prefix + env.value());
    }

    /** The records of a sealed interface. */
    static List<TypeElement> permitted(@Nullable TypeElement type) {
        List<TypeElement> records = new ArrayList<>();
        for (TypeMirror permitted : type == null ? List.<TypeMirror>of() : type.getPermittedSubclasses()) {
            if (permitted instanceof DeclaredType declared
                    && declared.asElement() instanceof TypeElement record
                    && record.getKind() == ElementKind.RECORD) {
                records.add(record);
            }
        }
        return records;
    }

    private @Nullable Construction choice(
            RecordComponentElement component, ChosenBy chosen, @Nullable TypeElement type, String prefix) {
        List<TypeElement> permitted = permitted(type);
        String variable = prefix + chosen.value();
        if (permitted.isEmpty()) {
            problems.add(component, variable + ": unsupported; @ChosenBy on a sealed interface of records");
            return null;
        }
        if (component.getAnnotationsByType(Default.class).length > 0) {
            problems.add(component, variable + ": no_effect; @ChosenBy(otherwise = ...) instead of @Default");
        }
        Elements elements = environment.getElementUtils();
        List<String> labels = new ArrayList<>();
        permitted.forEach(record -> labels.add(label(record.getSimpleName().toString())));
        List<Call> calls = new ArrayList<>();
        String otherwise = chosen.otherwise();
        if (!otherwise.isEmpty()) {
            calls.add(new Call(
                    "defaultTo(" + elements.getConstantExpression(otherwise) + ")", c -> c.defaultTo(otherwise)));
        }
        calls.addAll(conditionCalls(elements));
        int index = components.size();
        components.add(new ComponentModel(
                component, variable, "java.lang.String", new ElementType.Labels(List.copyOf(labels)), calls));
        Map<String, Construction> records = new LinkedHashMap<>();
        for (int i = 0; i < permitted.size(); i++) {
            conditions.add(new String[] {variable, labels.get(i)});
            records.put(labels.get(i), read(permitted.get(i), prefix + chosen.prefix()));
            conditions.remove(conditions.size() - 1);
        }
        return new Construction.Choice(TypeText.of(component.asType()), index, records);
    }

    private List<Call> conditionCalls(Elements elements) {
        List<Call> calls = new ArrayList<>();
        for (String[] condition : conditions) {
            String source = "chosen(" + elements.getConstantExpression(condition[0]) + ", "
                    + elements.getConstantExpression(condition[1]) + ")";
            calls.add(new Call(source, c -> c.chosen(condition[0], condition[1])));
        }
        return calls;
    }

    /** {@code InMemory} as {@code in-memory}; reflection has its twin. */
    private static String label(String simpleName) {
        StringBuilder text = new StringBuilder();
        for (char c : simpleName.toCharArray()) {
            if (Character.isUpperCase(c) && !text.isEmpty()) {
                text.append('-');
            }
            text.append(c);
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    private @Nullable Construction value(RecordComponentElement component, String variable) {
        List<Call> calls = new ArrayList<>();
        TypeMirror inner = component.asType();
        if (inner instanceof DeclaredType declared
                && SHAPES.containsKey(TypeText.erased(declared))
                && !declared.getTypeArguments().isEmpty()) {
            List<? extends TypeMirror> arguments = declared.getTypeArguments();
            calls.add(SHAPES.get(TypeText.erased(declared)));
            inner = arguments.get(arguments.size() - 1);
            if (arguments.size() == 2 && !TypeText.of(arguments.get(0)).equals("java.lang.String")) {
                problems.add(component, variable + ": unsupported; a map's keys are of type String");
                return null;
            }
        }
        ElementType element = ElementType.of(inner, environment.getTypeUtils());
        if (element == null) {
            problems.add(component, variable + ": unsupported; type " + TypeText.of(inner) + " is not supported");
            return null;
        }
        calls.addAll(Calls.of(component, environment.getElementUtils()));
        calls.addAll(conditionCalls(environment.getElementUtils()));
        String type = TypeText.of(component.asType());
        components.add(new ComponentModel(component, variable, type, element, calls));
        return new Construction.Value(components.size() - 1, type);
    }
}
