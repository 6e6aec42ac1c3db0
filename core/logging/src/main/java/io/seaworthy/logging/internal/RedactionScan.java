package io.seaworthy.logging;

import org.jspecify.annotations.Nullable;

/** One text on its way through the redactor. Every look moves on, and none looks twice at the same run. */
final class RedactionScan {

    private static final int MAX_LOCAL_PART = 64;
    private static final int MAX_USER_INFO = 256;
    private static final int MAX_PEM_LABEL = 40;

    private final String text;
    private final SensitiveNames names;
    private final TokenShapes shapes;
    private @Nullable StringBuilder out;

    /** The text before this position is written or masked. */
    private int done;

    /** No token with a dot begins before this position: a run that was looked at in vain is not looked at again. */
    private int noJwtBefore;

    RedactionScan(String text, SensitiveNames names, TokenShapes shapes) {
        this.text = text;
        this.names = names;
        this.shapes = shapes;
    }

    String result() {
        return out == null ? text : out.append(text, done, text.length()).toString();
    }

    /** Looks at a trigger; the answer is where to go on. */
    int look(char c, int at) {
        return switch (c) {
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> digit(at);
            case '=', ':' -> separator(at);
            case '@' -> email(at, at + 1);
            case '%' -> text.startsWith("%40", at) ? email(at, at + 3) : at + (isOctet(at) ? 3 : 1);
            case '-' -> text.startsWith("-----BEGIN ", at) ? pem(at) : at + 1;
            default -> letter(c, at);
        };
    }

