package io.seaworthy.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Spellings without streams, lambdas and patterns: the first of each in a process costs more than all its settings.
 * Stateless.
 */
final class Texts {

    private Texts() {}

    /** Whether it is a whole number in its one spelling: no plus sign, no leading zeros. */
    static boolean isWhole(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        return isDigits(text, from) && !(text.length() > from + 1 && text.charAt(from) == '0');
    }

    /** Whether there are digits from an index on, and nothing else. */
    static boolean isDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > from;
    }

    static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The duration of a text such as {@code 30s} or {@code PT30S}; null where it is none. */
    static @Nullable Duration duration(String text) {
        if (text.startsWith("P")) {
            return DurationConverter.iso(text); // apart: its catch clause loads two classes
        }
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 12) {
            return null;
        }
        long amount = Long.parseLong(text, 0, digits, 10);
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> null;
        };
    }

    /** Whether a duration is of at least and at most so many seconds. */
    static boolean isBetween(Duration value, long min, long max) {
        return !value.isNegative()
                && value.getSeconds() >= min
                && (value.getSeconds() < max || (value.getSeconds() == max && value.getNano() == 0));
    }

    /** Whether a text is a constant's name in lower case, with hyphens. */
    static boolean isConstant(String text, String name) {
        if (text.length() != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            char wanted = c == '_' ? '-' : Character.toLowerCase(c);
            if (text.charAt(i) != wanted) {
                return false;
            }
        }
        return true;
    }
}
