package io.seaworthy.config.processor;

import io.seaworthy.config.Component;
import io.seaworthy.config.DataSize;
import io.seaworthy.config.Description;
import io.seaworthy.config.Profile;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.net.CidrSet;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** The type of what is in a component, as far as the compiler knows it. */
sealed interface ElementType {

    /** Adds a component of this type to a description, at compile time. */
    Component describe(Description description, String variable);

    /** The same as source; {@code variable} is a literal. */
    String source(String variable);

    /** A type that the library converts. */
    record Known(Class<?> type) implements ElementType {
        private static final Map<String, Class<?>> TYPES = types();

        private static Map<String, Class<?>> types() {
            Map<String, Class<?>> types = new LinkedHashMap<>();
            for (Class<?> type : List.of(
                    int.class,
                    Integer.class,
                    long.class,
                    Long.class,
                    short.class,
                    Short.class,
                    byte.class,
                    Byte.class,
                    double.class,
                    Double.class,
                    float.class,
                    Float.class,
                    char.class,
                    Character.class,
                    boolean.class,
                    Boolean.class,
                    String.class,
                    Profile.class,
                    Duration.class,
                    DataSize.class,
                    URI.class,
                    Secret.class,
                    CidrSet.class,
                    java.math.BigDecimal.class,
                    java.math.BigInteger.class,
                    java.util.UUID.class,
                    java.util.Locale.class,
                    java.util.Currency.class,
                    java.util.regex.Pattern.class,
                    java.nio.charset.Charset.class,
                    java.nio.file.Path.class,
                    java.time.ZoneId.class,
                    java.time.ZoneOffset.class,
                    java.time.Instant.class,
                    java.time.OffsetDateTime.class,
                    java.time.LocalDate.class,
                    java.time.LocalTime.class,
                    java.time.LocalDateTime.class,
                    java.time.YearMonth.class,
                    java.time.Period.class,
                    java.net.InetAddress.class,
                    java.net.InetSocketAddress.class,
                    java.security.cert.X509Certificate.class)) {
                types.put(type.getName(), type);
            }
            return types;
        }

        @Override
        public Component describe(Description description, String variable) {
            return description.component(variable, type);
        }

        @Override
        public String source(String variable) {
            return "component(" + variable + ", " + type.getCanonicalName() + ".class)";
        }
    }

    /** An enum. */
    record Choice(String type, List<String> constants) implements ElementType {
        @Override
        public Component describe(Description description, String variable) {
            return description.choice(variable, constants.toArray());
        }

        @Override
        public String source(String variable) {
            return "choice(" + variable + ", (java.lang.Object[]) " + type + ".values())";
        }
    }

    /** The records of a sealed interface, by their labels. */
    record Labels(List<String> labels) implements ElementType {
        @Override
        public Component describe(Description description, String variable) {
            return description.choice(variable, labels.toArray());
        }

        @Override
        public String source(String variable) {
            return "choice(" + variable + ", \"" + String.join("\", \"", labels) + "\")";
        }
    }

    /** A type with a factory of its own, whose code does not run at compile time. */
    record Custom(String factory, String what) implements ElementType {
        @Override
        public Component describe(Description description, String variable) {
            return description.custom(variable, what);
        }

        @Override
        public String source(String variable) {
            return "custom(" + variable + ", \"" + what + "\")";
        }
    }

    /** What a type is; null where it is none that can be read. */
    static @Nullable ElementType of(TypeMirror mirror, Types types) {
        if (mirror.getKind().isPrimitive()) {
            Class<?> known = Known.TYPES.get(mirror.getKind().name().toLowerCase(Locale.ROOT));
            return known == null ? null : new Known(known);
        }
        if (mirror instanceof ArrayType array && array.getComponentType().getKind() == TypeKind.BYTE) {
            return new Known(byte[].class);
        }
        if (!(mirror instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement type)) {
            return null;
        }
        Class<?> known = Known.TYPES.get(type.getQualifiedName().toString());
        if (known != null) {
            return new Known(known);
        }
        if (type.getKind() == ElementKind.ENUM) {
            List<String> constants = new ArrayList<>();
            for (Element member : type.getEnclosedElements()) {
                if (member.getKind() == ElementKind.ENUM_CONSTANT) {
                    constants.add(member.getSimpleName().toString());
                }
            }
            return new Choice(type.getQualifiedName().toString(), constants);
        }
        return custom(type, types);
    }

    private static @Nullable ElementType custom(TypeElement type, Types types) {
        for (String name : List.of("parse", "of")) {
            for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
                if (method.getSimpleName().contentEquals(name) && fits(method, type, types)) {
                    String what = words(type.getSimpleName().toString());
                    return new Custom(type.getQualifiedName() + "." + name, what);
                }
            }
        }
        return null;
    }

    private static boolean fits(ExecutableElement method, TypeElement type, Types types) {
        if (!method.getModifiers().contains(Modifier.STATIC)
                || !method.getModifiers().contains(Modifier.PUBLIC)
                || method.getParameters().size() != 1
                || !types.isAssignable(method.getReturnType(), types.erasure(type.asType()))) {
            return false;
        }
        String parameter = types.erasure(method.getParameters().get(0).asType()).toString();
        return parameter.equals("java.lang.String") || parameter.equals("java.lang.CharSequence");
    }

    private static String words(String simpleName) {
        StringBuilder text = new StringBuilder();
        for (char c : simpleName.toCharArray()) {
            if (Character.isUpperCase(c) && !text.isEmpty()) {
                text.append(' ');
            }
            text.append(c);
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }
}
