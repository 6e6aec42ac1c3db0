package io.seaworthy.config;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.net.CidrSet;
import org.jspecify.annotations.Nullable;

/** Finds the converter of a component. Stateless. */
final class Converters {

    private Converters() {}

    static Converter of(Component component) {
        Class<?> type = component.kind().type();
        Converter element = element(component);
        Setting.Shape shape = component.shape();
        if (shape == Setting.Shape.LIST || shape == Setting.Shape.SET) {
            requireElement(type);
            return new ListConverter(element, shape == Setting.Shape.SET);
        } else if (shape == Setting.Shape.MAP) {
            requireElement(type);
        } else if (shape == Setting.Shape.OPTIONAL && type == CidrSet.class) {
            throw new IllegalArgumentException("Optional of " + type + "; use the collection alone");
        }
        return element;
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

    /** By name: a class literal of each type would load them all in a cold start. */
    private static @Nullable Converter scalar(Class<?> type, Component component) {
        return switch (type.getName()) {
            case "java.lang.String" -> text(component);
            case "int", "java.lang.Integer" ->
                new NumberConverter(component, Integer.MIN_VALUE, Integer.MAX_VALUE, type);
            case "long", "java.lang.Long" -> new NumberConverter(component, Long.MIN_VALUE, Long.MAX_VALUE, type);
            case "short", "java.lang.Short" -> new NumberConverter(component, Short.MIN_VALUE, Short.MAX_VALUE, type);
            case "byte", "java.lang.Byte" -> new NumberConverter(component, Byte.MIN_VALUE, Byte.MAX_VALUE, type);
            case "boolean", "java.lang.Boolean" -> ChoiceConverter.ofBoolean();
            case "java.time.Duration" -> new DurationConverter(component);
            case "java.net.URI" -> UrlConverter.ofUri(component);
            case "java.nio.file.Path" -> new PathConverter(component);
            case "[B" -> new BytesConverter(component);
            case "java.security.cert.X509Certificate" -> PemConverter.ofCertificate();
            case "double",
                    "java.lang.Double",
                    "float",
                    "java.lang.Float",
                    "java.math.BigDecimal",
                    "java.math.BigInteger" -> new DecimalConverter(component, type);
            case "io.seaworthy.config.Profile" -> new ProfileConverter();
            case "io.seaworthy.config.DataSize" -> new SizeConverter(component);
            case "io.seaworthy.kernel.Secret" -> new SecretConverter(component);
            case "io.seaworthy.kernel.net.CidrSet" -> new NetworksConverter();
            default -> JdkConverter.knows(type) ? new JdkConverter(type) : null;
        };
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
