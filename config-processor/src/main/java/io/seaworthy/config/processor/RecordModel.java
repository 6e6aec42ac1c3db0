package io.seaworthy.config.processor;

import io.seaworthy.config.Component;
import io.seaworthy.config.Description;
import io.seaworthy.config.Rules;
import io.seaworthy.config.Schema;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.util.List;
import java.util.function.Consumer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** A settings record as the compiler sees it. */
record RecordModel(
        TypeElement type,
        String packageName,
        List<ComponentModel> components,
        Construction construction,
        boolean hasRules) {

    static RecordModel read(TypeElement type, ProcessingEnvironment environment, Problems problems) {
        RecordReader reader = new RecordReader(environment, problems);
        Construction construction = reader.read(type, "");
        String packageName = environment
                .getElementUtils()
                .getPackageOf(type)
                .getQualifiedName()
                .toString();
        return new RecordModel(type, packageName, reader.components, construction, rules(type, problems));
    }

    private static boolean rules(TypeElement type, Problems problems) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (method.getSimpleName().contentEquals("rules")
                    && method.getParameters().size() == 1
                    && TypeText.of(method.getParameters().get(0).asType()).equals(Rules.class.getName())) {
                if (!method.getModifiers().contains(Modifier.STATIC)
                        || method.getModifiers().contains(Modifier.PRIVATE)) {
                    problems.add(method, "rules(Rules) has to be static and not private");
                }
                return true;
            }
        }
        return false;
    }

    /** Reads the record's own defaults with the library's own converters. */
    void verify(Problems problems) {
        try {
            new Described(this::describe).verify();
        } catch (ConfigurationException contradictory) {
            for (Violation fault : contradictory.violations()) {
                problems.add(placeOf(fault), fault.toString());
            }
        } catch (IllegalArgumentException givenTwice) {
            problems.add(type, String.valueOf(givenTwice.getMessage()));
        }
    }

    private void describe(Description description) {
        for (ComponentModel component : components) {
            component.describe(description);
        }
    }

    private Element placeOf(Violation fault) {
        for (ComponentModel component : components) {
            if (component.variable().equals(fault.path())) {
                return component.where();
            }
        }
        return type;
    }

    /** {@code com.example.Outer_SettingsSchema}. */
    String schemaName() {
        return packageName.isEmpty() ? schemaSimpleName() : packageName + "." + schemaSimpleName();
    }

    String schemaSimpleName() {
        String name = type.getQualifiedName().toString();
        String inPackage = packageName.isEmpty() ? name : name.substring(packageName.length() + 1);
        return inPackage.replace('.', '_') + "Schema";
    }

    /** Whether the schema may be public: the record and all around it are. */
    boolean isPublic() {
        for (Element outer = type;
                outer != null && outer.getKind() != ElementKind.PACKAGE;
                outer = outer.getEnclosingElement()) {
            if (!outer.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    /** The schema that stands in at compile time: it converts defaults, and makes nothing. */
    private static final class Described extends Schema<Object> {

        private final Consumer<Description> components;

        Described(Consumer<Description> components) {
            super("record");
            this.components = components;
        }

        @Override
        protected void describe(Description description) {
            components.accept(description);
        }

        @Override
        protected Object create(@Nullable Object[] values) {
            throw new IllegalStateException("Nothing is created at compile time");
        }

        /** The factory's code is not compiled yet: its defaults are checked by its own tests. */
        @Override
        protected Object parse(String variable, String text) {
            return Component.class;
        }
    }
}
