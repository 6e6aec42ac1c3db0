package io.seaworthy.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where building blocks say what happened: typed, with bounded reasons and never with a secret. {@code operations}
 * turns events into meters and {@code logging} into log lines. Implementations are thread-safe, return quickly and do
 * not throw.
 */
@FunctionalInterface
public interface Events {

    /**
     * Something happened.
     *
     * @param reason a constant of an enum
     * @param head the request it happened to, or null
     * @param cause what was thrown, or null
     */
    void emit(EventReason reason, @Nullable RequestHead head, @Nullable Throwable cause);

    default void emit(EventReason reason, @Nullable RequestHead head) {
        emit(reason, head, null);
    }

    /** Drops all events. */
    static Events none() {
        return (reason, head, cause) -> {};
    }

    /**
     * Sends failures (an alert with a cause) to the {@link System.Logger} named {@code io.seaworthy} and drops the
     * rest: what a chain does when no receiver is named.
     */
    static Events failuresToSystemLogger() {
        return new FailureLog(System.getLogger("io.seaworthy"), false, Ticker.system());
    }

    /**
     * Sends every alert, its cause with it where there is one, to the {@link System.Logger} named {@code io.seaworthy}
     * and drops the rest: for parts whose alerts must not be overlooked. Each reason is told at once, then at most every
     * ten seconds with the number of those left out, so that an outage is not a record for each request.
     */
    static Events alertsToSystemLogger() {
        return new FailureLog(System.getLogger("io.seaworthy"), true, Ticker.system());
    }

    /** These receivers one after the other. */
    default Events and(Events other) {
        Objects.requireNonNull(other, "other");
        return (reason, head, cause) -> {
            emit(reason, head, cause);
            other.emit(reason, head, cause);
        };
    }
}
