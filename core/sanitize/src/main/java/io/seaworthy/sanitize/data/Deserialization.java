package io.seaworthy.sanitize.data;

import io.seaworthy.kernel.config.Faults;
import java.io.ObjectInputFilter;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /** No object of any class, no array, no enum. A bare string is none of these: the JDK reads it without asking a filter. */
    public static ObjectInputFilter denyAll() {
        return info -> ObjectInputFilter.Status.REJECTED;
    }

    /**
     * These classes, arrays of them and of primitives, strings and boxed numbers; every superclass that is serialisable has
     * to be named too. Collections can be named ({@code ArrayList.class}, {@code HashMap.class}): what is in them is asked
     * for one by one. Depth at most 16, 10,000 references, arrays of 10,000, 1 MiB in all. Permitted:
     * {@code allowing(Order.class, ArrayList.class)}. Prohibited: {@code allowing(Object.class)}, interfaces, arrays, proxies,
     * a class twice.
     *
     * @throws io.seaworthy.kernel.config.ConfigurationException with every fault
     */
    public static ObjectInputFilter allowing(Class<?>... classes) {
        Faults faults = Faults.in("Deserialization");
        Set<Class<?>> allowed = new HashSet<>();
        for (int i = 0; i < classes.length; i++) {
            Class<?> type = classes[i];
            String path = "classes[" + i + "]";
            if (type == null) {
                faults.check(false, path, null, "missing", "a class");
                continue;
            }
            boolean concrete = type != Object.class && !type.isInterface() && !type.isArray() && !type.isPrimitive();
            faults.check(concrete, path, type.getName(), "not_a_class", "classes of values of your own");
            faults.check(allowed.add(type), path, type.getName(), "given_twice", "each class once");
        }
        faults.throwIfAny();
        boolean collections = allowed.stream()
                .anyMatch(type -> Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type));
        if (collections) {
            // They announce the arrays that they keep their elements in; each element is asked for by itself.
            allowed.addAll(List.of(Object[].class, Map.Entry[].class));
        }
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
        boolean room = allowed.contains(type);
        while (type.isArray()) {
            type = type.getComponentType();
        }
        boolean known = room
                || type == Enum.class
                || type.isPrimitive()
                || type == String.class
                || isBoxed(type)
                || allowed.contains(type);
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
