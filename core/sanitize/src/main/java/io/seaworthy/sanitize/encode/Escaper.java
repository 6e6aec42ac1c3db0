package io.seaworthy.sanitize.encode;

/**
 * Replaces what a context would read as something else. A text without such characters comes back as the same instance.
 * Immutable.
 */
abstract class Escaper {

    static final char REPLACEMENT = '\uFFFD';

    private final boolean[] plain = new boolean[128];

    /** Letters and digits are plain, and these. */
    Escaper(String alsoPlain) {
        for (char c = 0; c < 128; c++) {
            plain[c] = isAlphanumeric(c) || alsoPlain.indexOf(c) >= 0;
        }
    }

    /** All of ASCII's printable characters but these are plain, and the white space named. */
    static String printableWithout(String special) {
        StringBuilder text = new StringBuilder("\t\n\r");
        for (char c = ' '; c < 0x7f; c++) {
            if (special.indexOf(c) < 0) {
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
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (!isPlain(text, i)) {
                return rewrite(text, i);
            }
        }
        return text;
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
        StringBuilder out = new StringBuilder(text.length() + 32).append(text, 0, clean);
        int i = clean;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (isPlain(text, i)) {
                out.appendCodePoint(codePoint);
            } else {
                escape(codePoint, out);
            }
            i += Character.charCount(codePoint);
        }
        return out.toString();
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
