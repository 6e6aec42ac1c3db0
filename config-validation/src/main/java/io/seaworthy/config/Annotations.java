package io.seaworthy.config;

import java.lang.reflect.AnnotatedElement;
import java.util.List;

/** Reads a component's annotations by reflection. The annotation processor has its twin. Stateless. */
final class Annotations {

    private Annotations() {}

    static void apply(AnnotatedElement from, Component to) {
        for (Default rule : from.getAnnotationsByType(Default.class)) {
            to.defaultTo(rule.value(), rule.in());
        }
        for (Schemes rule : from.getAnnotationsByType(Schemes.class)) {
            to.schemes(List.of(rule.value()), rule.in());
        }
        RequiredIn required = from.getAnnotation(RequiredIn.class);
        if (required != null) {
            to.requiredIn(required.value());
        }
        ForbiddenIn forbidden = from.getAnnotation(ForbiddenIn.class);
        if (forbidden != null) {
            to.forbiddenIn(forbidden.value());
        }
        GeneratedIn generated = from.getAnnotation(GeneratedIn.class);
        if (generated != null) {
            to.generatedIn(generated.bytes(), generated.prefix(), generated.value());
        }
        applyToValue(from, to);
    }

    private static void applyToValue(AnnotatedElement from, Component to) {
        Range range = from.getAnnotation(Range.class);
        if (range != null) {
            to.range(range.min(), range.max());
        }
        MinBytes minBytes = from.getAnnotation(MinBytes.class);
        if (minBytes != null) {
            to.minBytes(minBytes.value());
        }
        Base64 base64 = from.getAnnotation(Base64.class);
        if (base64 != null && base64.orText()) {
            to.base64OrText();
        } else if (base64 != null) {
            to.base64();
        }
        StartsWith starts = from.getAnnotation(StartsWith.class);
        if (starts != null) {
            to.startsWith(starts.value());
        }
        if (from.isAnnotationPresent(Host.class)) {
            to.host();
        }
        if (from.isAnnotationPresent(Origin.class)) {
            to.origin();
        }
        if (from.isAnnotationPresent(Sensitive.class)) {
            to.sensitive();
        }
        applyDuties(from, to);
        Doc doc = from.getAnnotation(Doc.class);
        if (doc != null) {
            to.doc(doc.value());
        }
    }

    private static void applyDuties(AnnotatedElement from, Component to) {
        When when = from.getAnnotation(When.class);
        if (when != null) {
            to.when(when.variable(), when.is());
        }
        Renamed renamed = from.getAnnotation(Renamed.class);
        if (renamed != null) {
            to.renamed(renamed.from(), renamed.removedIn());
        }
        Retired retired = from.getAnnotation(Retired.class);
        if (retired != null) {
            to.retired(retired.removedIn(), retired.instead());
        }
        DecimalRange decimals = from.getAnnotation(DecimalRange.class);
        if (decimals != null) {
            to.decimalRange(decimals.min(), decimals.max());
        }
        applyForms(from, to);
    }

    private static void applyForms(AnnotatedElement from, Component to) {
        Length length = from.getAnnotation(Length.class);
        if (length != null) {
            to.length(length.min(), length.max());
        }
        Pem pem = from.getAnnotation(Pem.class);
        if (pem != null) {
            to.pem(pem.value());
        }
        if (from.isAnnotationPresent(Hex.class)) {
            to.hex();
        }
        if (from.isAnnotationPresent(Exists.class)) {
            to.exists();
        }
        if (from.isAnnotationPresent(Readable.class)) {
            to.readable();
        }
    }
}
