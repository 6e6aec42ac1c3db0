package io.seaworthy.logging.internal;

import io.seaworthy.logging.Redactor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes text of whatever an application logs. Contains what a {@code toString} throws. Stateless. */
public final class Values {

    /** A secret that is cut in two must not slip through: so much more than is shown is looked at. */
    private static final int MARGIN = 256;

    private Values() {}

    /** The value's own text; objects are never looked into. */
    public static String text(@Nullable Object value) {
        try {
            if (value == null) {
                return "null";
            } else if (value instanceof Object[] array) {
                return Arrays.deepToString(array);
            } else if (value instanceof byte[] bytes) {
                return "byte[" + bytes.length + "]";
            } else if (value instanceof char[] chars) {
                return "char[" + chars.length + "]";
            }
            String text = value.toString();
            return text == null ? "null" : text;
        } catch (Throwable failure) {
            // An Error too: a list that contains itself by a detour overflows the stack.
            return "[toString failed: " + failure.getClass().getName() + "]";
        }
    }

    /** The text without secrets, looked at no further than needed to show {@code max} characters. */
    public static String redacted(String text, int max, Redactor redactor) {
        if (text.length() <= max) {
            return redactor.redact(text);
        }
        int cut = Math.min(text.length(), max + MARGIN);
        String shown = redactor.redact(text.substring(0, cut));
        int end = cut == text.length() ? shown.length() : Math.max(0, shown.length() - MARGIN);
        return shown.length() <= max && cut == text.length() ? shown : shown.substring(0, Math.min(end, max)) + "...";
    }
}
