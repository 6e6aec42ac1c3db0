package io.seaworthy.config;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.List;

/** Reads a component's annotations by reflection. The annotation processor has its twin. Stateless. */
final class Annotations {

    private Annotations() {}

    /** One look at all of them, by name: asking for each type would load each, and those that repeat by streams. */
    static void apply(AnnotatedElement from, Component to) {
        for (Annotation annotation : from.getAnnotations()) {
            Class<?> type = annotation.annotationType();
            if (type.getPackageName().equals(Annotations.class.getPackageName())) {
                applyDuty(
                        annotation,
                        type.getName().substring(type.getPackageName().length() + 1),
                        to);
            }
        }
    }

    private static void applyDuty(Annotation annotation, String name, Component to) {
        switch (name) {
            case "Default" -> defaultTo((Default) annotation, to);
            case "Default$List" -> {
                for (Default rule : ((Default.List) annotation).value()) {
                    defaultTo(rule, to);
                }
            }
            case "RequiredIn" -> to.requiredIn(((RequiredIn) annotation).value());
            case "ForbiddenIn" -> to.forbiddenIn(((ForbiddenIn) annotation).value());
            case "GeneratedIn" -> {
                GeneratedIn rule = (GeneratedIn) annotation;
                to.generatedIn(rule.bytes(), rule.prefix(), rule.value());
            }
            case "When" -> to.when(((When) annotation).variable(), ((When) annotation).is());
            case "Renamed" -> to.renamed(((Renamed) annotation).from(), ((Renamed) annotation).removedIn());
            case "Retired" -> to.retired(((Retired) annotation).removedIn(), ((Retired) annotation).instead());
            case "Doc" -> to.doc(((Doc) annotation).value());
            case "Sensitive" -> to.sensitive();
            default -> applyForm(annotation, name, to);
        }
    }

    private static void applyForm(Annotation annotation, String name, Component to) {
        switch (name) {
            case "Schemes" -> schemes((Schemes) annotation, to);
            case "Schemes$List" -> {
                for (Schemes rule : ((Schemes.List) annotation).value()) {
                    schemes(rule, to);
                }
            }
            case "Range" -> to.range(((Range) annotation).min(), ((Range) annotation).max());
            case "DecimalRange" ->
                to.decimalRange(((DecimalRange) annotation).min(), ((DecimalRange) annotation).max());
            case "MinBytes" -> to.minBytes(((MinBytes) annotation).value());
            case "Length" -> to.length(((Length) annotation).min(), ((Length) annotation).max());
            case "Base64" -> {
                if (((Base64) annotation).orText()) {
                    to.base64OrText();
                } else {
                    to.base64();
                }
            }
            case "Hex" -> to.hex();
            case "Pem" -> to.pem(((Pem) annotation).value());
            case "StartsWith" -> to.startsWith(((StartsWith) annotation).value());
            case "Host" -> to.host();
            case "Origin" -> to.origin();
            case "Exists" -> to.exists();
            case "Readable" -> to.readable();
            default -> {} // what names the variable
        }
    }

    private static void defaultTo(Default rule, Component to) {
        to.defaultTo(rule.value(), rule.in());
    }

    private static void schemes(Schemes rule, Component to) {
        to.schemes(List.of(rule.value()), rule.in());
    }
}
