package io.seaworthy.sanitize;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of checking an input: the value that can only exist when it is sound, or the reason against it. Immutable.
 *
 * @param <T> the value
 * @param <R> the reasons
 */
public sealed interface Checked<T, R extends Refusal> {

    /** The input is sound. */
    record Accepted<T, R extends Refusal>(T value) implements Checked<T, R> {
        public Accepted {
            Objects.requireNonNull(value, "value");
        }
    }

    /** The input is refused. */
    record Refused<T, R extends Refusal>(R reason) implements Checked<T, R> {
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    static <T, R extends Refusal> Checked<T, R> accepted(T value) {
        return new Accepted<>(value);
    }

    static <T, R extends Refusal> Checked<T, R> refused(R reason) {
        return new Refused<>(reason);
    }

    /** The value, where there is one. */
    default Optional<T> toOptional() {
        return this instanceof Accepted<T, R> accepted ? Optional.of(accepted.value) : Optional.empty();
    }

    /** The reason, or null where the input was accepted. */
    default @Nullable R refusal() {
        return this instanceof Refused<T, R> refused ? refused.reason : null;
    }
}
