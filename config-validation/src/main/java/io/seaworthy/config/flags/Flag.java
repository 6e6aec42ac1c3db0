package io.seaworthy.config.flags;

/**
 * One flag as the code asks for it, with what holds where there is no usable definition. Keep it in a field. Thread-safe.
 *
 * @param <T> the type of its values
 */
public final class Flag<T> {

    private final Flags flags;
    private final String name;
    private final Class<T> type;
    private final Evaluation<T> fallback;

    Flag(Flags flags, String name, Class<T> type, T fallback) {
        this.flags = flags;
        this.name = name;
        this.type = type;
        this.fallback = new Evaluation<>(fallback, "", Reason.FALLBACK);
    }

    /** The value for somebody. Never throws, never waits, never null. */
    public T value(FlagContext context) {
        return evaluate(context).value();
    }

    /** The value with its variant and its reason. */
    @SuppressWarnings("unchecked") // the definition's type was compared
    public Evaluation<T> evaluate(FlagContext context) {
        Evaluation<Object> found = flags.evaluate(name, context);
        return found != null && type.isInstance(found.value()) ? (Evaluation<T>) (Evaluation<?>) found : fallback;
    }

    @Override
    public String toString() {
        return "Flag[" + name + "]";
    }
}
