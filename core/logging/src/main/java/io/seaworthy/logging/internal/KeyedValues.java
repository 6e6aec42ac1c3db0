package io.seaworthy.logging.internal;

/**
 * Finds the value after a sensitive name: quoted, in brackets, a scheme with its credentials, or up to a blank.
 * Stateless.
 */
final class KeyedValues {

    private KeyedValues() {}

    /**
     * The value behind this separator, its first position in the upper half and its end in the lower; where there is
     * none, the complement of the position to go on at.
     */
    static long find(Text text, SensitiveNames names, int at, int done) {
        int end = at;
        while (end > done && at - end < 8 && isQuoteOrBlank(text.charAt(end - 1))) {
            end--;
        }
        if (end == done || !names.mayEnd(text.charAt(end - 1))) {
            return ~(at + 1);
        }
        int from = end;
        while (from > done
                && end - from <= SensitiveNames.MAX_LENGTH
                && SensitiveNames.isNameCharacter(text.charAt(from - 1))) {
            from--;
        }
        if (from == end || !names.contains(text, from, end)) {
            return ~(at + 1);
        }
        boolean toLineEnd = end - from >= 6 && text.hasWord("cookie", end - 6);
        return value(text, at + 1, toLineEnd);
    }

    private static boolean isQuoteOrBlank(char c) {
        return c == '"' || c == '\'' || c == '\\' || c == ' ';
    }

    private static long value(Text text, int after, boolean toLineEnd) {
        int from = after;
        while (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
            from++;
        }
        if (text.startsWith("[redacted]", from) || text.startsWith("[[redacted]]", from)) {
            return ~text.indexOf("]", from);
        }
        int open = from;
        while (open < text.length() && text.charAt(open) == '\\') {
            open++;
        }
        if (open < text.length() && (text.charAt(open) == '"' || text.charAt(open) == '\'')) {
            return found(open + 1, closingQuote(text, open + 1, text.charAt(open), open - from));
        }
        if (from < text.length() && text.charAt(from) == '[') {
            int close = text.indexOf("]", from);
            return found(from + 1, close < 0 ? text.length() : close);
        }
        int end = toLineEnd ? lineEnd(text, from) : schemeEnd(text, from, bareEnd(text, from));
        return end == from ? ~from : found(from, end);
    }

    private static long found(int from, int to) {
        return (long) from << 32 | to;
    }

    /** The quote that ends a value whose opening quote has so many backslashes before it, or the end of the text. */
    private static int closingQuote(Text text, int from, char quote, int backslashes) {
        int before = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote && (backslashes == 0 ? before % 2 == 0 : before == backslashes)) {
                return i - backslashes;
            }
            before = c == '\\' ? before + 1 : 0;
        }
        return text.length();
    }

    private static int bareEnd(Text text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) > ' ' && ",&}])\"'<>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** {@code authorization=Bearer abc}: the scheme alone is no secret. */
    private static int schemeEnd(Text text, int from, int end) {
        boolean scheme = isWord(text, "bearer", from, end)
                || isWord(text, "basic", from, end)
                || isWord(text, "digest", from, end)
                || isWord(text, "negotiate", from, end)
                || isWord(text, "token", from, end)
                || isWord(text, "apikey", from, end);
        return scheme && end < text.length() && text.charAt(end) == ' ' ? bareEnd(text, end + 1) : end;
    }

    private static boolean isWord(Text text, String word, int from, int end) {
        return end - from == word.length() && text.hasWord(word, from);
    }

    private static int lineEnd(Text text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }
}
