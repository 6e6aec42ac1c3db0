package io.seaworthy.logging;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names whose values are secret. A name is compared by its last words, however they are joined: {@code DB_PASSWORD},
 * {@code accessToken} and {@code x-api-key} are sensitive, {@code author}, {@code token_type} and {@code passwordless}
 * are not. Immutable.
 */
final class SensitiveNames {

    /** No name that is looked at is longer. */
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
            "secretid");

    private final Set<String> names;
    private final boolean[] lasts = new boolean[128];

    SensitiveNames(Set<String> more) {
        Set<String> all = new HashSet<>(PAIRS);
        all.addAll(WORDS);
        more.forEach(name -> all.add(fold(name)));
        names = Set.copyOf(all);
        for (String name : names) {
            char last = name.charAt(name.length() - 1);
            lasts[last] = true;
            lasts[Character.toUpperCase(last)] = true;
        }
    }

    boolean contains(CharSequence text, int from, int to) {
        int end = to;
        while (end > from && isDigit(text.charAt(end - 1))) {
            end--;
        }
        if (end == from || end - from > MAX_LENGTH || !mayEnd(text.charAt(end - 1))) {
            return false;
        }
        StringBuilder folded = new StringBuilder(end - from);
        int words = 0;
        for (int i = end - 1; i >= from; i--) {
            char c = text.charAt(i);
            boolean separator = isSeparator(c);
            if (!separator) {
                folded.append(Character.toLowerCase(c));
            }
            boolean start = separator || i == from || startsWord(text.charAt(i - 1), c);
            if (start && ++words <= 3 && names.contains(folded.reverse().toString())) {
                return true;
            } else if (start && words <= 3) {
                folded.reverse();
            }
        }
        return names.contains(folded.reverse().toString());
    }

    private static boolean startsWord(char before, char c) {
        return before >= 'a' && before <= 'z' && c >= 'A' && c <= 'Z';
    }

    /** Most names in a log end otherwise, so that most are dismissed by one look. */
    private boolean mayEnd(char last) {
        return last < 128 && lasts[last];
    }

    private static boolean isSeparator(char c) {
        return c == '_' || c == '-' || c == '.';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || isSeparator(c);
    }

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(".", "");
    }
}
