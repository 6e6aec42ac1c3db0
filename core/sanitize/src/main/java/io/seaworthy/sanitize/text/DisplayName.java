package io.seaworthy.sanitize.text;

import io.seaworthy.sanitize.Checked;
import org.jspecify.annotations.Nullable;

/**
 * What a person or a thing is called. One line of 1 to {@value #MAX_LENGTH} code points in normalisation form C, without white space
 * at its ends, control characters, bidirectional controls, invisible or unassigned characters. It may hold any other
 * character, {@code <} among them: encode it for the place where it is shown. Immutable; equality is by text.
 */
public final class DisplayName {

    /** Code points at most. */
    public static final int MAX_LENGTH = 64;

    private final String text;

    private DisplayName(String text) {
        this.text = text;
    }

    /** The text's normal form, or why it is refused. */
    public static Checked<DisplayName, TextRefusal> parse(String text) {
        Object line = TextRules.line(text, MAX_LENGTH);
        return line instanceof String found
                ? Checked.accepted(new DisplayName(found))
                : Checked.refused((TextRefusal) line);
    }

    /** The text. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DisplayName that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
