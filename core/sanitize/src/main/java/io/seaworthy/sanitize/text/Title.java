package io.seaworthy.sanitize.text;

import io.seaworthy.sanitize.Checked;
import org.jspecify.annotations.Nullable;

/**
 * A heading that somebody typed. One line of 1 to {@value #MAX_LENGTH} code points in normalisation form C, without white space
 * at its ends, control characters, bidirectional controls, invisible or unassigned characters. It may hold any other
 * character, {@code <} among them: encode it for the place where it is shown. Immutable; equality is by text.
 */
public final class Title {

    /** Code points at most. */
    public static final int MAX_LENGTH = 200;

    private final String text;

    private Title(String text) {
        this.text = text;
    }

    /** The text's normal form, or why it is refused. */
    public static Checked<Title, TextRefusal> parse(String text) {
        Object line = TextRules.line(text, MAX_LENGTH);
        return line instanceof String found ? Checked.accepted(new Title(found)) : Checked.refused((TextRefusal) line);
    }

    /** The text. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Title that && text.equals(that.text);
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
