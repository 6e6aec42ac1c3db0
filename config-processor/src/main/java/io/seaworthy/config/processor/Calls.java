package io.seaworthy.config.processor;

import io.seaworthy.config.Base64;
import io.seaworthy.config.DecimalRange;
import io.seaworthy.config.Default;
import io.seaworthy.config.Doc;
import io.seaworthy.config.Exists;
import io.seaworthy.config.ForbiddenIn;
import io.seaworthy.config.GeneratedIn;
import io.seaworthy.config.Hex;
import io.seaworthy.config.Host;
import io.seaworthy.config.Length;
import io.seaworthy.config.MinBytes;
import io.seaworthy.config.Origin;
import io.seaworthy.config.Pem;
import io.seaworthy.config.Profile;
import io.seaworthy.config.Range;
import io.seaworthy.config.Renamed;
import io.seaworthy.config.RequiredIn;
import io.seaworthy.config.Retired;
import io.seaworthy.config.Schemes;
import io.seaworthy.config.Sensitive;
import io.seaworthy.config.StartsWith;
import io.seaworthy.config.When;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

/** Translates a component's annotations into calls, in a fixed order. Used by one thread. */
final class Calls {

    private final Element from;
    private final Elements elements;
    private final List<Call> calls = new ArrayList<>();

    private Calls(Element from, Elements elements) {
        this.from = from;
        this.elements = elements;
    }

    static List<Call> of(Element component, Elements elements) {
        Calls calls = new Calls(component, elements);
        calls.readDuties();
        calls.readForms();
        calls.readConditions();
        return calls.calls;
    }

    private void readDuties() {
        for (Default rule : from.getAnnotationsByType(Default.class)) {
            add(
                    "defaultTo(" + literal(rule.value()) + profiles(rule.in(), ", ") + ")",
                    c -> c.defaultTo(rule.value(), rule.in()));
        }
        for (Schemes rule : from.getAnnotationsByType(Schemes.class)) {
            add(
                    "schemes(java.util.List.of(" + literals(rule.value()) + ")" + profiles(rule.in(), ", ") + ")",
                    c -> c.schemes(List.of(rule.value()), rule.in()));
        }
        RequiredIn required = from.getAnnotation(RequiredIn.class);
        if (required != null) {
            add("requiredIn(" + profiles(required.value(), "") + ")", c -> c.requiredIn(required.value()));
        }
        ForbiddenIn forbidden = from.getAnnotation(ForbiddenIn.class);
        if (forbidden != null) {
            add("forbiddenIn(" + profiles(forbidden.value(), "") + ")", c -> c.forbiddenIn(forbidden.value()));
        }
        GeneratedIn generated = from.getAnnotation(GeneratedIn.class);
        if (generated != null) {
            add(
                    "generatedIn(" + generated.bytes() + ", " + literal(generated.prefix())
                            + profiles(generated.value(), ", ") + ")",
                    c -> c.generatedIn(generated.bytes(), generated.prefix(), generated.value()));
        }
    }

    private void readForms() {
        Range range = from.getAnnotation(Range.class);
        if (range != null) {
            add(
                    "range(" + literal(range.min()) + ", " + literal(range.max()) + ")",
                    c -> c.range(range.min(), range.max()));
        }
        MinBytes minBytes = from.getAnnotation(MinBytes.class);
        if (minBytes != null) {
            add("minBytes(" + minBytes.value() + ")", c -> c.minBytes(minBytes.value()));
        }
        Base64 base64 = from.getAnnotation(Base64.class);
        if (base64 != null && base64.orText()) {
            add("base64OrText()", c -> c.base64OrText());
        } else if (base64 != null) {
            add("base64()", c -> c.base64());
        }
        StartsWith starts = from.getAnnotation(StartsWith.class);
        if (starts != null) {
            add("startsWith(" + literals(starts.value()) + ")", c -> c.startsWith(starts.value()));
        }
        readNumbers();
        readBinary();
        flag(Host.class, new Call("host()", c -> c.host()));
        flag(Origin.class, new Call("origin()", c -> c.origin()));
        flag(Sensitive.class, new Call("sensitive()", c -> c.sensitive()));
        Doc doc = from.getAnnotation(Doc.class);
        if (doc != null) {
            add("doc(" + literal(doc.value()) + ")", c -> c.doc(doc.value()));
        }
    }

    private void readNumbers() {
        DecimalRange decimals = from.getAnnotation(DecimalRange.class);
        if (decimals != null) {
            add(
                    "decimalRange(" + literal(decimals.min()) + ", " + literal(decimals.max()) + ")",
                    c -> c.decimalRange(decimals.min(), decimals.max()));
        }
        Length length = from.getAnnotation(Length.class);
        if (length != null) {
            add("length(" + length.min() + ", " + length.max() + ")", c -> c.length(length.min(), length.max()));
        }
    }

    private void readBinary() {
        Pem pem = from.getAnnotation(Pem.class);
        if (pem != null) {
            add("pem(" + literal(pem.value()) + ")", c -> c.pem(pem.value()));
        }
        flag(Hex.class, new Call("hex()", c -> c.hex()));
        flag(Exists.class, new Call("exists()", c -> c.exists()));
        flag(io.seaworthy.config.Readable.class, new Call("readable()", c -> c.readable()));
    }

    private void readConditions() {
        When when = from.getAnnotation(When.class);
        if (when != null) {
            add(
                    "when(" + literal(when.variable()) + ", " + literals(when.is()) + ")",
                    c -> c.when(when.variable(), when.is()));
        }
        Renamed renamed = from.getAnnotation(Renamed.class);
        if (renamed != null) {
            add(
                    "renamed(" + literal(renamed.from()) + ", " + literal(renamed.removedIn()) + ")",
                    c -> c.renamed(renamed.from(), renamed.removedIn()));
        }
        Retired retired = from.getAnnotation(Retired.class);
        if (retired != null) {
            add(
                    "retired(" + literal(retired.removedIn()) + ", " + literal(retired.instead()) + ")",
                    c -> c.retired(retired.removedIn(), retired.instead()));
        }
    }

    private void flag(Class<? extends Annotation> type, Call call) {
        if (from.getAnnotation(type) != null) {
            calls.add(call);
        }
    }

    private void add(String source, java.util.function.Consumer<io.seaworthy.config.Component> action) {
        calls.add(new Call(source, action));
    }

    private String literal(Object constant) {
        return elements.getConstantExpression(constant);
    }

    private String literals(String[] texts) {
        List<String> parts = new ArrayList<>();
        for (String text : texts) {
            parts.add(literal(text));
        }
        return String.join(", ", parts);
    }

    private static String profiles(Profile[] profiles, String before) {
        List<String> parts = new ArrayList<>();
        for (Profile profile : profiles) {
            parts.add("io.seaworthy.config.Profile." + profile.name());
        }
        return parts.isEmpty() ? "" : before + String.join(", ", parts);
    }
}
