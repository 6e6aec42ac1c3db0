package io.seaworthy.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, small set of attribute values. Later values of the same key hide earlier ones. Immutable and
 * thread-safe as far as the values are.
 */
public final class Attributes {

    private static final Attributes NONE = new Attributes(null, null, null);

    /** The key of a link whose value is a list of its own. */
    private static final Attribute<Attributes> SEVERAL = Attribute.of("several", Attributes.class);

    // A linked list: requests carry a handful of attributes, and adding one must not copy the others.
    private final @Nullable Attributes rest;
    private final @Nullable Attribute<?> key;
    private final @Nullable Object value;

    private Attributes(@Nullable Attributes rest, @Nullable Attribute<?> key, @Nullable Object value) {
        this.rest = rest;
        this.key = key;
        this.value = value;
    }

    /** No attributes. */
    public static Attributes none() {
        return NONE;
    }

    /** One attribute. */
    public static <T> Attributes of(Attribute<T> key, T value) {
        return NONE.with(key, value);
    }

    /** One attribute whose value is made when it is first asked for. */
    public static <T> Attributes ofLazy(Attribute<T> key, LazyValue<? extends T> value) {
        return new Attributes(NONE, Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    }

    /** These attributes and one more. */
    public <T> Attributes with(Attribute<T> key, T value) {
        return new Attributes(this, Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    }

    /** These attributes and all of {@code later}, whose values win. */
    public Attributes and(Attributes later) {
        if (later.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return later;
        }
        return later.rest == NONE ? new Attributes(this, later.key, later.value) : new Attributes(this, SEVERAL, later);
    }

    public boolean isEmpty() {
        return key == null;
    }

    /** The value of a key, or null where there is none. */
    public <T> @Nullable T get(Attribute<T> key) {
        for (Attributes at = this; at != null && at.value != null; at = at.rest) {
            if (at.key == key) {
                return key.cast(at.value instanceof LazyValue<?> lazy ? lazy.value() : at.value);
            }
            if (at.key == SEVERAL) {
                T value = ((Attributes) at.value).get(key);
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }

    /** The names only: values may be personal. */
    @Override
    public String toString() {
        StringBuilder names = new StringBuilder("Attributes[");
        describe(names);
        return names.append(']').toString();
    }

    private void describe(StringBuilder names) {
        for (Attributes at = this; at != null && at.key != null; at = at.rest) {
            if (at.value instanceof Attributes several) {
                several.describe(names);
            } else {
                names.append(names.length() > 11 ? ", " : "").append(at.key.name());
            }
        }
    }
}
