package io.seaworthy.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Any public type with a public static factory {@code parse} or {@code of} that takes one text.
 * Whatever the factory throws is a fault; its message is dropped.
 */
final class FactoryConverter implements Converter {

    private static final List<String> NAMES = List.of("parse", "of");

    private final Method factory;
    private final String type;

    private FactoryConverter(Method factory) {
        this.factory = factory;
        this.type = words(factory.getDeclaringClass().getSimpleName());
    }

    static @Nullable Converter of(Class<?> type) {
        if (!Modifier.isPublic(type.getModifiers())) {
            return null;
        }
        for (String name : NAMES) {
            for (Method method : type.getMethods()) {
                if (method.getName().equals(name) && fits(method, type)) {
                    return new FactoryConverter(method);
                }
            }
        }
        return null;
    }

    private static boolean fits(Method method, Class<?> type) {
        if (!Modifier.isStatic(method.getModifiers())
                || method.getParameterCount() != 1
                || !type.isAssignableFrom(method.getReturnType())) {
            return false;
        }
        Class<?> parameter = method.getParameterTypes()[0];
        return parameter == String.class || parameter == CharSequence.class;
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        Object value;
        try {
            value = factory.invoke(null, text);
        } catch (InvocationTargetException refused) {
            throw new Refused("malformed");
        } catch (IllegalAccessException notExported) {
            throw new IllegalStateException(factory.getDeclaringClass().getName() + " is not exported", notExported);
        }
        if (value == null) {
            throw new Refused("malformed");
        }
        return value;
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

    @Override
    public String accepted(Profile profile) {
        return "a valid " + type;
    }

    @Override
    public String example(Profile profile) {
        return "";
    }
}
