package io.seaworthy.sanitize.encode;

import io.seaworthy.sanitize.text.UnicodeText;

/**
 * One line of a log: controls, line separators, bidi controls, invisibles and tag characters as backslash escapes that can
 * be read back; the backslash itself is doubled.
 */
final class LogEscaper extends Escaper {

    static final LogEscaper LINE = new LogEscaper(printableWithout("\\\t\n\r"));

    private LogEscaper(String alsoPlain) {
        super(alsoPlain);
    }

    @Override
    boolean isPlainAboveAscii(char c) {
        return super.isPlainAboveAscii(c) && !UnicodeText.isInvisible(c) && c != '\u2028' && c != '\u2029';
    }

    @Override
    boolean isPlainPair(int codePoint) {
        return super.isPlainPair(codePoint)
                && !UnicodeText.isInvisible(codePoint)
                && (codePoint < 0xe0000 || codePoint > 0xe0fff);
    }

    @Override
    void escape(int codePoint, StringBuilder out) {
        switch (codePoint) {
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                for (char c : Character.toChars(codePoint)) {
                    out.append("\\u");
                    hex(c, 4, out);
                }
            }
        }
    }
}
