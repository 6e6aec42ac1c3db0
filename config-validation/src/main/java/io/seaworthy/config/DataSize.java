package io.seaworthy.config;

import java.util.Map;

/**
 * A size in bytes. Text is a whole number and a unit: {@code B}, {@code KB MB GB} (powers of 1000), {@code KiB MiB GiB}
 * (powers of 1024). A number without a unit is refused.
 *
 * @param bytes bytes, not negative
 */
public record DataSize(long bytes) {

    private static final Map<String, Long> UNITS = Map.of(
            "B", 1L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30);

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("A size is not negative");
        }
    }

    /**
     * The size of a text.
     *
     * @throws IllegalArgumentException where it is none; the message does not hold the text
     */
    public static DataSize parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        Long unit = UNITS.get(text.substring(digits));
        if (digits == 0 || digits > 18 || unit == null) {
            throw new IllegalArgumentException("A size is a whole number and a unit, 64KiB");
        }
        try {
            return new DataSize(Math.multiplyExact(Long.parseLong(text.substring(0, digits)), unit));
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException("A size is at most 2^63-1 bytes");
        }
    }
}
