package io.seaworthy.config;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.net.CidrSet;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Finds the converter of a component. Stateless. */
final class Converters {

    private Converters() {}

    static Converter of(Component component) {
        Class<?> type = component.kind().type();
        Converter element = element(component);
        return switch (component.shape()) {
            case LIST, SET -> {
                requireElement(type);
                yield new ListConverter(element, component.shape() == Setting.Shape.SET);
            }
            case MAP -> {
                requireElement(type);
                yield element;
            }
            case OPTIONAL -> {
                if (type == CidrSet.class) {
                    throw new IllegalArgumentException("Optional of " + type + "; use the collection alone");
                }
                yield element;
            }
            case PLAIN, NETWORKS -> element;
        };
    }

    private static void requireElement(Class<?> type) {
        if (type == Secret.class || type == CidrSet.class) {
            throw new IllegalArgumentException("elements of type " + type + " are not supported");
        }
    }

    private static Converter element(Component component) {
        Component.Kind kind = component.kind();
        if (kind.custom() != null) {
            return kind.custom();
        } else if (kind.constants() != null) {
            return ChoiceConverter.of(kind.constants());
        }
        Converter scalar = scalar(kind.type(), component);
        if (scalar == null) {
            throw new IllegalArgumentException("type " + kind.type().getName() + " is not supported");
        }
        return scalar;
    }

    static boolean isKnown(Class<?> type) {
        return type == byte[].class || scalar(type, new Component("", new Component.Kind(type, null, null))) != null;
    }

    private static @Nullable Converter scalar(Class<?> type, Component component) {
        if (type == String.class) {
            return text(component);
        } else if (JdkConverter.knows(type)) {
            return new JdkConverter(type);
        } else if (type == int.class || type == Integer.class) {
            return new NumberConverter(component, Integer.MIN_VALUE, Integer.MAX_VALUE, type);
        } else if (type == long.class || type == Long.class) {
            return new NumberConverter(component, Long.MIN_VALUE, Long.MAX_VALUE, type);
        } else if (type == short.class || type == Short.class) {
            return new NumberConverter(component, Short.MIN_VALUE, Short.MAX_VALUE, type);
        } else if (type == byte.class || type == Byte.class) {
            return new NumberConverter(component, Byte.MIN_VALUE, Byte.MAX_VALUE, type);
        } else if (isDecimal(type)) {
            return new DecimalConverter(component, type);
        } else if (type == Path.class) {
            return new PathConverter(component);
        } else if (type == byte[].class) {
            return new BytesConverter(component);
        } else if (type == X509Certificate.class) {
            return PemConverter.ofCertificate();
        } else if (type == boolean.class || type == Boolean.class) {
            return ChoiceConverter.ofBoolean();
        } else if (type == Profile.class) {
            return new ProfileConverter();
        } else if (type == Duration.class) {
            return new DurationConverter(component);
        } else if (type == DataSize.class) {
            return new SizeConverter(component);
        } else if (type == URI.class) {
            return UrlConverter.ofUri(component);
        } else if (type == Secret.class) {
            return new SecretConverter(component);
        }
        return type == CidrSet.class ? new NetworksConverter() : null;
    }

    private static boolean isDecimal(Class<?> type) {
        return type == double.class
                || type == Double.class
                || type == float.class
                || type == Float.class
                || type == BigDecimal.class
                || type == BigInteger.class;
    }

    private static Converter text(Component component) {
        if (component.has("@Pem")) {
            return PemConverter.ofText(component.pem());
        }
        if (component.has("@Host")) {
            return new HostConverter();
        }
        return component.has("@Origin") ? UrlConverter.ofOrigin(component) : new TextConverter(component);
    }
}
