package io.seaworthy.logging.internal;

/**
 * Finds payment card numbers: 13 to 19 digits in a row or in the groups that are printed on cards, in the issuers'
 * ranges, with a valid check digit (Luhn), and not a part of a longer number or word. Stateless.
 */
final class CardNumbers {

    private static final int[][] GROUPS = {{4, 4, 4, 4, 3}, {4, 4, 4, 4}, {4, 6, 5}, {4, 6, 4}};

    private CardNumbers() {}

    /** The end of the card number that begins at a digit, or -1. The caller knows that no word ends there. */
    static int end(CharSequence text, int from) {
        if (from >= 2
                && Characters.isDigitAt(text, from - 2)
                && (text.charAt(from - 1) == '.' || text.charAt(from - 1) == '-')) {
            return -1;
        }
        int run = from;
        while (run - from < 20 && Characters.isDigitAt(text, run)) {
            run++;
        }
        int digits = run - from;
        if (digits >= 13 && digits <= 19) {
            return isCard(text, from, run, digits) ? run : -1;
        }
        char separator = digits == 4 && run < text.length() ? text.charAt(run) : 0;
        if (separator == ' ' || separator == '-') {
            for (int[] groups : GROUPS) {
                int end = groupsEnd(text, from, groups, separator);
                if (end > 0) {
                    return end;
                }
            }
        }
        return -1;
    }

    private static int groupsEnd(CharSequence text, int from, int[] groups, char separator) {
        int at = from;
        int digits = 0;
        for (int group : groups) {
            if (digits > 0) {
                if (at >= text.length() || text.charAt(at) != separator) {
                    return -1;
                }
                at++;
            }
            for (int i = 0; i < group; i++, at++) {
                if (!Characters.isDigitAt(text, at)) {
                    return -1;
                }
            }
            digits += group;
        }
        return isCard(text, from, at, digits) ? at : -1;
    }

    private static boolean isCard(CharSequence text, int from, int to, int digits) {
        return Characters.endsNumber(text, to) && isIssued(text, from, digits) && hasCheckDigit(text, from, to);
    }

    /** The ranges of ISO/IEC 7812 issuers, by the first six digits. */
    private static boolean isIssued(CharSequence text, int from, int digits) {
        int prefix = 0;
        for (int i = from, seen = 0; seen < 6; i++) {
            if (Characters.isDigitAt(text, i)) {
                prefix = prefix * 10 + text.charAt(i) - '0';
                seen++;
            }
        }
        int two = prefix / 10_000;
        int three = prefix / 1_000;
        int four = prefix / 100;
        boolean sixteen = digits == 16;
        boolean long16 = digits >= 16;
        return switch (prefix / 100_000) {
            case 2 -> sixteen && four >= 2221 && four <= 2720;
            case 3 ->
                (digits == 15 && (two == 34 || two == 37))
                        || (digits >= 14 && (two == 36 || two == 38 || two == 39 || (three >= 300 && three <= 305)))
                        || (long16 && four >= 3528 && four <= 3589);
            case 4 -> digits == 13 || sixteen || digits == 19;
            case 5 -> (sixteen && two >= 51 && two <= 55) || (long16 && (two == 50 || (two >= 56 && two <= 58)));
            case 6 ->
                long16
                        && (two == 62
                                || two == 65
                                || four == 6011
                                || (three >= 644 && three <= 649)
                                || four == 6304
                                || four == 6759
                                || (four >= 6761 && four <= 6763));
            default -> false;
        };
    }

    private static boolean hasCheckDigit(CharSequence text, int from, int to) {
        int sum = 0;
        boolean twice = false;
        for (int i = to - 1; i >= from; i--) {
            if (Characters.isDigitAt(text, i)) {
                int digit = text.charAt(i) - '0';
                int counted = twice ? digit * 2 : digit;
                sum += counted > 9 ? counted - 9 : counted;
                twice = !twice;
            }
        }
        return sum % 10 == 0;
    }
}
