package io.seaworthy.logging;

import java.util.Random;

/** Secrets of every shape that can be told by its looks. */
final class GeneratedSecrets {

    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String ALNUM = BASE64URL.substring(0, 62);
    private static final String[] ISSUERS = {"4", "51", "55", "2221", "2720", "6011", "65", "3528", "62"};

    private GeneratedSecrets() {}

    static String next(Random random) {
        return switch (random.nextInt(11)) {
            case 0 ->
                "eyJ" + of(random, BASE64URL, 20) + ".eyJ" + of(random, BASE64URL, 40) + "." + of(random, ALNUM, 43);
            case 1 -> "AKIA" + of(random, UPPER, 16);
            case 2 -> "ghp_" + of(random, ALNUM, 36);
            case 3 -> "whsec_" + of(random, ALNUM, 32);
            case 4 -> "sk_live_" + of(random, ALNUM, 24);
            case 5 -> "swr_" + of(random, BASE64URL, 63) + "A";
            case 6 -> of(random, ALNUM, 1 + random.nextInt(20)).toLowerCase(java.util.Locale.ROOT) + "@example.com";
            case 7 -> card(random, "");
            case 8 -> iban(random);
            case 9 -> "xoxb-" + of(random, "0123456789", 12) + "-" + of(random, ALNUM, 24);
            default -> card(random, random.nextBoolean() ? " " : "-");
        };
    }

    static String of(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** Sixteen digits of an issuer with a valid check digit, in groups of four. */
    static String card(Random random, String separator) {
        String issuer = ISSUERS[random.nextInt(ISSUERS.length)];
        String body = issuer + of(random, "0123456789", 15 - issuer.length());
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int digit = body.charAt(i) - '0';
            int counted = i % 2 == 0 ? digit * 2 : digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        String digits = body + (10 - sum % 10) % 10;
        return String.join(
                separator,
                digits.substring(0, 4),
                digits.substring(4, 8),
                digits.substring(8, 12),
                digits.substring(12));
    }

    /** A German number with valid check digits, in one piece or in groups. */
    private static String iban(Random random) {
        String account = of(random, "0123456789", 18);
        int check = 98
                - new java.math.BigInteger(account + "131400")
                        .mod(java.math.BigInteger.valueOf(97))
                        .intValue();
        String iban = "DE" + (check < 10 ? "0" : "") + check + account;
        return random.nextBoolean() ? iban : iban.replaceAll("(.{4})(?!$)", "$1 ");
    }
}