    /** Whether a percent-encoded octet stands here, whose digits are not part of a number. */
    private boolean isOctet(int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private int mask(int from, int to, String mask) {
        if (out == null) {
            out = new StringBuilder(text.length() + 16);
        }
        out.append(text, done, from).append(mask);
        done = to;
        return to;
    }

    private int digit(int at) {
        boolean inside = at > 0 && (isWord(text.charAt(at - 1)) && !followsEscape(at));
        int end = inside ? -1 : CardNumbers.end(text, at);
        if (end > 0) {
            return mask(at, end, Redactor.CARD);
        }
        int run = at;
        while (run < text.length() && text.charAt(run) >= '0' && text.charAt(run) <= '9') {
            run++;
        }
        return run;
    }

    /** Whether the digits follow an escape in JSON or a URL ({@code \n}, {@code %3D}) that only looks like a word. */
    private boolean followsEscape(int at) {
        boolean json = at >= 2 && text.charAt(at - 2) == '\\' && "nrt".indexOf(text.charAt(at - 1)) >= 0;
        boolean url = at >= 3 && text.charAt(at - 3) == '%';
        return json || url;
    }

    private int letter(char c, int at) {
        if (c == 'e' && text.startsWith("eyJ", at)) {
            return jwt(at);
        }
        int end = shapes.end(text, at);
        if (end > 0) {
            return mask(at, end, Redactor.TOKEN);
        }
        if ((c == 'b' || c == 'B') && (at == 0 || !isWord(text.charAt(at - 1)))) {
            return scheme(at);
        }
        return at + 1;
    }

    /** Two or more groups of base64url, the first an encoded JSON object. */
    private int jwt(int at) {
        if (at < noJwtBefore) {
            return at + 1;
        }
        int dot = at;
        while (dot < text.length() && TokenShapes.isTokenCharacter(text.charAt(dot))) {
            dot++;
        }
        boolean dotted = dot - at >= 8 && dot < text.length() && text.charAt(dot) == '.';
        int end = dotted ? TokenShapes.runEnd(text, dot) : dot;
        if (end - dot < 5) {
            noJwtBefore = dot;
            return at + 1;
        }
        // A token without a signature ends with its dot.
        return mask(at, end < text.length() && text.charAt(end) == '.' ? end + 1 : end, Redactor.JWT);
    }

    private int scheme(int at) {
        int after = at;
        if (text.regionMatches(true, at, "bearer", 0, 6)) {
            after = at + 6;
        } else if (text.regionMatches(true, at, "basic", 0, 5)) {
            after = at + 5;
        }
        int from = after;
        while (from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        if (after == at || from == after) {
            return at + 1;
        }
        int end = from;
        while (end < text.length() && isToken68(text.charAt(end))) {
            end++;
        }
        return end - from >= 8 && looksMade(from, end) ? mask(from, end, Redactor.CREDENTIALS) : after;
    }

    private static boolean isToken68(char c) {
        return TokenShapes.isTokenCharacter(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
    }

    /** Whether no person would write it as a word: a digit, a sign or a capital inside; {@code a=b} is no token. */
    private boolean looksMade(int from, int end) {
        boolean made = false;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            boolean lower = c >= 'a' && c <= 'z';
            if (c == '=' && i < end - 1 && text.charAt(i + 1) != '=') {
                return false;
            } else if (!lower && (i > from || c < 'A' || c > 'Z') && (c != '.' || i < end - 1)) {
                made = true;
            }
        }
        return made;
    }

    private int pem(int at) {
        int label = at + 11;
        while (!text.startsWith("PRIVATE KEY-----", label)) {
            if (++label > at + MAX_PEM_LABEL) {
                return at + 1;
            }
        }
        int end = text.indexOf("-----END ", label);
        int close = end < 0 ? -1 : text.indexOf("-----", end + 9);
        return mask(at, close < 0 ? text.length() : close + 5, Redactor.KEY);
    }

    private int email(int sign, int domain) {
        int from = sign;
        while (from > done && sign - from < MAX_LOCAL_PART && isLocal(text.charAt(from - 1))) {
            from--;
        }
        int end = domain;
        int lastDot = -1;
        while (end < text.length() && isDomain(text.charAt(end))) {
            if (text.charAt(end) == '.') {
                lastDot = end;
            }
            end++;
        }
        while (lastDot == end - 1 && lastDot > domain) {
            end = lastDot;
            lastDot = text.lastIndexOf('.', end - 1);
        }
        boolean topLevel = lastDot > domain && end - lastDot > 2 && Character.isLetter(text.charAt(lastDot + 1));
        return from < sign && topLevel ? mask(from, end, Redactor.EMAIL) : domain;
    }

    private static boolean isLocal(char c) {
        return c >= 0x80 ? Character.isLetterOrDigit(c) : isWord(c) || ".%+-'~".indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return c >= 0x80 ? Character.isLetterOrDigit(c) : (isWord(c) && c != '_') || c == '.' || c == '-';
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private int separator(int at) {
        if (text.startsWith("://", at)) {
            return userInfo(at + 3);
        }
        int end = at;
        while (end > done && at - end < 8 && isQuoteOrBlank(text.charAt(end - 1))) {
            end--;
        }
        int from = end;
        while (from > done
                && end - from <= SensitiveNames.MAX_LENGTH
                && SensitiveNames.isNameCharacter(text.charAt(from - 1))) {
            from--;
        }
        if (from == end || !names.contains(text, from, end)) {
            return at + 1;
        }
        boolean toLineEnd = end - from >= 6 && text.regionMatches(true, end - 6, "cookie", 0, 6);
        return value(at + 1, toLineEnd);
    }

    private static boolean isQuoteOrBlank(char c) {
        return c == '"' || c == '\'' || c == '\\' || c == ' ';
    }

    private int userInfo(int from) {
        int end = from;
        while (end < text.length() && end - from <= MAX_USER_INFO && isUserInfo(text.charAt(end))) {
            end++;
        }
        boolean found = end > from && end < text.length() && text.charAt(end) == '@';
        return found ? mask(from, end, Redactor.CREDENTIALS) : from;
    }

    private static boolean isUserInfo(char c) {
        return c > ' ' && "/?#@\"'<>\\".indexOf(c) < 0;
    }

    /** The value after a sensitive name: quoted, in brackets, a scheme with its credentials, or up to a blank. */
    private int value(int after, boolean toLineEnd) {
        int from = after;
        while (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
            from++;
        }
        if (text.startsWith("[redacted]", from) || text.startsWith("[[redacted]]", from)) {
            return text.indexOf(']', from);
        }
        int open = from;
        while (open < text.length() && text.charAt(open) == '\\') {
            open++;
        }
        if (open < text.length() && (text.charAt(open) == '"' || text.charAt(open) == '\'')) {
            return mask(open + 1, closingQuote(open + 1, text.charAt(open), open - from), Redactor.VALUE);
        }
        if (from < text.length() && text.charAt(from) == '[') {
            int close = text.indexOf(']', from);
            return mask(from + 1, close < 0 ? text.length() : close, Redactor.VALUE);
        }
        int end = toLineEnd ? lineEnd(from) : schemeEnd(from, bareEnd(from));
        return end == from ? from : mask(from, end, Redactor.VALUE);
    }

    /** The quote that ends a value whose opening quote has so many backslashes before it, or the end of the text. */
    private int closingQuote(int from, char quote, int backslashes) {
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

    private int bareEnd(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) > ' ' && ",&}])\"'<>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** {@code authorization=Bearer abc}: the scheme alone is no secret. */
    private int schemeEnd(int from, int end) {
        String word = text.substring(from, Math.min(end, from + 12));
        boolean scheme = word.equalsIgnoreCase("bearer")
                || word.equalsIgnoreCase("basic")
                || word.equalsIgnoreCase("digest")
                || word.equalsIgnoreCase("negotiate")
                || word.equalsIgnoreCase("token")
                || word.equalsIgnoreCase("apikey");
        return scheme && end < text.length() && text.charAt(end) == ' ' ? bareEnd(end + 1) : end;
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }
}
