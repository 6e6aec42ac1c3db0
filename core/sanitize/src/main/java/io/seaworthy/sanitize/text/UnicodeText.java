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

    /** Letters by their category, blank by their looks; U+FE0F stays, emoji need it. */
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
