package io.seaworthy.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

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
        Duration value = Direct.duration(text);
        if (value == null) {
            throw new Refused("not_a_duration");
        } else if (!Direct.isBetween(value, min, max)) {
            throw new Refused("out_of_range");
        }
        return value;
    }

    /** In upper case; a minus only where the whole is below 0, which every range refuses. */
    static @Nullable Duration iso(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("PTDHMS.-0123456789".indexOf(text.charAt(i)) < 0) {
                return null;
            }
        }
        try {
            Duration value = Duration.parse(text);
            return value.isNegative() || text.indexOf('-') < 0 ? value : null;
        } catch (DateTimeParseException malformed) {
            return null;
        }
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
