package io.seaworthy.logging;

import java.util.Objects;

/**
 * A value that masks itself: as an argument, in a message, a key-value, a collection, an exception's text or a string
 * concatenation it is {@code [redacted]}. It has no getter that a bean serialiser would find and is not serialisable.
 * Immutable as far as the value is.
 *
 * @param <T> the value's type
 */
public final class Sensitive<T> {

    private final T value;

    private Sensitive(T value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    public static <T> Sensitive<T> of(T value) {
        return new Sensitive<>(value);
    }

    /** The value itself; the word to look for in a review. */
    public T expose() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sensitive<?> that && value.equals(that.value);
    }

    /** The same for all: a hash of a short secret would give it away. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return Redactor.VALUE;
    }
}
