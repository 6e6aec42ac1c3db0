package io.seaworthy.sanitize.encode;

/** CSS strings (CSS Syntax 3, section 4.3.7): six digits, so that no character behind can join the escape. */
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
            hex(codePoint, 6, out);
        }
    }
}
