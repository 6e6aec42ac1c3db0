package io.seaworthy.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d} or ISO 8601; a bare number has no unit. */
final class DurationConverter implements Converter {

    private final long min;
    private final long max;

    DurationConverter(Component component) {
        this.min = Math.max(0, component.min());
        this.max = component.max();
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        Duration value = parse(text);
        if (value.isNegative()
                || value.getSeconds() < min
                || value.getSeconds() > max
                || (value.getSeconds() == max && value.getNano() > 0)) {
            throw new Refused("out_of_range");
        }
        return value;
    }

    private static Duration parse(String text) throws Refused {
        if (text.startsWith("P")) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException malformed) {
                throw new Refused("not_a_duration");
            }
        }
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 12) {
            throw new Refused("not_a_duration");
        }
        long amount = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new Refused("not_a_duration");
        };
    }

    @Override
    public String accepted(Profile profile) {
        String range = min == 0 && max == Long.MAX_VALUE
                ? ""
                : max == Long.MAX_VALUE ? ", " + min + "s or more" : ", from " + min + "s to " + max + "s";
        return "a duration such as 500ms, 30s, 5m, 2h, 1d or PT30S" + range;
    }

    @Override
    public String example(Profile profile) {
        return Math.max(min, Math.min(30, max)) + "s";
    }
}
