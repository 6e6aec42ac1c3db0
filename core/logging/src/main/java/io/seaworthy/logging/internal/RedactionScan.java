package io.seaworthy.logging.internal;

import io.seaworthy.logging.Detector;
import io.seaworthy.logging.Finding;
import io.seaworthy.logging.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * One text on its way through the redactor. Every look moves on, and none looks twice at the same run. Reused; not
 * thread-safe.
 */
final class RedactionScan {

    private static final int MAX_LOCAL_PART = 64;
    private static final int MAX_USER_INFO = 256;

    /** Stands for the character before a text and behind it. */
    private static final char NONE = 0x80;

    private Text text;
    private RedactionRules rules;

    /** The text before this position is written or masked. */
    private int done;

    /** No token with a dot begins before this position: a run that was looked at in vain is not looked at again. */
    private int noJwtBefore;

    /** What the last look found: the text from here to there, and what stands in its place. */
    boolean found;

    int from;
    int to;
    String mask = "";

    RedactionScan(Text text, RedactionRules rules) {
        this.text = text;
        this.rules = rules;
    }

    /** Begins with another text. */
    RedactionScan reset(Text text, RedactionRules rules) {
        // Mostly they are the same, and a reference that is written costs the collector's barrier.
        if (this.text != text) {
            this.text = text;
        }
        if (this.rules != rules) {
            this.rules = rules;
        }
        done = 0;
        noJwtBefore = 0;
        found = false;
        return this;
    }

    /** The text that was held, without what was found; null where nothing was. */
    static @Nullable String redact(Text text, RedactionScan scan, RedactionRules rules) {
        scan.reset(text, rules);
        StringBuilder out = null;
        char[] chars = text.array();
        int length = text.length();
        byte[] kinds = rules.kinds;
        int written = 0;
        int at = 0;
        while (at < length) {
            char c = chars[at];
            int kind = c < 0x80 ? kinds[c] & RedactionRules.LOOK : 0;
            if (kind == 0) {
                at++;
                continue;
            }
            int next = plainEnd(rules, chars, at, length);
            if (next > at) {
                at = next;
                continue;
            }
            at = scan.look(c, at);
            if (scan.found) {
                out = out == null ? new StringBuilder(length + 16) : out;
                out.append(chars, written, scan.from - written).append(scan.mask);
                written = scan.to;
            }
        }
        return out == null ? null : out.append(chars, written, length - written).toString();
    }

    /** The end of what begins here and needs no look after all; this position where it needs one. */
    static int plainEnd(RedactionRules rules, char[] chars, int at, int to) {
        int kind = rules.kinds[chars[at]];
        char last = at < 1 ? NONE : chars[at - 1];
        char first = at < 2 ? NONE : chars[at - 2];
        if (kind == RedactionRules.DIGIT) {
            int run = at + 1;
            while (run < to && Characters.isDigit(chars[run])) {
                run++;
            }
            char next = run < to ? chars[run] : NONE;
            char second = run + 1 < to ? chars[run + 1] : NONE;
            return mayBeNumber(first, last, run - at, next, second) ? at : run;
        }
        char next = at + 1 < to ? chars[at + 1] : NONE;
        return kind == RedactionRules.SIGNAL && !rules.isSignal(first, last, chars[at], next) ? at + 1 : at;
    }

    /** The same for all of a text: whether nothing in it is escaped or looked at. Nearly all values are like that. */
    static boolean isPlain(RedactionRules rules, String value) {
        int length = value.length();
        int at = 0;
        while (at < length) {
            char c = value.charAt(at);
            int kind = c < 0x80 ? rules.kinds[c] : RedactionRules.ESCAPE;
            if (kind == 0) {
                at++;
            } else if (kind == RedactionRules.DIGIT || kind == RedactionRules.SIGNAL) {
                int end = plainEnd(rules, value, at, kind);
                if (end == at) {
                    return false;
                }
                at = end;
            } else {
                return false;
            }
        }
        return true;
    }

