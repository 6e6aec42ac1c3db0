package io.seaworthy.sanitize.data;

import io.seaworthy.kernel.config.Faults;
import java.io.ObjectInputFilter;
import java.util.Set;

/**
 * Filters for Java serialisation (JEP 290), which has none by default: bytes from outside can make objects of any class on
 * the class path and run their code.
 *
 * <pre>{@code
 * Deserialization.denyAllInProcess();                                     // first line of main
 * stream.setObjectInputFilter(Deserialization.allowing(Order.class));     // where one really has to be
 * }</pre>
 *
 * <p>Stateless, thread-safe.
 */
public final class Deserialization {

    private static final int MAX_DEPTH = 16;
    private static final long MAX_REFERENCES = 10_000;
    private static final long MAX_BYTES = 1 << 20;
    private static final long MAX_ARRAY = 10_000;

    private Deserialization() {}

    /** Nothing at all. */
    public static ObjectInputFilter denyAll() {
        return info -> ObjectInputFilter.Status.REJECTED;
    }

    /**
     * These classes, arrays of them and of primitives, strings and boxed numbers; every superclass has to be named too.
     * Depth at most 16, 10,000 references, arrays of 10,000, 1 MiB in all. Permitted: {@code allowing(Order.class)}.
     * Prohibited: {@code allowing(Object.class)}, interfaces, proxies.
     *
     * @throws io.seaworthy.kernel.config.ConfigurationException with every fault
     */
    public static ObjectInputFilter allowing(Class<?>... classes) {
        Faults faults = Faults.in("Deserialization");
        for (int i = 0; i < classes.length; i++) {
            Class<?> type = classes[i];
            boolean concrete = type != Object.class && !type.isInterface() && !type.isArray() && !type.isPrimitive();
            faults.check(
                    concrete, "classes[" + i + "]", type.getName(), "not_a_class", "classes of values of your own");
        }
        faults.throwIfAny();
        Set<Class<?>> allowed = Set.of(classes);
        return info -> status(info, allowed);
    }

    private static ObjectInputFilter.Status status(ObjectInputFilter.FilterInfo info, Set<Class<?>> allowed) {
        boolean bounded = info.depth() <= MAX_DEPTH
                && info.references() <= MAX_REFERENCES
                && info.streamBytes() <= MAX_BYTES
                && info.arrayLength() <= MAX_ARRAY;
        if (!bounded) {
            return ObjectInputFilter.Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return ObjectInputFilter.Status.UNDECIDED; // a check of the limits alone
        }
        while (type.isArray()) {
            type = type.getComponentType();
        }
        boolean known = type.isPrimitive() || type == String.class || isBoxed(type) || allowed.contains(type);
        return known ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
    }

    private static boolean isBoxed(Class<?> type) {
        return type == Number.class
                || type == Integer.class
                || type == Long.class
                || type == Double.class
                || type == Float.class
                || type == Short.class
                || type == Byte.class
                || type == Boolean.class
                || type == Character.class;
    }

    /**
     * Denies all for every stream of this process that is not given a filter of its own. Once, before any stream is made.
     *
     * @throws IllegalStateException where the process has a filter already
     */
    public static void denyAllInProcess() {
        ObjectInputFilter.Config.setSerialFilter(denyAll());
    }
}
