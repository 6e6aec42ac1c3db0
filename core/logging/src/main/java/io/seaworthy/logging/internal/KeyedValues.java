package io.seaworthy.logging.internal;

/**
 * Finds the value after a sensitive name: quoted, in brackets or braces, up to a blank or, for
 * credentials and cookies, up to the end of the line.
 * Stateless.
 */
final class KeyedValues {

    /** Between a name and its separator: quotes, blanks and brackets. */
    private static final int MAX_AROUND = 8;

    private KeyedValues() {}

    /**
     * The value behind this separator, which ends at {@code after}: its first position in the upper half and its end in
     * the lower; where there is none, the complement of the position to go on at.
     */
    static long find(Text text, SensitiveNames names, int at, int after, int done) {
        int end = at;
        while (end > done && at - end < MAX_AROUND && isAround(text.charAt(end - 1))) {
            end--;
        }
        // The bracket of a name in a URL: user%5Bpassword%5D=x.
        end = end - 3 >= done && at - end < MAX_AROUND && text.hasWord("%5d", end - 3) ? end - 3 : end;
        if (end == done || !names.mayEnd(text.charAt(end - 1))) {
            return ~after;
        }
        int from = end;
        while (from > done
                && end - from <= SensitiveNames.MAX_LENGTH
                && SensitiveNames.isNameCharacter(text.charAt(from - 1))) {
            from--;
        }
        // The digits of an octet belong to no name: %26password=x.
        from = from > done && text.charAt(from - 1) == '%' ? Math.min(end, from + 2) : from;
        if (from == end || !isSensitive(text, names, from, end)) {
            return ~after;
        }
        int value = valueStart(text, after);
        if (isCount(text, end, value)) {
            return ~value;
        }
        return value(text, value, isToLineEnd(text, value, from, end));
    }

    /** The letter of an escape belongs to no name: {@code \npassword=x}. */
    private static boolean isSensitive(Text text, SensitiveNames names, int from, int end) {
        int escaped = from > 0 ? Characters.escapeEnd(text, from - 1) : from;
        return names.contains(text, from, end)
                || (escaped > from && escaped < end && names.contains(text, escaped, end));
    }

    private static boolean isAround(char c) {
        return c <= ' ' || c == '"' || c == '\'' || c == '\\' || c == '[' || c == ']';
    }

    /** Behind blanks and line breaks, and the second character of {@code =>}, {@code :=} and {@code ==}. */
    private static int valueStart(Text text, int after) {
        int from = after;
        for (int i = 0; i < 2 && from < text.length() && "=>:".indexOf(text.charAt(from)) >= 0; i++) {
            from++;
        }
        while (from < text.length() && text.charAt(from) <= ' ') {
            from++;
        }
        return from;
    }

    /** {@code max_tokens=4096} says how many: a short number behind a plural. */
    private static boolean isCount(Text text, int nameEnd, int from) {
        int end = from;
        while (end - from < 10 && Characters.isDigitAt(text, end)) {
            end++;
        }
        boolean few = end > from && end - from < 10;
        return few
                && text.hasWord("tokens", nameEnd - 6)
                && (end == text.length() || !Characters.isWord(text.charAt(end)));
    }

    /** Credentials have any form; cookies are pairs, so {@code no cookie: session expired} loses a word only. */
    private static boolean isToLineEnd(Text text, int value, int from, int end) {
        if (text.hasWord("authorization", Math.max(from, end - 13))) {
            return true;
        }
        boolean cookie = text.hasWord("cookie", end - 6) || text.hasWord("cookies", end - 7);
        return cookie && text.hasBetween('=', value, bareEnd(text, value));
    }

    private static long value(Text text, int from, boolean toLineEnd) {
        if (text.startsWith("[redacted]", from) || text.startsWith("[[redacted]]", from)) {
            return ~text.indexOf("]", from);
        }
        int key = PrivateKeys.end(text, from);
        if (key > 0) {
            return found(from, key);
        }
        int open = from;
        while (open < text.length() && text.charAt(open) == '\\') {
            open++;
        }
        if (open < text.length() && (text.charAt(open) == '"' || text.charAt(open) == '\'')) {
            return found(open + 1, closingQuote(text, open + 1, text.charAt(open), open - from));
        }
        char first = from < text.length() ? text.charAt(from) : 0;
        if (first == '[' || first == '<') {
            int close = text.indexOf(first == '[' ? "]" : ">", from);
            return found(from + 1, close < 0 ? text.length() : close);
        } else if (first == '{') {
            int close = closingBrace(text, from);
            return close == from + 1 ? ~from : found(from + 1, close);
        }
        int end = toLineEnd ? lineEnd(text, from) : bareEnd(text, from);
        return end == from ? ~from : found(from, end);
    }

    /** The brace that closes an object, or the end of the text. */
    private static int closingBrace(Text text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
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

    private static int lineEnd(Text text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }
}