    private static int plainEnd(RedactionRules rules, String value, int at, int kind) {
        char last = charAt(value, at - 1);
        char first = charAt(value, at - 2);
        if (kind == RedactionRules.SIGNAL) {
            return rules.isSignal(first, last, value.charAt(at), charAt(value, at + 1)) ? at : at + 1;
        }
        int run = at + 1;
        while (run < value.length() && Characters.isDigit(value.charAt(run))) {
            run++;
        }
        return mayBeNumber(first, last, run - at, charAt(value, run), charAt(value, run + 1)) ? at : run;
    }

    private static char charAt(String value, int at) {
        return at >= 0 && at < value.length() ? value.charAt(at) : NONE;
    }

    /**
     * Whether so many digits can be the first of a card number, which are four before a separator or thirteen, or the
     * check digits of an account number, which follow two capitals. Most in a log are neither.
     */
    private static boolean mayBeNumber(char first, char last, int digits, char next, char second) {
        if (digits >= 13) {
            return true;
        }
        if (digits == 4 && CardNumbers.isSeparator(next) && (Characters.isDigit(second) || next == '%')) {
            return true;
        }
        return digits >= 2 && Characters.isUpper(last) && Characters.isUpper(first);
    }

    /** Looks at a trigger; the answer is where to go on. */
    int look(char c, int at) {
        found = false;
        Detector[] own = rules.detectors(c);
        if (own.length > 0) {
            int end = ask(own, at);
            if (found) {
                return end;
            }
        }
        return switch (c) {
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> digit(at);
            case '=', ':' -> separator(at);
            case '@' -> email(at, at + 1);
            case '%' -> octet(at);
            case '-' -> dash(at);
            case '+' -> rules.phones ? phone(at) : token(at);
            case 'J' -> at >= 2 && text.charAt(at - 1) == 'y' && text.charAt(at - 2) == 'e' ? jwt(at - 2) : token(at);
            case 'b', 'B' -> scheme(at);
            default -> token(at);
        };
    }

    private int ask(Detector[] own, int at) {
        for (Detector detector : own) {
            try {
                int end = detector.end(text, at);
                if (end > at && end <= text.length()) {
                    return mask(at, end, "[redacted:" + detector.name() + "]");
                }
            } catch (RuntimeException failed) {
                // What could not be looked at is not shown.
                return mask(done, text.length(), "[redacted:failed]");
            }
        }
        return at;
    }

    /** {@code %40}, {@code %3D} and {@code %3A} stand for signs that are looked at. */
    private int octet(int at) {
        if (text.startsWith("%40", at)) {
            return email(at, at + 3);
        } else if (text.hasWord("%3a%2f%2f", at)) {
            return userInfo(at + 9);
        } else if (text.hasWord("%3d", at) || text.hasWord("%3a", at)) {
            return keyed(at, at + 3);
        }
        return at + (isOctet(at) ? 3 : 1);
    }

