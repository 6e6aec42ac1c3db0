package io.seaworthy.logging;

/**
 * Finds something of the application's own in text, a customer's number for example. Called at every character that
 * {@link #firstCharacters()} names, so name as few as possible. Must be thread-safe and look at a bounded number of
 * characters. One that throws makes the whole text disappear: what could not be looked at is not shown.
 *
 * <pre>{@code
 * Detector customer = Detector.of("customer", "C", (text, at) -> endOfCustomerNumber(text, at));
 * }</pre>
 */
public interface Detector {

    /** The word that stands in the mask, {@code customer}. Permitted: {@code [a-z0-9_]}, 1 to 32 characters. */
    String name();

    /** The ASCII characters with which a find begins. */
    String firstCharacters();

    /** The end of what begins at this position, or -1 where nothing does. */
    int end(CharSequence text, int at);

    /** What {@link #end} does, as a function. */
    @FunctionalInterface
    interface Rule {
        int end(CharSequence text, int at);
    }

    /** A detector made of its parts. */
    static Detector of(String name, String firstCharacters, Rule rule) {
        return new Detector() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String firstCharacters() {
                return firstCharacters;
            }

            @Override
            public int end(CharSequence text, int at) {
                return rule.end(text, at);
            }
        };
    }
}
