package io.seaworthy.sanitize.encode;

import io.seaworthy.sanitize.internal.LongText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what a context would read as something else. A text without such characters comes back as the same instance.
 * Immutable.
 */
abstract class Escaper {

    static final char REPLACEMENT = '\uFFFD';

    /** A bit for each escaper: the characters that it has to look at. As long as a char can count: no check needed. */
    private static final int[] LOOK = new int[0x10000];

    private static int escapers;

    private final int bit;

    /** Whether it leaves alone what is harmless in markup. */
    private final boolean leavesHarmless;

    private final boolean[] plain = new boolean[128];

    /** By character of ASCII, made when first needed; a race only makes one twice. */
    private final @Nullable String[] replacements = new String[128];

    /** Letters and digits are plain, and these. */
    Escaper(String alsoPlain) {
        for (char c = 0; c < 128; c++) {
            plain[c] = isAlphanumeric(c) || alsoPlain.indexOf(c) >= 0;
        }
        leavesHarmless = leaves(printableWithout("<>&\"'`{#\r"));
        synchronized (LOOK) {
            bit = 1 << escapers++;
            for (int c = 0; c < LOOK.length; c++) {
                char unit = (char) c;
                boolean certain = c < 128 ? plain[c] : !Character.isSurrogate(unit) && isPlainAboveAscii(unit);
                LOOK[c] |= certain ? 0 : bit;
            }
        }
    }

    private boolean leaves(String text) {
        boolean all = true;
        for (int i = 0; i < text.length(); i++) {
            all &= plain[text.charAt(i)];
        }
        return all;
    }

    /** All of ASCII's printable characters and tab, line feed and carriage return, but these. */
    static String printableWithout(String special) {
        StringBuilder text = new StringBuilder();
        for (char c = '\t'; c < 0x7f; c++) {
            boolean printable = c >= ' ' || c == '\t' || c == '\n' || c == '\r';
            if (printable && special.indexOf(c) < 0) {
                text.append(c);
            }
        }
        return text.toString();
    }

    static boolean isAlphanumeric(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** Whether a character above ASCII that is no surrogate stays as it is. */
    boolean isPlainAboveAscii(char c) {
        return c >= 0xa0 && c < 0xfdd0 || c > 0xfdef && c < 0xfffe;
    }

    /** Whether a pair of surrogates stays as it is. */
    boolean isPlainPair(int codePoint) {
        return (codePoint & 0xfffe) != 0xfffe;
    }

    /** Appends what stands for a character; an unpaired surrogate comes as itself. */
    abstract void escape(int codePoint, StringBuilder out);

    final String apply(String text) {
        if (leavesHarmless && LongText.isHarmless(text)) {
            return text;
        }
        int length = text.length();
        int i = 0;
        // Eight at a time without a branch for each.
        for (; i + 8 <= length; i += 8) {
            int look = LOOK[text.charAt(i)]
                    | LOOK[text.charAt(i + 1)]
                    | LOOK[text.charAt(i + 2)]
                    | LOOK[text.charAt(i + 3)]
                    | LOOK[text.charAt(i + 4)]
                    | LOOK[text.charAt(i + 5)]
                    | LOOK[text.charAt(i + 6)]
                    | LOOK[text.charAt(i + 7)];
            if ((look & bit) != 0) {
                int found = firstEscaped(text, i, i + 8);
                if (found >= 0) {
                    return rewrite(text, found);
                }
            }
        }
        int found = firstEscaped(text, i, length);
        return found < 0 ? text : rewrite(text, found);
    }

    private int firstEscaped(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((LOOK[text.charAt(i)] & bit) != 0 && !isPlain(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isPlain(String text, int i) {
        char c = text.charAt(i);
        if (c < 128) {
            return plain[c];
        }
        if (!Character.isSurrogate(c)) {
            return isPlainAboveAscii(c);
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))
                    && isPlainPair(Character.toCodePoint(c, text.charAt(i + 1)));
        }
        return i > 0
                && Character.isHighSurrogate(text.charAt(i - 1))
                && isPlainPair(Character.toCodePoint(text.charAt(i - 1), c));
    }

    private String rewrite(String text, int clean) {
        // A clean high surrogate before is part of a clean pair only if its partner is clean as well: it is, or we
        // stopped there.
        int length = text.length();
        char[] out = new char[length + length / 2 + 32];
        text.getChars(0, clean, out, 0);
        int at = clean;
        int i = clean;
        while (i < length) { // out always has room for the rest as it is
            char c = text.charAt(i);
            if ((LOOK[c] & bit) == 0 || (c >= 128 && isPlain(text, i))) {
                out[at++] = c;
                i++;
                continue;
            }
            int codePoint = c < 128 ? c : text.codePointAt(i);
            String replacement = replacement(codePoint);
            i += Character.charCount(codePoint);
            int needed = at + replacement.length() + length - i;
            out = needed > out.length ? Arrays.copyOf(out, needed + needed / 2) : out;
            for (int j = 0; j < replacement.length(); j++) {
                out[at++] = replacement.charAt(j);
            }
        }
        return new String(out, 0, at);
    }

    private String replacement(int codePoint) {
        String known = codePoint < 128 ? replacements[codePoint] : null;
        if (known == null) {
            StringBuilder made = new StringBuilder(16);
            escape(codePoint, made);
            known = made.toString();
            if (codePoint < 128) {
                replacements[codePoint] = known;
            }
        }
        return known;
    }

    static boolean isUnpaired(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** Appends this many hexadecimal digits in lower case. */
    static void hex(int value, int digits, StringBuilder out) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(Character.forDigit((value >>> shift) & 0xf, 16));
        }
    }
}
