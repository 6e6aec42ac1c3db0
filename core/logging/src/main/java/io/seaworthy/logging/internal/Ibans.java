package io.seaworthy.logging.internal;

import java.util.Arrays;

/**
 * Finds International Bank Account Numbers (ISO 13616): a country that issues them, its length, the check digits modulo
 * 97; in one piece or in groups of four, in upper case. Stateless.
 */
final class Ibans {

    private static final String LENGTHS = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18"
            + "DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20"
            + "LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24"
            + "RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

    private static final byte[] BY_COUNTRY = new byte[26 * 26];

    static {
        Arrays.fill(BY_COUNTRY, (byte) 0);
        for (int i = 0; i < LENGTHS.length(); i += 4) {
            int length = Integer.parseInt(LENGTHS, i + 2, i + 4, 10);
            BY_COUNTRY[(LENGTHS.charAt(i) - 'A') * 26 + LENGTHS.charAt(i + 1) - 'A'] = (byte) length;
        }
    }

    private Ibans() {}

    /** The end of the number whose check digits begin here, after two letters, or -1. */
    static int end(CharSequence text, int check) {
        int from = check - 2;
        if (from < 0 || !isUpper(text.charAt(from)) || !isUpper(text.charAt(from + 1))) {
            return -1;
        }
        int length = BY_COUNTRY[(text.charAt(from) - 'A') * 26 + text.charAt(from + 1) - 'A'];
        if (length == 0 || !Characters.isDigitAt(text, check + 1) || !Characters.startsWord(text, from)) {
            return -1;
        }
        int end = read(text, from, length);
        return end > 0 && Characters.endsNumber(text, end) && isValid(text, from, end) ? end : -1;
    }

    /** The end of so many letters and digits, with a blank or dash after every fourth or none at all. */
    private static int read(CharSequence text, int from, int length) {
        char separator = from + 4 < text.length() ? text.charAt(from + 4) : 0;
        boolean grouped = separator == ' ' || separator == '-' || separator == 0xa0;
        int at = from;
        for (int i = 0; i < length; i++, at++) {
            if (grouped && i > 0 && i % 4 == 0) {
                if (at >= text.length() || text.charAt(at) != separator) {
                    return -1;
                }
                at++;
            }
            if (at >= text.length() || !(isUpper(text.charAt(at)) || Characters.isDigit(text.charAt(at)))) {
                return -1;
            }
        }
        return at;
    }

    /** ISO 7064 MOD 97-10 over the account, the country and the check digits, in this order. */
    private static boolean isValid(CharSequence text, int from, int end) {
        int rest = 0;
        for (int i = from + 4; i < end; i++) {
            rest = append(rest, text.charAt(i));
        }
        for (int i = from; i < from + 4; i++) {
            rest = append(rest, text.charAt(i));
        }
        return rest == 1;
    }

    private static int append(int rest, char c) {
        if (!isUpper(c) && !Characters.isDigit(c)) {
            return rest;
        }
        return Characters.isDigit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + c - 'A' + 10) % 97;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
