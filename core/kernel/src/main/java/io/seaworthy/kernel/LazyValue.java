package io.seaworthy.kernel;

/**
 * An attribute's value that is made when somebody first asks for it: a nonce that most responses never need. Every call
 * gives the same value. Implementations are thread-safe, because a handler may ask from a thread of its own.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface LazyValue<T> {

    /** The value; never null. */
    T value();
}
