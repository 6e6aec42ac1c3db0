package io.seaworthy.sanitize.encode;

/**
 * HTML and XML by character references. What neither language allows (controls, non-characters, unpaired surrogates)
 * becomes U+FFFD.
 */
final class MarkupEscaper extends Escaper {

    private static final String SPECIAL = "&<>\"'";

    /** Text and quoted attributes of HTML. */
    static final MarkupEscaper HTML = new MarkupEscaper(printableWithout(SPECIAL));

    /** Attributes of HTML with and without quotes. */
    static final MarkupEscaper ATTRIBUTE = new MarkupEscaper("-_.,:");

    /** XML 1.0; a carriage return would be read as a line feed. */
    static final MarkupEscaper XML = new MarkupEscaper(printableWithout(SPECIAL).replace("\r", ""));

    private MarkupEscaper(String alsoPlain) {
        super(alsoPlain);
    }

    @Override
    void escape(int codePoint, StringBuilder out) {
        switch (codePoint) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&#34;");
            case '\'' -> out.append("&#39;");
            default -> {
                boolean space = codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
                if (space || (codePoint >= ' ' && codePoint < 0x7f)) {
                    out.append("&#").append(codePoint).append(';');
                } else {
                    out.append(REPLACEMENT);
                }
            }
        }
    }
}
