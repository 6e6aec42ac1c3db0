package io.seaworthy.logging.internal;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names whose values are secret. A name is compared by its last words, however they are joined: {@code DB_PASSWORD},
 * {@code accessToken} and {@code x-api-key} are sensitive, {@code author}, {@code token_type} and {@code passwordless}
 * are not. Immutable.
 */
final class SensitiveNames {

    /** Of a name no more is looked at, from its end. */
    static final int MAX_LENGTH = 64;

    private static final Set<String> WORDS = Set.of(
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "passcode",
            "secret",
            "secrets",
            "token",
            "tokens",
            "credential",
            "credentials",
            "pepper",
            "cookie",
            "cookies",
            "authorization",
            "jwt",
            "otp",
            "totp",
            "cvv",
            "cvc",
            "ssn",
            "csrf",
            "xsrf",
            "sid",
            "jsessionid",
            "phpsessid");

    private static final Set<String> PAIRS = Set.of(
            "apikey",
            "privatekey",
            "secretkey",
            "accesskey",
            "signingkey",
            "encryptionkey",
            "masterkey",
            "sharedkey",
            "sessionid",
            "sessionkey",
            "cardnumber",
            "passwordhash",
            "clientassertion",
            "samlresponse",
            "resetcode",
            "recoverycode",
            "verificationcode",
            "authcode",
            "secretid",
            "secretvalue",
            "passwords",
            "passwordconfirm",
            "passwordconfirmation",
            "privatekeypem",
            "amzsignature",
            "dbpass",
            "userpass");

    private static final int PRIME = 31;

    /** The names by the hash of their characters from the last to the first; a power of two of slots, half empty. */
    private final @Nullable String[] slots;

    private final Set<String> paths;
    private final boolean[] lasts = new boolean[128];

    SensitiveNames(Set<String> more, Set<String> paths) {
        Set<String> all = new HashSet<>(PAIRS);
        all.addAll(WORDS);
        more.forEach(name -> all.add(fold(name)));
        slots = new @Nullable String[Integer.highestOneBit(all.size()) * 4];
        for (String name : all) {
            int hash = 0;
            for (int i = name.length() - 1; i >= 0; i--) {
                hash = hash * PRIME + name.charAt(i);
            }
            int slot = slot(hash);
            while (slots[slot] != null) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = name;
            char last = name.charAt(name.length() - 1);
            lasts[last] = true;
            lasts[Character.toUpperCase(last)] = true;
        }
        Set<String> folded = new HashSet<>();
        paths.forEach(path -> folded.add(path.toLowerCase(Locale.ROOT)));
        this.paths = Set.copyOf(folded);
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & (slots.length - 1);
    }

    /** Whether this is exactly one of the paths that were named. */
    boolean isPath(String path) {
        return !paths.isEmpty() && paths.contains(path.toLowerCase(Locale.ROOT));
    }

    boolean contains(CharSequence text, int from, int to) {
        int end = to;
        while (end > from && (isDigit(text.charAt(end - 1)) || isSeparator(text.charAt(end - 1)))) {
            end--;
        }
        if (end == from || !mayEnd(text.charAt(end - 1))) {
            return false;
        }
        // What stands further ahead belongs to no name that is known.
        int start = Math.max(from, end - MAX_LENGTH);
        int hash = 0;
        int words = 0;
        for (int i = end - 1; i >= start; i--) {
            char c = text.charAt(i);
            boolean separator = isSeparator(c);
            if (!separator) {
                hash = hash * PRIME + lower(c);
            }
            boolean word = separator || i == from || startsWord(text.charAt(i - 1), c);
            if (word && (++words <= 3 || i == from) && has(hash, text, i, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean has(int hash, CharSequence text, int from, int end) {
        int slot = slot(hash);
        for (String name = slots[slot]; name != null; name = slots[slot]) {
            if (isSame(name, text, from, end)) {
                return true;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return false;
    }

    private static boolean isSame(String name, CharSequence text, int from, int end) {
        int left = name.length();
        for (int i = end - 1; i >= from; i--) {
            char c = text.charAt(i);
            if (!isSeparator(c) && (--left < 0 || name.charAt(left) != lower(c))) {
                return false;
            }
        }
        return left == 0;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    private static boolean startsWord(char before, char c) {
        return before >= 'a' && before <= 'z' && c >= 'A' && c <= 'Z';
    }

    /** Most names in a log end otherwise, so that most are dismissed by one look. */
    boolean mayEnd(char last) {
        return last < 128 && (lasts[last] || isDigit(last));
    }

    /** Whatever joins words: {@code user[password]}, {@code login/password} and {@code user password} are names, too. */
    private static boolean isSeparator(char c) {
        return c < 128 && !isDigit(c) && !Characters.isLetter(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '-' || c == '.';
    }

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(".", "");
    }
}
