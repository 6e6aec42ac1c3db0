package io.seaworthy.sanitize.encode;

/** JavaScript strings, and JSON inside HTML. */
final class ScriptEscaper extends Escaper {

    /** Inside any of the three kinds of quotes, in a script element or an event handler attribute. */
    static final ScriptEscaper STRING = new ScriptEscaper(printableWithout("\\\"'`$<>&/=+{}\t\n\r"), true);

    /** JSON text in a script element: escapes that JSON itself understands, only where strings can hold them. */
    static final ScriptEscaper JSON = new ScriptEscaper(printableWithout("<>&"), false);

    private final boolean shortForm;

    private ScriptEscaper(String alsoPlain, boolean shortForm) {
        super(alsoPlain);
        this.shortForm = shortForm;
    }

    @Override
    boolean isPlainAboveAscii(char c) {
        return c >= 0xa0 && c != '\u2028' && c != '\u2029' && c != '\ufeff' && c < 0xfffe;
    }

    @Override
    boolean isPlainPair(int codePoint) {
        return true;
    }

    @Override
    void escape(int codePoint, StringBuilder out) {
        if (codePoint < 0x100 && shortForm) {
            out.append("\\x");
            hex(codePoint, 2, out);
        } else {
            out.append("\\u");
            hex(codePoint, 4, out);
        }
    }
}
