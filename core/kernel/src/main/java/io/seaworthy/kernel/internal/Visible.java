package io.seaworthy.kernel.internal;

/**
 * Which characters show what they are. Controls, line and paragraph separators, invisible, bidirectional and tag
 * characters, lone surrogates and noncharacters do not: in a log or a report they forge lines, hide text or turn it
 * round. Stateless.
 */
public final class Visible {

    private Visible() {}

    /** Whether a code point may be shown as it is; a surrogate may not. */
    public static boolean isVisible(int point) {
        if (point < 0x80) {
            return point >= 0x20 && point != 0x7f;
        } else if (point < 0x800) {
            return point >= 0xa0 && point != 0xad && point != 0x61c;
        } else if (point < 0x10000) {
            return isVisible((char) point);
        }
        return point >> 12 != 0xe0 && (point & 0xfffe) != 0xfffe;
    }

    private static boolean isVisible(char c) {
        if (c >= 0x2000 && c <= 0x206f) {
            return c <= 0x200a || (c >= 0x2010 && c <= 0x2027) || (c >= 0x202f && c < 0x2060);
        }
        return !Character.isSurrogate(c)
                && c != 0x180e
                && c != 0xfeff
                && !(c >= 0xfdd0 && c <= 0xfdef)
                && !(c >= 0xfff9 && c <= 0xfffb)
                && c < 0xfffe;
    }

    /** The text with everything that is not visible as its UTF-16 units in hexadecimal; the text itself if all is. */
    public static String escape(String text) {
        int at = 0;
        while (at < text.length() && isVisible(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 32).append(text, 0, at);
        while (at < text.length()) {
            int point = text.codePointAt(at);
            int units = Character.charCount(point);
            if (isVisible(point)) {
                escaped.appendCodePoint(point);
            } else {
                for (int i = at; i < at + units; i++) {
                    unit(escaped, text.charAt(i));
                }
            }
            at += units;
        }
        return escaped.toString();
    }

    private static void unit(StringBuilder escaped, char c) {
        switch (c) {
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            default -> {
                escaped.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    escaped.append(Character.forDigit(c >> shift & 0xf, 16));
                }
            }
        }
    }
}
