package io.seaworthy.config;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.net.CidrSet;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Finds the converter of a component's type. Stateless. */
final class Converters {

    /** A component's shape, and the converter of what is in it. */
    record Found(Setting.Shape shape, Class<?> element, Converter converter) {}

    private Converters() {}

    static Found of(Type type, Constraints constraints) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Type raw = generic.getRawType();
            if (raw == Optional.class) {
                Found inner = of(arguments[0], constraints);
                require(
                        inner.shape == Setting.Shape.PLAIN,
                        "Optional of " + arguments[0] + "; use the collection alone");
                return new Found(Setting.Shape.OPTIONAL, inner.element, inner.converter);
            }
            if (raw == List.class || raw == Set.class) {
                boolean set = raw == Set.class;
                Converter element = element(arguments[0], constraints);
                return new Found(
                        set ? Setting.Shape.SET : Setting.Shape.LIST,
                        (Class<?>) arguments[0],
                        new ListConverter(element, set));
            }
            if (raw == Map.class && arguments[0] == String.class) {
                return new Found(Setting.Shape.MAP, Map.class, element(arguments[1], constraints));
            }
        } else if (type == CidrSet.class) {
            return new Found(Setting.Shape.NETWORKS, CidrSet.class, new NetworksConverter());
        } else if (type instanceof Class<?> plain) {
            return new Found(Setting.Shape.PLAIN, plain, scalar(plain, constraints));
        }
        throw new IllegalArgumentException("type " + type + " is not supported");
    }

    private static Converter element(Type type, Constraints constraints) {
        require(type instanceof Class<?> && type != Secret.class, "elements of type " + type + " are not supported");
        return scalar((Class<?>) type, constraints);
    }

    private static Converter scalar(Class<?> type, Constraints constraints) {
        if (type == String.class) {
            return text(constraints);
        } else if (type == int.class || type == Integer.class) {
            return new NumberConverter(constraints, true);
        } else if (type == long.class || type == Long.class) {
            return new NumberConverter(constraints, false);
        } else if (type == boolean.class || type == Boolean.class) {
            return ChoiceConverter.ofBoolean();
        } else if (type == Profile.class) {
            return new ProfileConverter();
        } else if (type.isEnum()) {
            return ChoiceConverter.ofEnum(type);
        } else if (type == Duration.class) {
            return new DurationConverter(constraints);
        } else if (type == DataSize.class) {
            return new SizeConverter(constraints);
        } else if (type == URI.class) {
            return UrlConverter.ofUri(constraints);
        } else if (type == Secret.class) {
            return new SecretConverter(constraints);
        }
        Converter factory = FactoryConverter.of(type);
        require(factory != null, "type " + type.getName() + " is not supported");
        return Objects.requireNonNull(factory);
    }

    private static Converter text(Constraints constraints) {
        if (constraints.takeFlag(Host.class)) {
            return new HostConverter();
        }
        return constraints.takeFlag(Origin.class) ? UrlConverter.ofOrigin(constraints) : new TextConverter(constraints);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
