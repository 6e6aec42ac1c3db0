package io.seaworthy.logging.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Characters of one value on their way into a line; reused, so that a value costs no object. It holds at most
 * {@link #MAX} characters and says whether more were to be put in. Not thread-safe.
 */
public final class Text implements CharSequence {

    /** Longer texts take the slow way, which may allocate. */
    static final int MAX = 16 << 10;

    private char[] chars = new char[512];
    private int length;
    private boolean overflown;

    public Text() {}

    /** Forgets what it holds. */
    public Text clear() {
        length = 0;
        overflown = false;
        return this;
    }

    /** Whether something did not fit. */
    boolean isOverflown() {
        return overflown;
    }

    char[] array() {
        return chars;
    }

    int capacity() {
        return chars.length;
    }

    /** A text of any length, for what is redacted outside of a line. */
    Text hold(CharSequence text) {
        clear();
        int size = text.length();
        if (chars.length < size) {
            chars = new char[size];
        }
        copy(text, 0, size);
        length = size;
        return this;
    }

    public Text append(@Nullable String text) {
        String shown = text == null ? "null" : text;
        return append(shown, 0, shown.length());
    }

    Text append(CharSequence text, int from, int to) {
        int fits = Math.min(to - from, MAX - length);
        overflown |= fits < to - from;
        room(fits);
        copy(text, from, from + fits);
        length += fits;
        return this;
    }

    private void copy(CharSequence text, int from, int to) {
        if (text instanceof String string) {
            string.getChars(from, to, chars, length);
        } else {
            for (int i = from; i < to; i++) {
                chars[length + i - from] = text.charAt(i);
            }
        }
    }

    Text append(char c) {
        if (length >= MAX) {
            overflown = true;
            return this;
        }
        room(1);
        chars[length++] = c;
        return this;
    }

    Text append(long value) {
        if (value == Long.MIN_VALUE) {
            return append("-9223372036854775808");
        }
        if (length > MAX - 20) {
            overflown = true;
            return this;
        }
        room(20);
        long rest = Math.abs(value);
        int digits = 1;
        for (long scale = rest; scale >= 10; scale /= 10) {
            digits++;
        }
        if (value < 0) {
            chars[length++] = '-';
        }
        for (int i = length + digits - 1; i >= length; i--) {
            chars[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    private void room(int more) {
        if (chars.length - length < more) {
            chars = Arrays.copyOf(chars, Math.min(MAX, Math.max(length + more, chars.length * 2)));
        }
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return chars[index];
    }

    boolean startsWith(String prefix, int from) {
        int size = prefix.length();
        if (from < 0 || length - from < size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (chars[from + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether this ASCII word in lower case stands there, in whatever case. */
    boolean hasWord(String lower, int from) {
        int size = lower.length();
        if (from < 0 || length - from < size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if ((chars[from + i] | 0x20) != lower.charAt(i) || chars[from + i] >= 0x80) {
                return false;
            }
        }
        return true;
    }

    boolean hasBetween(char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (chars[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    int indexOf(String wanted, int from) {
        for (int i = from; i + wanted.length() <= length; i++) {
            if (chars[i] == wanted.charAt(0) && startsWith(wanted, i)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(chars, start, end - start);
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
