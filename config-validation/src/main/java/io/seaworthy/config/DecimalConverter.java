package io.seaworthy.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A number with a decimal point, or a whole one without a bound: digits as people write them, no exponent. */
final class DecimalConverter implements Converter {

    private final Class<?> type;
    private final @Nullable BigDecimal min;
    private final @Nullable BigDecimal max;

    DecimalConverter(Component component, Class<?> type) {
        this.type = type;
        boolean whole = type == BigInteger.class;
        String[] range = whole ? wholeRange(component) : component.decimalRange();
        this.min = bound(range[0]);
        this.max = bound(range[1]);
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new IllegalArgumentException("a range's min is above its max");
        }
    }

    private static String[] wholeRange(Component component) {
        long min = component.min();
        long max = component.max();
        return new String[] {
            min == Long.MIN_VALUE ? "" : Long.toString(min), max == Long.MAX_VALUE ? "" : Long.toString(max)
        };
    }

    private static @Nullable BigDecimal bound(String text) {
        if (text.isEmpty()) {
            return null;
        } else if (!isDecimal(text)) {
            throw new IllegalArgumentException("@DecimalRange takes decimal numbers");
        }
        return new BigDecimal(text);
    }

    /** {@code -1.5}, {@code 0}; neither {@code .5} nor {@code 1.} nor {@code 01}. */
    private static boolean isDecimal(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        return text.length() <= 100 && Direct.isWhole(whole) && (point < 0 || Direct.isDigits(text, point + 1));
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        boolean fits = type == BigInteger.class ? text.length() <= 100 && Direct.isWhole(text) : isDecimal(text);
        if (!fits) {
            throw new Refused("not_a_number");
        }
        BigDecimal value = new BigDecimal(text);
        if ((min != null && value.compareTo(min) < 0) || (max != null && value.compareTo(max) > 0)) {
            throw new Refused("out_of_range");
        } else if (type == BigInteger.class) {
            return value.toBigIntegerExact();
        } else if (type == BigDecimal.class) {
            return value;
        }
        boolean narrow = type == float.class || type == Float.class;
        if (narrow ? Float.isInfinite(value.floatValue()) : Double.isInfinite(value.doubleValue())) {
            throw new Refused("out_of_range");
        }
        return narrow ? (Object) value.floatValue() : (Object) value.doubleValue();
    }

    @Override
    public String accepted(Profile profile) {
        String kind = type == BigInteger.class ? "a whole number" : "a number such as 1 or 0.25";
        return kind + (min == null ? "" : ", " + min + " or more") + (max == null ? "" : ", " + max + " or less");
    }

    @Override
    public String example(Profile profile) {
        BigDecimal bound = min != null ? min : max;
        return bound == null ? "1" : bound.toPlainString();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("pattern", type == BigInteger.class ? "^-?[0-9]+$" : "^-?[0-9]+(\\.[0-9]+)?$");
    }
}
