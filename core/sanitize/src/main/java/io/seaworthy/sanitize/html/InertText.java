package io.seaworthy.sanitize.html;

/**
 * Tells text in which an HTML parser finds nothing but text: no tag, no character reference, no quote, no character that
 * it replaces, no template marker. Stateless, allocates nothing.
 */
final class InertText {

    private static final boolean[] INERT = new boolean[128];

    static {
        for (char c = ' '; c < 0x7f; c++) {
            INERT[c] = "<>&\"'`{".indexOf(c) < 0;
        }
        INERT['\n'] = true;
        INERT['\t'] = true;
    }

    private InertText() {}

    static boolean isInert(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128 ? !INERT[c] : !isInertAboveAscii(text, i, c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInertAboveAscii(String text, int i, char c) {
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))
                    && (Character.toCodePoint(c, text.charAt(i + 1)) & 0xfffe) != 0xfffe;
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= 0xa0 && (c < 0xfdd0 || (c > 0xfdef && c < 0xfffe)) && c != '\u2028' && c != '\u2029';
    }
}
