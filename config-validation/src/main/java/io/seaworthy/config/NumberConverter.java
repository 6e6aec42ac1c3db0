package io.seaworthy.config;

import java.util.Map;

/** A whole number in the one spelling that everybody reads alike: no plus sign, no leading zeros. */
final class NumberConverter implements Converter {

    private final long min;
    private final long max;
    private final Class<?> type;

    NumberConverter(Component component, long least, long most, Class<?> type) {
        this.min = Math.max(least, component.min());
        this.max = Math.min(most, component.max());
        this.type = type;
        if (min > max) {
            throw new IllegalArgumentException("@Range(min) is above its max");
        }
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        if (!Direct.isDigits(digits, 0)) {
            throw new Refused("not_a_number");
        }
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            throw new Refused("not_a_number", "Leave out the leading zeros");
        }
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            throw new Refused("out_of_range");
        }
        if (value < min || value > max) {
            throw new Refused("out_of_range");
        }
        if (type == long.class || type == Long.class) {
            return value;
        } else if (type == int.class || type == Integer.class) {
            return (int) value;
        }
        return type == short.class || type == Short.class ? (Object) (short) value : (Object) (byte) value;
    }

    @Override
    public String accepted(Profile profile) {
        return "a whole number from " + min + " to " + max;
    }

    @Override
    public String example(Profile profile) {
        return Long.toString(min > 0 ? min : Math.min(1, max));
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("pattern", min < 0 ? "^-?(0|[1-9][0-9]*)$" : "^(0|[1-9][0-9]*)$");
    }
}
