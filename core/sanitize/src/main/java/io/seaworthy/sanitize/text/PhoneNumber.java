package io.seaworthy.sanitize.text;

import io.seaworthy.kernel.internal.Ascii;
import io.seaworthy.sanitize.Checked;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number in the international form of ITU-T E.164: {@code +} and 7 to 15 digits, the first one not zero, nothing
 * else. It does not say that the number is in use.
 *
 * <p>Immutable; equality is by number. {@code toString} shows the last two digits only: a number is personal data.
 */
public final class PhoneNumber {

    /** Characters at most. */
    public static final int MAX_LENGTH = 16;

    private final String text;

    private PhoneNumber(String text) {
        this.text = text;
    }

    /** The value, or why the text is refused. */
    public static Checked<PhoneNumber, TextRefusal> parse(String text) {
        if (text.isEmpty()) {
            return Checked.refused(TextRefusal.EMPTY);
        }
        if (text.length() > MAX_LENGTH) {
            return Checked.refused(TextRefusal.TOO_LONG);
        }
        return isSound(text)
                ? Checked.accepted(new PhoneNumber(text))
                : Checked.refused(TextRefusal.NOT_A_PHONE_NUMBER);
    }

    private static boolean isSound(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (!Ascii.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return text.length() >= 8 && text.charAt(0) == '+' && text.charAt(1) != '0';
    }

    /** The text. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PhoneNumber that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@code +***42}. */
    @Override
    public String toString() {
        return "+***" + text.substring(text.length() - 2);
    }
}
