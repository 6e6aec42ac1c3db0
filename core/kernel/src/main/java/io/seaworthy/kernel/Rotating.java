package io.seaworthy.kernel;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A value that changes as a whole while the application runs: keys, peppers, pool credentials. Readers see the old or
 * the new value, never a mixture. Thread-safe.
 *
 * @param <T> an immutable type
 */
public final class Rotating<T> {

    private final List<Consumer<? super T>> listeners = new CopyOnWriteArrayList<>();
    private volatile T current;

    private Rotating(T initial) {
        this.current = Objects.requireNonNull(initial, "initial");
    }

    /** Starts with a value. */
    public static <T> Rotating<T> of(T initial) {
        return new Rotating<>(initial);
    }

    /** The value in force. Read it once per operation and keep it for the operation. */
    public T current() {
        return current;
    }

    /**
     * Puts a new value in force, then tells all listeners in the order of their registration; what the first of them throws
     * is thrown after the last: a pool must hear of a new password whatever others make of it.
     */
    public synchronized void rotateTo(T next) {
        current = Objects.requireNonNull(next, "next");
        RuntimeException first = null;
        for (Consumer<? super T> listener : listeners) {
            try {
                listener.accept(next);
            } catch (RuntimeException failed) {
                first = first == null ? failed : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Calls the listener after each change. It must not throw and must not rotate. */
    public void onChange(Consumer<? super T> listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    /** Names no value: it may be a secret. */
    @Override
    public String toString() {
        return "Rotating";
    }
}
