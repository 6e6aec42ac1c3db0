package io.seaworthy.sanitize.text;

import io.seaworthy.kernel.internal.Ascii;
import io.seaworthy.sanitize.Checked;
import org.jspecify.annotations.Nullable;

/**
 * An id that somebody gave a request: 8 to {@value #MAX_LENGTH} of the characters that RFC 3986 section 2.3 reserves for
 * nothing, letters, digits and {@code - . _ ~}. Fit for a header, a log line and a URL as it is. Immutable; equality is by
 * text.
 */
public final class RequestId {

    /** Characters at least. */
    public static final int MIN_LENGTH = 8;

    /** Characters at most. */
    public static final int MAX_LENGTH = 128;

    private final String text;

    private RequestId(String text) {
        this.text = text;
    }

    /** The value, or why the text is refused. */
    public static Checked<RequestId, TextRefusal> parse(String text) {
        if (text.isEmpty()) {
            return Checked.refused(TextRefusal.EMPTY);
        }
        if (text.length() > MAX_LENGTH) {
            return Checked.refused(TextRefusal.TOO_LONG);
        }
        return isSound(text) ? Checked.accepted(new RequestId(text)) : Checked.refused(TextRefusal.NOT_A_REQUEST_ID);
    }

    private static boolean isSound(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char lower = Ascii.toLower(c);
            if (!Ascii.isDigit(c) && !(lower >= 'a' && lower <= 'z') && "-._~".indexOf(c) < 0) {
                return false;
            }
        }
        return text.length() >= MIN_LENGTH;
    }

    /** The text. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestId that && text.equals(that.text);
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
