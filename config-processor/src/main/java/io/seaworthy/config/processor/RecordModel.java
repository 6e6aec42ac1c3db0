package io.seaworthy.config.processor;

import io.seaworthy.config.Component;
import io.seaworthy.config.Description;
import io.seaworthy.config.Env;
import io.seaworthy.config.Rules;
import io.seaworthy.config.Schema;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** A settings record as the compiler sees it. */
record RecordModel(TypeElement type, String packageName, List<ComponentModel> components, boolean hasRules) {

    private static final Map<String, Call> SHAPES = Map.of(
            "java.util.Optional", new Call("optional()", c -> c.optional()),
            "java.util.List", new Call("list()", c -> c.list()),
            "java.util.Set", new Call("set()", c -> c.set()),
            "java.util.Map", new Call("map()", c -> c.map()));

    static RecordModel read(TypeElement type, ProcessingEnvironment environment, Problems problems) {
        for (Element outer = type;
                outer != null && outer.getKind() != ElementKind.PACKAGE;
                outer = outer.getEnclosingElement()) {
            if (outer.getModifiers().contains(Modifier.PRIVATE)) {
                problems.add(type, outer.getSimpleName() + " is private: generated code has to create the record");
            }
        }
        List<ComponentModel> components = new ArrayList<>();
        for (RecordComponentElement component : type.getRecordComponents()) {
            ComponentModel model = component(component, environment, problems);
            if (model != null) {
                components.add(model);
            }
        }
        String packageName = environment
                .getElementUtils()
                .getPackageOf(type)
                .getQualifiedName()
                .toString();
        return new RecordModel(type, packageName, components, rules(type, problems));
    }

    private static @Nullable ComponentModel component(
            RecordComponentElement component, ProcessingEnvironment environment, Problems problems) {
        Env env = component.getAnnotation(Env.class);
        if (env == null) {
            problems.add(component, component.getSimpleName() + ": no_variable; @Env with the variable's name");
            return null;
        }
        List<Call> calls = new ArrayList<>();
        TypeMirror inner = component.asType();
        if (inner instanceof DeclaredType declared
                && SHAPES.containsKey(TypeText.erased(declared))
                && !declared.getTypeArguments().isEmpty()) {
            List<? extends TypeMirror> arguments = declared.getTypeArguments();
            calls.add(SHAPES.get(TypeText.erased(declared)));
            inner = arguments.get(arguments.size() - 1);
            if (arguments.size() == 2 && !TypeText.of(arguments.get(0)).equals("java.lang.String")) {
                problems.add(component, env.value() + ": unsupported; a map's keys are of type String");
                return null;
            }
        }
        ElementType element = ElementType.of(inner, environment.getTypeUtils());
        if (element == null) {
            problems.add(component, env.value() + ": unsupported; type " + TypeText.of(inner) + " is not supported");
            return null;
        }
        calls.addAll(Calls.of(component, environment.getElementUtils()));
        return new ComponentModel(component, env.value(), TypeText.of(component.asType()), element, calls);
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
        protected Object create(Object[] values) {
            throw new IllegalStateException("Nothing is created at compile time");
        }

        /** The factory's code is not compiled yet: its defaults are checked by its own tests. */
        @Override
        protected Object parse(String variable, String text) {
            return Component.class;
        }
    }
}
