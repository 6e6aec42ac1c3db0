package io.seaworthy.config;

import java.util.Map;

/** A whole number in the one spelling that everybody reads alike: no plus sign, no leading zeros. */
final class NumberConverter implements Converter {

    private final long min;
    private final long max;
    private final boolean narrow;

    NumberConverter(Component component, boolean narrow) {
        long least = narrow ? Integer.MIN_VALUE : Long.MIN_VALUE;
        long most = narrow ? Integer.MAX_VALUE : Long.MAX_VALUE;
        this.min = Math.max(least, component.min());
        this.max = Math.min(most, component.max());
        this.narrow = narrow;
        if (min > max) {
            throw new IllegalArgumentException("@Range(min) is above its max");
        }
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        if (digits.isEmpty() || !isDigits(digits)) {
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
        return narrow ? (Object) (int) value : (Object) value;
    }

    /** A loop, because the first stream and the first lambda of a process cost more than all the settings. */
    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
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
