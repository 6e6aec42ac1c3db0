package io.seaworthy.ratelimit;

import java.text.Normalizer;
import java.util.Locale;

/** Spellings of account names. Stateless. */
final class AccountNames {

    /** An address has 254 characters at most; putting 50,000 accents in order takes a second. */
    private static final int MOST = 1_024;

    /** What all names count as that are longer: each spelling of its own would be worth as many guesses again. */
    private static final String TOO_LONG = "(too long)";

    private AccountNames() {}

    /** One spelling for those that differ in case, blanks around them or Unicode compatibility forms. */
    static String normalise(String account) {
        if (account.length() > MOST) {
            return TOO_LONG;
        }
        return Normalizer.normalize(account, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * What counts as one account. Databases may compare without accents, control and format characters, or by upper
     * case ({@code utf8mb4} collations of MySQL and MariaDB, {@code UPPER(email)}): each spelling that finds the account
     * would be worth as many guesses again. Merging more names than a database does only limits more.
     */
    static String fold(String normalised) {
        if (isPlain(normalised)) {
            return normalised;
        }
        // To upper case first: a dotless i, a long s and a final sigma are letters of their own in lower case only.
        String decomposed = Normalizer.normalize(
                normalised.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(AccountNames::counts).forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static boolean isPlain(String name) {
        return name.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    private static boolean counts(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> false;
            default -> true;
        };
    }
}
