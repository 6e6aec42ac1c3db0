package io.seaworthy.logging.internal;

/** What is part of a word, so that a find inside one is none. Stateless. */
final class Characters {

    private Characters() {}

    /** Of ASCII only: many scripts put no blank between words, so what stands beside their letters is looked at. */
    static boolean isWord(char c) {
        return c == '_' || isDigit(c) || isLetter(c);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLetter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    static boolean isDigitAt(CharSequence text, int at) {
        return at >= 0 && at < text.length() && isDigit(text.charAt(at));
    }

    /** Whether no word reaches this position; an escape of JSON or a URL only looks like one. */
    static boolean startsWord(CharSequence text, int at) {
        return at == 0 || !isWord(text.charAt(at - 1)) || followsEscape(text, at);
    }

    /** Whether an escape in JSON or a URL ({@code \n}, {@code %3D}) stands right before. */
    private static boolean followsEscape(CharSequence text, int at) {
        boolean json = (at >= 2 && escapeEnd(text, at - 2) == at) || (at >= 6 && escapeEnd(text, at - 6) == at);
        boolean url = at >= 3 && text.charAt(at - 3) == '%';
        return json || url;
    }

    /** The end of the escape of a control character or by its number that begins here, or this position. */
    static int escapeEnd(CharSequence text, int at) {
        if (at + 1 >= text.length() || text.charAt(at) != '\\') {
            return at;
        }
        char c = text.charAt(at + 1);
        return "nrtbf".indexOf(c) >= 0 ? at + 2 : c == 'u' && at + 6 <= text.length() ? at + 6 : at;
    }

    /** Not followed by a word, nor by a dot or dash and a digit. */
    static boolean endsNumber(CharSequence text, int to) {
        if (to >= text.length()) {
            return true;
        }
        char next = text.charAt(to);
        return !isWord(next) && ((next != '.' && next != '-') || !isDigitAt(text, to + 1));
    }
}
