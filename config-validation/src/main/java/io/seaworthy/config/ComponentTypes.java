package io.seaworthy.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes a component by its reflected type. Stateless. */
final class ComponentTypes {

    private ComponentTypes() {}

    static Component add(Description description, String variable, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Type raw = generic.getRawType();
            if (raw == Optional.class) {
                return element(description, variable, arguments[0]).optional();
            } else if (raw == List.class) {
                return element(description, variable, arguments[0]).list();
            } else if (raw == Set.class) {
                return element(description, variable, arguments[0]).set();
            } else if (raw == Map.class && arguments[0] == String.class) {
                return element(description, variable, arguments[1]).map();
            }
        }
        return element(description, variable, type);
    }

    private static Component element(Description description, String variable, Type type) {
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("type " + type + " is not supported");
        }
        if (plain.isEnum() && plain != Profile.class) {
            return description.choice(variable, plain.getEnumConstants());
        }
        @Nullable Converter factory = Converters.isKnown(plain) ? null : FactoryConverter.of(plain);
        return factory == null
                ? description.component(variable, plain)
                : description.add(variable, new Component.Kind(plain, null, factory));
    }
}
