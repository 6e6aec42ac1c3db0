package io.seaworthy.logging.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes text of whatever an application logs: collections, maps and arrays in bounds and without going round in
 * circles, everything else by its own {@code toString}; objects are never looked into. Contains what is thrown.
 * Stateless.
 */
public final class Values {

    /** A secret that is cut in two must not slip through: so much more than is shown is looked at. */
    private static final int MARGIN = 1024;

    /** Making digits of longer numbers takes seconds. */
    private static final int MAX_BITS = 4096;

    private static final int MAX_DEPTH = 8;
    private static final int MAX_ELEMENTS = 256;
    private static final int MAX_LENGTH = 64 << 10;

    private Values() {}

    /** Whether making text of it runs no code of the application. */
    public static boolean isOwn(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Character
                || value instanceof Double
                || value instanceof Float;
    }

    /**
     * Numbers that every reader of JSON can hold; others are written as text. A subclass of the big ones has a text of
     * its own, which need not be a number.
     */
    public static boolean isNumber(Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number);
        } else if (value instanceof Float number) {
            return Float.isFinite(number);
        } else if (value instanceof BigDecimal number && value.getClass() == BigDecimal.class) {
            return number.unscaledValue().bitLength() <= 136
                    && number.precision() <= 40
                    && Math.abs((long) number.scale()) <= 300;
        } else if (value instanceof BigInteger number && value.getClass() == BigInteger.class) {
            return number.bitLength() <= 128;
        }
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    /** The value's own text. */
    public static String text(@Nullable Object value) {
        return text(value, RedactionRules.NOTHING);
    }

    /** The value's own text; what sensitive keys of maps hold is masked already. */
    public static String text(@Nullable Object value, RedactionRules rules) {
        return text("", value, rules);
    }

    /** The same for the value of a field, whose name begins the paths of the keys. */
    public static String text(@Nullable String field, @Nullable Object value, RedactionRules rules) {
        if (value instanceof String string) {
            return string;
        }
        try {
            if (value instanceof Object[] || value instanceof Collection || value instanceof Map) {
                StringBuilder out = new StringBuilder();
                String root = field == null ? "" : field;
                append(value, root, root.isEmpty() ? 0 : root.length() + 1, new IdentityHashMap<>(), rules, out);
                return out.toString();
            } else if (value instanceof byte[] bytes) {
                return "byte[" + bytes.length + "]";
            } else if (value instanceof char[] chars) {
                return "char[" + chars.length + "]";
            } else if (value instanceof BigInteger number && number.bitLength() > MAX_BITS) {
                return "[BigInteger of " + number.bitLength() + " bits]";
            } else if (value instanceof BigDecimal number
                    && number.unscaledValue().bitLength() > MAX_BITS) {
                return "[BigDecimal of " + number.unscaledValue().bitLength() + " bits]";
            }
            String text = value instanceof Number number && isLong(number) ? digits(number) : String.valueOf(value);
            return text == null ? "null" : text;
        } catch (Throwable failure) {
            // An Error too: a text that contains itself by a detour overflows the stack.
            return "[toString failed: " + failure.getClass().getName() + "]";
        }
    }

    /** A number that is written with a fraction or an exponent and may be a card's. */
    private static boolean isLong(Number value) {
        if (value instanceof Double number) {
            return Math.abs(number) >= 1e12 && Math.abs(number) < 1e19;
        }
        return value instanceof BigDecimal number
                && value.getClass() == BigDecimal.class
                && number.precision() - (long) number.scale() >= 13
                && number.precision() - (long) number.scale() <= 19;
    }

    /** A card's number as digits, by which it is found; every other number as always. */
    private static String digits(Number value) {
        BigDecimal exact = value instanceof BigDecimal number ? number : new BigDecimal(value.doubleValue());
        if (exact.stripTrailingZeros().scale() <= 0) {
            String digits = exact.toBigInteger().abs().toString();
            if (CardNumbers.end(digits, 0) == digits.length()) {
                return digits;
            }
        }
        return value.toString();
    }

    private static void append(
            @Nullable Object value,
            String path,
            int root,
            IdentityHashMap<Object, Boolean> open,
            RedactionRules rules,
            StringBuilder out) {
        boolean container = value instanceof Object[] || value instanceof Collection || value instanceof Map;
        if (value == null || !container) {
            out.append(text(value));
            return;
        }
        if (open.size() >= MAX_DEPTH || open.put(value, true) != null) {
            out.append("[...]");
            return;
        }
        if (value instanceof Map<?, ?> map) {
            entries(map, path, root, open, rules, out);
        } else {
            Iterable<?> all = value instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) value;
            int seen = 0;
            out.append('[');
            for (Object one : all) {
                if (isFull(seen++, out)) {
                    break;
                }
                append(one, path, root, open, rules, out);
            }
            out.append(']');
        }
        open.remove(value);
    }

    private static void entries(
            Map<?, ?> map,
            String path,
            int root,
            IdentityHashMap<Object, Boolean> open,
            RedactionRules rules,
            StringBuilder out) {
        int seen = 0;
        out.append('{');
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (isFull(seen++, out)) {
                break;
            }
            String key = text(entry.getKey());
            String inner = path.isEmpty() ? key : path + "." + key;
            out.append(key).append('=');
            // The whole path, and the path inside of the map whatever the field's name is.
            if (rules.isSensitive(key) || rules.isSensitive(inner) || rules.isSensitive(inner.substring(root))) {
                out.append("[redacted]");
            } else {
                append(entry.getValue(), inner, root, open, rules, out);
            }
        }
        out.append('}');
    }

    private static boolean isFull(int seen, StringBuilder out) {
        if (seen > 0) {
            out.append(", ");
        }
        boolean full = seen >= MAX_ELEMENTS || out.length() > MAX_LENGTH;
        if (full) {
            out.append("...");
        }
        return full;
    }

    /** A value that {@link #isOwn} or was made text before. */
    public static void append(@Nullable Object value, Text out) {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            out.append(((Number) value).longValue());
        } else if (value instanceof Character c) {
            out.append(c.charValue());
        } else {
            out.append(text(value));
        }
    }

    /** The text without secrets, looked at no further than needed to show {@code max} characters. */
    public static String redacted(String text, int max, Function<String, @Nullable String> redactor) {
        if (text.length() <= max) {
            return shown(text, redactor);
        }
        int cut = Math.min(text.length(), max + MARGIN);
        String shown = shown(text.substring(0, cut), redactor);
        int end = cut == text.length() ? shown.length() : Math.max(0, shown.length() - MARGIN);
        return shown.length() <= max && cut == text.length() ? shown : cut(shown, Math.min(end, max)) + "...";
    }

    /** So many characters or, where that would halve one, one unit less. */
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, max > 0 && Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    private static String shown(String text, Function<String, @Nullable String> redactor) {
        String shown = redactor.apply(text);
        return shown == null ? text : shown;
    }
}
