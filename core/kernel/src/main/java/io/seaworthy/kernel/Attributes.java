package io.seaworthy.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, small set of attribute values. Later values of the same key hide earlier ones. Immutable and
 * thread-safe as far as the values are.
 */
public abstract sealed class Attributes {

    private static final Attributes NONE = new None();

    private Attributes() {}

    /** No attributes. */
    public static Attributes none() {
        return NONE;
    }

    /** One attribute. */
    public static <T> Attributes of(Attribute<T> key, T value) {
        return new One(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    }

    /** One attribute whose value is made when it is first asked for. */
    public static <T> Attributes ofLazy(Attribute<T> key, LazyValue<? extends T> value) {
        return new One(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    }

    /** These attributes and one more. */
    public final <T> Attributes with(Attribute<T> key, T value) {
        return plus(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    }

    /** These attributes and all of {@code later}, whose values win. */
    public final Attributes and(Attributes later) {
        if (later.isEmpty()) {
            return this;
        }
        return isEmpty() ? later : new Both(this, later);
    }

    public final boolean isEmpty() {
        return this == NONE;
    }

    /** The value of a key, or null where there is none. */
    public final <T> @Nullable T get(Attribute<T> key) {
        Object value = find(key);
        return value == null ? null : key.cast(value instanceof LazyValue<?> lazy ? lazy.value() : value);
    }

    /** The names only: values may be personal. */
    @Override
    public final String toString() {
        StringBuilder names = new StringBuilder("Attributes[");
        describe(names);
        return names.append(']').toString();
    }

    abstract Attributes plus(Attribute<?> key, Object value);

    abstract @Nullable Object find(Attribute<?> key);

    /** The latest first. */
    abstract void describe(StringBuilder names);

    private static void name(StringBuilder names, @Nullable Attribute<?> key) {
        if (key != null) {
            names.append(names.length() > "Attributes[".length() ? ", " : "").append(key.name());
        }
    }

    private static final class None extends Attributes {

        @Override
        Attributes plus(Attribute<?> key, Object value) {
            return new One(key, value);
        }

        @Override
        @Nullable
        Object find(Attribute<?> key) {
            return null;
        }

        @Override
        void describe(StringBuilder names) {}
    }

    private static final class One extends Attributes {

        private final Attribute<?> key;
        private final Object value;

        One(Attribute<?> key, Object value) {
            this.key = key;
            this.value = value;
        }

        @Override
        Attributes plus(Attribute<?> key, Object value) {
            return new Few(this.key, this.value, key, value, null, null);
        }

        @Override
        @Nullable
        Object find(Attribute<?> key) {
            return this.key == key ? value : null;
        }

        @Override
        void describe(StringBuilder names) {
            name(names, key);
        }
    }

    /**
     * Two or three, in one object: what a guard has to say. Each call of {@code with} copies, but in a row of them the
     * compiler sees that nobody has the objects in between, and makes only the last.
     */
    private static final class Few extends Attributes {

        private final Attribute<?> key1;
        private final Object value1;
        private final Attribute<?> key2;
        private final Object value2;
        private final @Nullable Attribute<?> key3;
        private final @Nullable Object value3;

        Few(
                Attribute<?> key1,
                Object value1,
                Attribute<?> key2,
                Object value2,
                @Nullable Attribute<?> key3,
                @Nullable Object value3) {
            this.key1 = key1;
            this.value1 = value1;
            this.key2 = key2;
            this.value2 = value2;
            this.key3 = key3;
            this.value3 = value3;
        }

        @Override
        Attributes plus(Attribute<?> key, Object value) {
            return key3 == null ? new Few(key1, value1, key2, value2, key, value) : new Both(this, new One(key, value));
        }

        @Override
        @Nullable
        Object find(Attribute<?> key) {
            return key3 == key ? value3 : key2 == key ? value2 : key1 == key ? value1 : null;
        }

        @Override
        void describe(StringBuilder names) {
            name(names, key3);
            name(names, key2);
            name(names, key1);
        }
    }

    /** A linked list of what each guard said: requests carry a handful, and adding to them must not copy the others. */
    private static final class Both extends Attributes {

        private final Attributes earlier;
        private final Attributes later;

        Both(Attributes earlier, Attributes later) {
            this.earlier = earlier;
            this.later = later;
        }

        @Override
        Attributes plus(Attribute<?> key, Object value) {
            return new Both(this, new One(key, value));
        }

        @Override
        @Nullable
        Object find(Attribute<?> key) {
            Attributes at = this;
            while (at instanceof Both both) {
                Object value = both.later.find(key);
                if (value != null) {
                    return value;
                }
                at = both.earlier;
            }
            return at.find(key);
        }

        @Override
        void describe(StringBuilder names) {
            later.describe(names);
            earlier.describe(names);
        }
    }
}
