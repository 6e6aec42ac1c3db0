package io.seaworthy.sanitize.data;

import io.seaworthy.kernel.config.Faults;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.StreamCorruptedException;
import java.util.Collection;
import java.util.Deque;
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
 * var stream = new ObjectInputStream(Deserialization.bounded(in));        // where one really has to be
 * stream.setObjectInputFilter(Deserialization.allowing(Order.class));
 * }</pre>
 *
 * <p>Stateless, thread-safe.
 */
public final class Deserialization {

    private static final int MAX_DEPTH = 16;
    private static final long MAX_REFERENCES = 10_000;

    /** What hashes or compares its elements asks theirs too, once for each way to them; ways multiply with the depth. */
    private static final int MAX_HASHED_DEPTH = 3;

    private static final long MAX_HASHED_REFERENCES = 2_000;
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
     * for one by one. Depth at most 16, 10,000 references, arrays of 10,000. Where a collection that hashes or compares
     * (sets, maps, queues by priority) is named: 2,000 references, and objects and collections at most 3 deep (what is
     * read first is 1 deep; a superclass counts as one level; boxed numbers, enums and strings do not count). At most
     * 1 MiB, as far as a filter is asked: it is not for strings, so give the stream {@link #bounded(InputStream)}.
     *
     * <p>Permitted: {@code allowing(Order.class, ArrayList.class)}. Prohibited: {@code allowing(Object.class)},
     * interfaces, arrays, proxies, a class twice.
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
        boolean hashes = allowed.stream().anyMatch(Deserialization::hashes);
        return info -> status(info, allowed, hashes);
    }

    /** Maps, sets, queues by priority, and collections of others: those that ask their elements while they are read. */
    private static boolean hashes(Class<?> type) {
        boolean ordered = List.class.isAssignableFrom(type) || Deque.class.isAssignableFrom(type);
        return Map.class.isAssignableFrom(type)
                || Set.class.isAssignableFrom(type)
                || (Collection.class.isAssignableFrom(type) && !ordered);
    }

    private static ObjectInputFilter.Status status(
            ObjectInputFilter.FilterInfo info, Set<Class<?>> allowed, boolean hashes) {
        boolean bounded = info.depth() <= MAX_DEPTH
                && info.references() <= (hashes ? MAX_HASHED_REFERENCES : MAX_REFERENCES)
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
        boolean leaf = type == Enum.class || type.isPrimitive() || type == String.class || isBoxed(type);
        if (hashes && !leaf && !type.isEnum() && info.depth() > MAX_HASHED_DEPTH) {
            return ObjectInputFilter.Status.REJECTED;
        }
        boolean known = room || leaf || allowed.contains(type);
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

    /** The stream's first 1 MiB; reading on is a fault, which no filter can make it: none is asked about strings. */
    public static InputStream bounded(InputStream in) {
        return new Bounded(in);
    }

    private static final class Bounded extends FilterInputStream {

        private long left = MAX_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            // One more than is left, to see that there is one.
            int read = super.read(bytes, offset, (int) Math.min(length, left + 1));
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new StreamCorruptedException("More than 1 MiB");
            }
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            return count > 0 && read() >= 0 ? 1 : 0;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
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
