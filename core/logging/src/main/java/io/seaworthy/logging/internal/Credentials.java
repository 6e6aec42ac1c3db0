package io.seaworthy.logging.internal;

/** Finds what follows {@code Bearer} and {@code Basic}, also within a URL or a text of JSON. Stateless. */
final class Credentials {

    private static final int MIN_LENGTH = 8;

    private Credentials() {}

    /** The position behind the scheme that stands here and is not part of a word; this position where none does. */
    static int schemeEnd(Text text, int at) {
        int end = text.hasWord("bearer", at) ? at + 6 : text.hasWord("basic", at) ? at + 5 : at;
        return end > at && Characters.startsWord(text, at) ? end : at;
    }

    /** The credentials behind a scheme that ends here, the first position in the upper half; 0 where there are none. */
    static long find(Text text, int after) {
        int start = after;
        for (int blank = blank(text, start); blank > 0; blank = blank(text, start)) {
            start += blank;
        }
        if (start == after) {
            return 0;
        }
        start += text.startsWith("\\\"", start) ? 2 : text.startsWith("\"", start) ? 1 : 0;
        int end = start < text.length() && PrivateKeys.end(text, start) < 0 ? end(text, start) : start;
        return end - start >= MIN_LENGTH ? (long) start << 32 | end : 0;
    }

    /** How long the blank here is, which may be escaped, or 0. */
    private static int blank(Text text, int at) {
        char c = at < text.length() ? text.charAt(at) : 0;
        return switch (c) {
            case ' ', '\t', '+' -> 1;
            case '%' -> text.startsWith("%20", at) || text.startsWith("%09", at) ? 3 : 0;
            case '\\' -> text.startsWith("\\t", at) ? 2 : 0;
            default -> 0;
        };
    }

    /**
     * The end of a token, with its padding and without the full stop of a sentence; the start where it looks like words.
     * {@code a=b} is a pair and no token, unless it has a sign that no name has. What is refused has no {@code +}, so no
     * other scheme with its blank is in it, and no run is looked at twice.
     */
    private static int end(Text text, int start) {
        int end = start;
        boolean named = true;
        while (end < text.length() && isToken(text.charAt(end))) {
            named &= "+/~".indexOf(text.charAt(end)) < 0;
            end++;
        }
        int padded = end;
        while (padded < text.length() && text.charAt(padded) == '=') {
            padded++;
        }
        if (padded > end) {
            boolean pair = padded < text.length() && text.charAt(padded) != '.' && isToken(text.charAt(padded));
            return pair && named ? start : padded;
        }
        while (end > start && text.charAt(end - 1) == '.') {
            end--;
        }
        return looksMade(text, start, end) ? end : start;
    }

    /** Whether no person would write it as words: a digit, a sign but a dash, a capital inside. */
    private static boolean looksMade(Text text, int from, int end) {
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            boolean lower = c >= 'a' && c <= 'z';
            if (!lower && c != '-' && (i > from || !Characters.isUpper(c))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isToken(char c) {
        return TokenShapes.isTokenCharacter(c) || c == '.' || c == '~' || c == '+' || c == '/';
    }
}
