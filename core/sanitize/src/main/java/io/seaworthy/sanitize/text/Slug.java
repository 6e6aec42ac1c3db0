package io.seaworthy.sanitize.text;

import io.seaworthy.kernel.internal.Ascii;
import io.seaworthy.sanitize.Checked;
import org.jspecify.annotations.Nullable;

/**
 * The readable part of a URL's path: 1 to {@value #MAX_LENGTH} characters, words of ASCII lower-case letters and digits with
 * one hyphen between, {@code harbour-2026}. Means the same in a path, a file name, a query and a page. Immutable; equality
 * is by text.
 */
public final class Slug {

    /** Characters at most. */
    public static final int MAX_LENGTH = 80;

    private final String text;

    private Slug(String text) {
        this.text = text;
    }

    /** The value, or why the text is refused. */
    public static Checked<Slug, TextRefusal> parse(String text) {
        if (text.isEmpty()) {
            return Checked.refused(TextRefusal.EMPTY);
        }
        if (text.length() > MAX_LENGTH) {
            return Checked.refused(TextRefusal.TOO_LONG);
        }
        return isSound(text) ? Checked.accepted(new Slug(text)) : Checked.refused(TextRefusal.NOT_A_SLUG);
    }

    private static boolean isSound(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hyphen = c == '-' && i > 0 && i < text.length() - 1 && text.charAt(i - 1) != '-';
            if (!hyphen && !Ascii.isDigit(c) && !(c >= 'a' && c <= 'z')) {
                return false;
            }
        }
        return true;
    }

    /** The text. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Slug that && text.equals(that.text);
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
