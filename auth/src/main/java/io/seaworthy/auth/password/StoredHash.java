package io.seaworthy.auth.password;

import org.jspecify.annotations.Nullable;

/**
 * The text that an application keeps of a password: {@code swb1:PEPPER-ID:BCRYPT}. Strictly parsed, because the bcrypt
 * library throws on what it does not like and would compute a cost of 31 for weeks.
 *
 * @param pepperId which pepper was used
 * @param cost the bcrypt cost
 * @param bcrypt the 60 characters of bcrypt
 */
record StoredHash(String pepperId, int cost, String bcrypt) {

    static final String SCHEME = "swb1:";
    static final int HIGHEST_COST = 16;

    private static final int PEPPER_ID = 12;
    private static final int BCRYPT = 60;

    static @Nullable StoredHash parse(String text) {
        int start = SCHEME.length() + PEPPER_ID + 1;
        if (text.length() != start + BCRYPT || !text.startsWith(SCHEME) || text.charAt(start - 1) != ':') {
            return null;
        }
        String bcrypt = text.substring(start);
        if (!bcrypt.startsWith("$2b$") || bcrypt.charAt(6) != '$' || !isBcryptBase64(bcrypt)) {
            return null;
        }
        int tens = bcrypt.charAt(4) - '0';
        int ones = bcrypt.charAt(5) - '0';
        int cost = tens * 10 + ones;
        if (tens < 0 || tens > 9 || ones < 0 || ones > 9 || cost < 4 || cost > HIGHEST_COST) {
            return null;
        }
        return new StoredHash(text.substring(SCHEME.length(), start - 1), cost, bcrypt);
    }

    private static boolean isBcryptBase64(String bcrypt) {
        for (int i = 7; i < BCRYPT; i++) {
            char c = bcrypt.charAt(i);
            boolean known = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '.' && c <= '9');
            if (!known) {
                return false;
            }
        }
        return true;
    }

    String text() {
        return SCHEME + pepperId + ":" + bcrypt;
    }

    @Override
    public String toString() {
        return "StoredHash[pepper " + pepperId + ", cost " + cost + "]";
    }
}
