package io.seaworthy.config.processor;

import io.seaworthy.config.Default;
import io.seaworthy.config.Range;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Writes the straight-line reading of a record: plain components by one call each, all others by the converter of their
 * description. Stateless.
 */
final class DirectSource {

    /** The methods of {@code Direct}, by type; those of a range take its ends. */
    private static final Map<String, String> METHODS = Map.of(
            "int", "integer",
            "java.lang.Integer", "integer",
            "long", "whole",
            "java.lang.Long", "whole",
            "boolean", "flag",
            "java.lang.Boolean", "flag",
            "java.lang.String", "text",
            "java.time.Duration", "duration");

    private static final List<String> RANGED = List.of("integer", "whole", "duration");

    private DirectSource() {}

    /** What a sealed choice asks for hangs on another value: such records are read in the long way. */
    static boolean isPossible(RecordModel model) {
        return model.components().stream().noneMatch(c -> c.element() instanceof ElementType.Labels);
    }

    static void write(RecordModel model, Elements elements, String record, StringBuilder text) {
        text.append("    @Override\n    @SuppressWarnings(\"unchecked\")\n    protected ")
                .append(record);
        text.append(" direct(io.seaworthy.config.Direct in) {\n");
        text.append(model.hasRules() ? "        in.keepForRules();\n" : "");
        List<ComponentModel> components = model.components();
        Set<Integer> converted = new HashSet<>();
        for (int i = 0; i < components.size(); i++) {
            ComponentModel component = components.get(i);
            String plain = isPlainUrl(component)
                    ? "in.url(" + i + ", " + elements.getConstantExpression(component.variable()) + ")"
                    : plain(component, elements);
            String name = "v" + i;
            text.append("        ").append(plain == null ? "java.lang.Object" : component.type());
            text.append(' ').append(name).append(" = ");
            text.append(plain == null ? "in.value(" + i + ")" : plain).append(";\n");
            if (plain == null) {
                converted.add(i);
            }
        }
        text.append("        return !in.").append(model.hasRules() ? "isRight" : "isComplete");
        text.append("() ? null : ");
        text.append(model.construction().source((i, type) -> (converted.contains(i) ? "(" + type + ") v" : "v") + i));
        text.append(";\n    }\n\n");
        writeComponents(components.size(), text);
    }

    /** The descriptions by index, for those that are read by their converter. */
    private static void writeComponents(int count, StringBuilder text) {
        text.append("    @Override\n    protected io.seaworthy.config.Component component(")
                .append("int index, io.seaworthy.config.Description description) {\n        switch (index) {\n");
        for (int i = 0; i < count; i++) {
            text.append("            case ").append(i).append(":\n                return Parts.c");
            text.append(i).append("(description);\n");
        }
        text.append(
                "            default:\n                return super.component(index, description);\n        }\n    }\n\n");
    }

    /** An https URL that has to be given. */
    private static boolean isPlainUrl(ComponentModel component) {
        return component.type().equals("java.net.URI")
                && component.calls().stream().allMatch(call -> call.source().startsWith("doc("));
    }

    /** The one call that reads a component; null where it is not that plain. */
    private static @Nullable String plain(ComponentModel component, Elements elements) {
        Default[] defaults = component.where().getAnnotationsByType(Default.class);
        boolean optional = component.has("optional()");
        String method = component.element() instanceof ElementType.Choice ? "choice" : METHODS.get(component.type());
        boolean optionalText = optional && component.type().equals("java.util.Optional<java.lang.String>");
        method = optionalText ? "optionalText" : method;
        boolean onlyPlain = component.calls().stream()
                .allMatch(call -> call.source().startsWith("range(")
                        || call.source().startsWith("defaultTo(")
                        || call.source().startsWith("doc(")
                        || (optionalText && call.source().equals("optional()")));
        if (method == null || !onlyPlain || defaults.length > 1 || (optionalText && defaults.length > 0)) {
            return null;
        }
        boolean scoped = defaults.length == 1
                && (defaults[0].in().length > 0 || defaults[0].value().contains("${"));
        return scoped ? null : call(component, elements, method, defaults);
    }

    private static String call(ComponentModel component, Elements elements, String method, Default[] defaults) {
        StringBuilder call = new StringBuilder("in.").append(method).append('(');
        call.append(elements.getConstantExpression(component.variable()));
        Range range = component.where().getAnnotation(Range.class);
        if (RANGED.contains(method)) {
            call.append(", ").append(elements.getConstantExpression(range == null ? Long.MIN_VALUE : range.min()));
            call.append(", ").append(elements.getConstantExpression(range == null ? Long.MAX_VALUE : range.max()));
        }
        if (method.equals("choice")) {
            call.append(", ").append(component.type()).append(".values()");
        }
        if (!method.equals("optionalText")) {
            String fallback = defaults.length == 0 ? null : defaults[0].value();
            call.append(", ").append(fallback == null ? "null" : elements.getConstantExpression(fallback));
        }
        return call.append(')').toString();
    }
}
