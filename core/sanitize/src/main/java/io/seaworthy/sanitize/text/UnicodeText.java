package io.seaworthy.sanitize.text;

/** Characters that make a text read differently from what it is. Stateless. */
public final class UnicodeText {

    private UnicodeText() {}

    /** U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069 (Unicode's Bidi_Control property). */
    public static boolean isBidiControl(int c) {
        return c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /** Format characters, fillers and variation selectors that show nothing by themselves. */
    public static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT || isFiller(c);
    }

    /**
     * As {@link #isInvisible(int)} for the character at an index, and U+FE0F where it is not what makes an emoji of a symbol:
     * behind anything else it shows nothing, twice neither.
     */
    public static boolean isInvisibleAt(String text, int index) {
        int c = text.codePointAt(index);
        return c == 0xfe0f ? index == 0 || !isEmojiBase(text, text.codePointBefore(index), index) : isInvisible(c);
    }

    private static boolean isEmojiBase(String text, int c, int index) {
        if (c < 0x80) { // a keycap: digit, U+FE0F, U+20E3
            boolean key = c == '#' || c == '*' || (c >= '0' && c <= '9');
            return key && index + 1 < text.length() && text.charAt(index + 1) == 0x20e3;
        }
        int type = Character.getType(c);
        boolean other = c == 0x203c || c == 0x2049 || c == 0x2139 || c == 0x3030;
        return other || type == Character.OTHER_SYMBOL || type == Character.MATH_SYMBOL;
    }

    /** Letters by their category, blank by their looks; U+FE0F stays, emoji need it: {@link #isInvisibleAt} knows where. */
    static boolean isFiller(int c) {
        return c == 0x034f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || c == 0x2800
                || c == 0x3164
                || c == 0xffa0
                || (c >= 0x180b && c <= 0x180f)
                || (c >= 0xfe00 && c < 0xfe0f)
                || (c >= 0xe0100 && c <= 0xe01ef);
    }
}
