package io.seaworthy.sanitize.html;

import io.seaworthy.sanitize.internal.LongText;

/**
 * Tells text in which an HTML parser finds nothing but text: no tag, no character reference, no quote, no character that
 * it replaces, no template marker. Stateless, allocates nothing.
 */
final class InertText {

    private static final int LIVE = 1;
    private static final int SURROGATE = 2;

    /**
     * By UTF-16 unit; as long as a char can count, so that no look-up needs a check. Of ints, because a byte would have to
     * be widened before it can be joined to others.
     */
    private static final int[] KIND = new int[0x10000];

    static {
        for (int c = 0; c < 0x10000; c++) {
            KIND[c] = Character.isSurrogate((char) c) ? SURROGATE : isInert(c) ? 0 : LIVE;
        }
    }

    private InertText() {}

    private static boolean isInert(int c) {
        if (c < 0x7f) {
            return c == '\n' || c == '\t' || (c >= ' ' && "<>&\"'`{".indexOf(c) < 0);
        }
        boolean separator = c == 0x2028 || c == 0x2029;
        boolean takenOutOfSomeWords = c == 0x200c; // sequences that old renderers crash at
        boolean backtickOnceNormalised = c == 0x1fef;
        return c >= 0xa0
                && (c < 0xfdd0 || (c > 0xfdef && c < 0xfffe))
                && !separator
                && !takenOutOfSomeWords
                && !backtickOnceNormalised;
    }

    static boolean isInert(String text) {
        if (LongText.isHarmless(text)) {
            return true;
        }
        int length = text.length();
        int i = 0;
        // Eight at a time without a branch for each.
        for (; i + 8 <= length; i += 8) {
            int kinds = KIND[text.charAt(i)]
                    | KIND[text.charAt(i + 1)]
                    | KIND[text.charAt(i + 2)]
                    | KIND[text.charAt(i + 3)]
                    | KIND[text.charAt(i + 4)]
                    | KIND[text.charAt(i + 5)]
                    | KIND[text.charAt(i + 6)]
                    | KIND[text.charAt(i + 7)];
            if (kinds != 0) {
                return kinds == SURROGATE && isInertWithPairs(text);
            }
        }
        int kinds = 0;
        for (; i < length; i++) {
            kinds |= KIND[text.charAt(i)];
        }
        return kinds == 0 || (kinds == SURROGATE && isInertWithPairs(text));
    }

    private static boolean isInertWithPairs(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (KIND[c] == LIVE) {
                return false;
            }
            if (KIND[c] == SURROGATE) {
                int codePoint = text.codePointAt(i++);
                if (codePoint < 0x10000 || (codePoint & 0xfffe) == 0xfffe) {
                    return false;
                }
            }
        }
        return true;
    }
}
