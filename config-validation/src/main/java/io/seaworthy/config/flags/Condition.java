package io.seaworthy.config.flags;

import java.util.List;

/** One question about an attribute; an attribute that is absent fits nothing but {@code not-in}. */
record Condition(String attribute, Operator operator, List<String> values) {

    enum Operator {
        IN("in"),
        NOT_IN("not-in"),
        STARTS_WITH("starts-with"),
        ENDS_WITH("ends-with"),
        LESS("less"),
        GREATER("greater");

        final String label;

        Operator(String label) {
            this.label = label;
        }
    }

    boolean fits(FlagContext context) {
        String given = context.attribute(attribute);
        if (given == null) {
            return operator == Operator.NOT_IN;
        }
        boolean any = false;
        for (int i = 0; i < values.size() && !any; i++) {
            any = fits(given, values.get(i));
        }
        return any != (operator == Operator.NOT_IN);
    }

    private boolean fits(String given, String value) {
        return switch (operator) {
            case IN, NOT_IN -> given.equals(value);
            case STARTS_WITH -> given.startsWith(value);
            case ENDS_WITH -> given.endsWith(value);
            case LESS -> compare(given, value) < 0;
            case GREATER -> compare(given, value) > 0;
        };
    }

    /** Numbers as numbers; 0 where one of them is none, which is neither less nor greater. */
    private static int compare(String given, String value) {
        return isDecimal(given) && isDecimal(value)
                ? Double.compare(Double.parseDouble(given), Double.parseDouble(value))
                : 0;
    }

    /** Digits with a sign and a point; what else the JDK takes, such as {@code NaN}, fits no question. */
    static boolean isDecimal(String text) {
        int point = 0;
        int digits = 0;
        for (int i = text.startsWith("-") ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && digits > 0 && point == 0 && i + 1 < text.length()) {
                point = 1;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else {
                return false;
            }
        }
        return digits > 0 && digits < 40;
    }
}