    /** Whether a percent-encoded octet stands here, whose digits are not part of a number. */
    private boolean isOctet(int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private int mask(int from, int to, Finding kind) {
        return mask(from, to, rules.mask(kind, rules.pseudonyms == null ? "" : text.subSequence(from, to)));
    }

    private int mask(int from, int to, String mask) {
        this.from = from;
        this.to = to;
        this.mask = mask;
        found = true;
        done = to;
        return to;
    }

    private int digit(int at) {
        int run = at;
        while (run < text.length() && Characters.isDigit(text.charAt(run))) {
            run++;
        }
        int digits = run - at;
        if ((digits == 4 || digits >= 13) && Characters.startsWord(text, at)) {
            int end = CardNumbers.end(text, at);
            if (end > 0) {
                return mask(at, end, Finding.CARD);
            }
        } else if (at - 2 >= done && digits >= 2) {
            int end = Ibans.end(text, at);
            if (end > 0) {
                return mask(at - 2, end, Finding.IBAN);
            }
        }
        if (rules.shapes.isSignal(text.charAt(at))) {
            int end = token(at);
            return found ? end : run;
        }
        return run;
    }

    private int token(int at) {
        long where = rules.shapes.find(text, at, done);
        return where == 0 ? at + 1 : mask((int) (where >>> 32), (int) where, Finding.TOKEN);
    }

    private int phone(int at) {
        int end = PhoneNumbers.end(text, at);
        return end > 0 ? mask(at, end, Finding.PHONE) : at + 1;
    }

    /** Two or more groups of base64url, the first an encoded JSON object. */
    private int jwt(int start) {
        if (start < noJwtBefore || start < done) {
            return start + 3;
        }
        int dot = start;
        while (dot < text.length() && TokenShapes.isTokenCharacter(text.charAt(dot))) {
            dot++;
        }
        boolean dotted = dot - start >= 8 && dot < text.length() && text.charAt(dot) == '.';
        int end = dotted ? TokenShapes.runEnd(text, dot) : dot;
        if (end == dot && dotted && dot + 1 < text.length() && text.charAt(dot + 1) == '.') {
            // An encrypted token whose key is not in it has nothing between its first two dots.
            end = TokenShapes.runEnd(text, dot + 1);
        }
        if (end - dot < 5) {
            noJwtBefore = dot;
            return start + 3;
        }
        // A token without a signature ends with its dot.
        return mask(start, end < text.length() && text.charAt(end) == '.' ? end + 1 : end, Finding.JWT);
    }

    private int scheme(int at) {
        int after = Credentials.schemeEnd(text, at);
        long where = after > at ? Credentials.find(text, after) : 0;
        return where == 0 ? token(at) : mask((int) (where >>> 32), (int) where, Finding.CREDENTIALS);
    }

    private int dash(int at) {
        int end = PrivateKeys.end(text, at);
        return end < 0 ? token(at) : mask(at, end, Finding.KEY);
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
            lastDot = lastDot(end - 1);
        }
        boolean topLevel = lastDot > domain && end - lastDot > 2 && Character.isLetter(text.charAt(lastDot + 1));
        return from < sign && topLevel && !isImage(lastDot + 1, end) ? mask(from, end, Finding.EMAIL) : domain;
    }

    /** {@code logo@2x.png} is a file. */
    private boolean isImage(int from, int end) {
        return end - from == 3 && (text.hasWord("png", from) || text.hasWord("jpg", from) || text.hasWord("svg", from));
    }

    private static boolean isLocal(char c) {
        return c >= 0x80 ? Character.isLetterOrDigit(c) : Characters.isWord(c) || ".%+-'~".indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return c >= 0x80 ? Character.isLetterOrDigit(c) : (Characters.isWord(c) && c != '_') || c == '.' || c == '-';
    }

    private int lastDot(int before) {
        int at = before;
        while (at >= 0 && text.charAt(at) != '.') {
            at--;
        }
        return at;
    }

    private int separator(int at) {
        if (text.startsWith("://", at)) {
            int secret = Webhooks.secret(text, at + 3);
            return secret < 0 ? userInfo(at + 3) : mask(secret, Webhooks.end(text, secret), Finding.TOKEN);
        } else if (text.startsWith(":\\/\\/", at)) {
            return userInfo(at + 5);
        }
        return keyed(at, at + 1);
    }

    private int keyed(int at, int after) {
        long where = KeyedValues.find(text, rules.names, at, after, done);
        return where < 0 ? (int) ~where : mask((int) (where >>> 32), (int) where, Redactor.VALUE);
    }

    /** Up to the last sign before the host: a password may hold some. */
    private int userInfo(int from) {
        int sign = from;
        int end = from;
        while (end < text.length() && end - from <= MAX_USER_INFO && isUserInfo(text.charAt(end))) {
            sign = text.charAt(end) == '@' || text.startsWith("%40", end) ? end : sign;
            end++;
        }
        return sign > from ? mask(from, sign, Finding.CREDENTIALS) : from;
    }

    private static boolean isUserInfo(char c) {
        return c > ' ' && "/?#\"'<>\\".indexOf(c) < 0;
    }
}
