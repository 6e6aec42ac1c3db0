package io.seaworthy.config;

import io.seaworthy.kernel.net.IpAddress;
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
            Duration plain = isoTime(text);
            return plain == null ? DurationConverter.iso(text) : plain; // apart: its catch clause loads two classes
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

    /** The duration of {@code PT1H30M5S} and the like, without a pattern; null where the JDK has to tell. */
    private static @Nullable Duration isoTime(String text) {
        Duration sum = Duration.ZERO;
        int unit = -1;
        int start = 2;
        for (int i = 2; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                continue;
            }
            int next = "HMS".indexOf(text.charAt(i));
            if (next <= unit || i == start || i - start > 12) {
                return null;
            }
            long amount = Long.parseLong(text, start, i, 10);
            sum = sum.plusSeconds(amount * (next == 0 ? 3_600 : next == 1 ? 60 : 1));
            unit = next;
            start = i + 1;
        }
        return text.startsWith("PT") && text.length() > 2 && start == text.length() ? sum : null;
    }

    /** Whether it is a DNS name or an address literal. */
    static boolean isHost(String text) {
        if (text.indexOf(':') >= 0) {
            return IpAddress.parse(text) != null;
        }
        if (text.length() > 253) {
            return false;
        }
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            if (!isLabel(text, start, dot)) {
                return false;
            }
            start = dot + 1;
        }
        return isLabel(text, start, text.length()) && (!isNumeric(text, start) || IpAddress.parse(text) != null);
    }

    private static boolean isLabel(String text, int start, int end) {
        if (end == start || end - start > 63 || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c != '-' && (c >= 0x80 || !Character.isLetterOrDigit(c))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the last label makes it an address. */
    private static boolean isNumeric(String text, int last) {
        return isDigits(text, last) || text.startsWith("0x", last) || text.startsWith("0X", last);
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
