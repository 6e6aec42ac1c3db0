package io.seaworthy.logging.internal;

/**
 * Finds payment card numbers: 13 to 19 digits in a row or in the groups that are printed on cards, in the issuers'
 * ranges, with a valid check digit (Luhn), and not a part of a longer number or word. Stateless.
 */
final class CardNumbers {

    private static final int[][] GROUPS = {{4, 4, 4, 4, 3}, {4, 4, 4, 4}, {4, 6, 5}, {4, 6, 4}};

    private static final long[] POWERS = new long[14];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private CardNumbers() {}

    /** The end of the card number that begins at a digit, or -1. The caller knows that no word ends there. */
    static int end(CharSequence text, int from) {
        if (from >= 2
                && Characters.isDigitAt(text, from - 2)
                && (text.charAt(from - 1) == '.' || text.charAt(from - 1) == '-')) {
            return -1;
        }
        int run = from;
        long number = 0;
        while (run - from < 20 && Characters.isDigitAt(text, run)) {
            number = number * 10 + text.charAt(run) - '0';
            run++;
        }
        int digits = run - from;
        if (digits >= 13 && digits <= 19) {
            return isCard(text, run, number, digits) ? run : -1;
        }
        if (digits == 4 && run < text.length() && isSeparator(text.charAt(run))) {
            int width = width(text, run);
            for (int[] groups : GROUPS) {
                int end = width == 0 ? -1 : groupsEnd(text, from, groups, text.charAt(run), width);
                if (end > 0) {
                    return end;
                }
            }
        }
        return -1;
    }

    /** What stands between groups; {@code %20} is a blank, too. */
    static boolean isSeparator(char c) {
        return c == ' ' || c == '-' || c == '.' || c == '%' || c == 0xa0 || c == '\t' || c == '+' || c == '/';
    }

    /** How long the separator here is, or 0. */
    private static int width(CharSequence text, int at) {
        if (text.charAt(at) != '%') {
            return 1;
        }
        return at + 2 < text.length() && text.charAt(at + 1) == '2' && text.charAt(at + 2) == '0' ? 3 : 0;
    }

    private static int groupsEnd(CharSequence text, int from, int[] groups, char separator, int width) {
        int at = from;
        int digits = 0;
        long number = 0;
        for (int group : groups) {
            if (digits > 0) {
                if (at >= text.length() || text.charAt(at) != separator || width(text, at) != width) {
                    return -1;
                }
                at += width;
            }
            for (int i = 0; i < group; i++, at++) {
                if (!Characters.isDigitAt(text, at)) {
                    return -1;
                }
                number = number * 10 + text.charAt(at) - '0';
            }
            digits += group;
        }
        return isCard(text, at, number, digits) ? at : -1;
    }

    private static boolean isCard(CharSequence text, int to, long number, int digits) {
        return Characters.endsNumber(text, to) && isIssued(number, digits) && hasCheckDigit(number);
    }

    /** The ranges of ISO/IEC 7812 issuers, by the first six digits. */
    private static boolean isIssued(long number, int digits) {
        int prefix = (int) (number / POWERS[digits - 6]);
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

    private static boolean hasCheckDigit(long number) {
        int sum = 0;
        boolean twice = false;
        for (long rest = number; rest > 0; rest /= 10) {
            int digit = (int) (rest % 10);
            int counted = twice ? digit * 2 : digit;
            sum += counted > 9 ? counted - 9 : counted;
            twice = !twice;
        }
        return sum % 10 == 0;
    }
}
