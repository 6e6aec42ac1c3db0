package io.seaworthy.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reading's faults, for people and for machines. The value of a secret is in none of the forms. Immutable, thread-safe.
 */
public final class SettingsReport {

    private final Reading<?> reading;

    SettingsReport(Reading<?> reading) {
        this.reading = reading;
    }

    /** How text is marked. */
    public enum Style {
        /** No control characters. */
        PLAIN,
        /** ANSI escapes for bold and red. */
        COLOR;

        /**
         * What suits an output: plain unless it is a terminal, where {@code NO_COLOR} is set to anything but the empty text,
         * and where {@code TERM} is {@code dumb}.
         */
        public static Style of(boolean terminal, Map<String, String> environment) {
            boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                    || environment.getOrDefault("TERM", "").equals("dumb");
            return terminal && !refused ? COLOR : PLAIN;
        }
    }

    /**
     * A heading, then a block for each fault: name and code, the value given and its source, what is accepted, the fix.
     * Lines break between words; what has no space in it stays whole, so that a command can be copied.
     *
     * @param columns 40 or more
     * @throws IllegalArgumentException for fewer columns
     */
    public String toText(int columns, Style style) {
        if (columns < 40) {
            throw new IllegalArgumentException("A report has 40 columns or more");
        }
        return new FaultText(columns, style == Style.COLOR).write(reading);
    }

    /**
     * The faults in sentences, for logs and for those who listen instead of looking: a line that counts, then one for each
     * fault, to be logged as an event each. No columns, no colour, no control characters. Empty where there is none.
     */
    public List<String> narrate() {
        return FaultNarration.lines(reading);
    }

    /** UTF-8 JSON: environment, validity, faults, warnings, and each variable's source; values only of faults that show one. */
    public byte[] toJson() {
        return FaultJson.write(reading);
    }

    /**
     * SARIF 2.1.0: one rule for each code, one result for each fault.
     *
     * @param file the path in the repository that results point at, {@code deploy/production.yaml}; null for none
     */
    public byte[] toSarif(@Nullable String file) {
        return FaultSarif.write(reading, file);
    }

    @Override
    public String toString() {
        return "SettingsReport of " + reading;
    }
}
