package io.seaworthy.sanitize.encode;

/**
 * CSS strings (CSS Syntax 3, section 4.3.7). Each escape ends in a space of its own: a parser takes away one white space
 * behind any escape, be it of six digits, and that must not be one of the text's.
 */
final class CssEscaper extends Escaper {

    static final CssEscaper STRING = new CssEscaper();

    private CssEscaper() {
        super(" -_.,:");
    }

    @Override
    void escape(int codePoint, StringBuilder out) {
        if (codePoint == 0 || isUnpaired(codePoint)) {
            out.append(REPLACEMENT); // what a parser makes of them anyway
        } else {
            out.append('\\');
            out.append(Integer.toHexString(codePoint)).append(' ');
        }
    }
}
