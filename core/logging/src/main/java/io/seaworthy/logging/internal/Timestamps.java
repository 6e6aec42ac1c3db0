package io.seaworthy.logging.internal;

import io.seaworthy.kernel.internal.JsonBuffer;
import java.nio.charset.StandardCharsets;

/**
 * UTC timestamps of RFC 3339 with milliseconds, without a formatter or a locale. The last second is kept with what stands
 * before it: most lines follow each other within one. Thread-safe.
 */
public final class Timestamps {

    private static final long DAY = 86_400_000;

    private record Second(long second, byte[] text) {}

    private final String before;
    private volatile Second last = new Second(-1, new byte[0]);

    /** Timestamps behind this text, which is ASCII. */
    public Timestamps(String before) {
        this.before = before;
    }

    /** What stands before, and the same as {@link #of}, written where no object is wanted. */
    public void put(long epochMillis, JsonBuffer out) {
        long millis = Math.max(0, Math.min(epochMillis, 253_402_300_799_999L));
        Second known = last;
        if (known.second != millis / 1000) {
            known = new Second(
                    millis / 1000, (before + of(millis).substring(0, 20)).getBytes(StandardCharsets.US_ASCII));
            last = known;
        }
        int rest = (int) (millis % 1000);
        out.put(known.text);
        byte[] digits = out.array(4);
        int at = out.size();
        digits[at] = (byte) ('0' + rest / 100);
        digits[at + 1] = (byte) ('0' + rest / 10 % 10);
        digits[at + 2] = (byte) ('0' + rest % 10);
        digits[at + 3] = 'Z';
        out.advance(4);
    }

    /** {@code 2026-11-21T01:34:56.789Z}; years beyond 9999 are written as 9999. */
    public static String of(long epochMillis) {
        long millis = Math.max(0, Math.min(epochMillis, 253_402_300_799_999L));
        long days = millis / DAY;
        int ofDay = (int) (millis % DAY);
        // Days to a date of the proleptic Gregorian calendar, counted in eras of 400 years that begin on 1 March.
        long shifted = days + 719_468;
        int era = (int) (shifted / 146_097);
        int dayOfEra = (int) (shifted % 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
        put(text, 0, 4, year);
        put(text, 5, 2, month);
        put(text, 8, 2, day);
        put(text, 11, 2, ofDay / 3_600_000);
        put(text, 14, 2, ofDay / 60_000 % 60);
        put(text, 17, 2, ofDay / 1_000 % 60);
        put(text, 20, 3, ofDay % 1_000);
        return new String(text);
    }

    private static void put(char[] text, int from, int digits, int value) {
        int rest = value;
        for (int i = from + digits - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
