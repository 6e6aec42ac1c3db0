package io.seaworthy.logging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} field of W3C Trace Context (sections 3.2 and 4).
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param parentId 16 lower-case hex digits, not all zero
 * @param flags the flags that are known: sampled (1) and random trace id (2); the others are zeroed
 */
record TraceParent(String traceId, String parentId, int flags) {

    private static final int LENGTH = 55;
    private static final int KNOWN_FLAGS = 3;

    /** The one valid field among these lines, or null: two fields are as invalid as a malformed one. */
    static @Nullable TraceParent of(List<String> values) {
        return values.size() == 1 ? parse(values.get(0)) : null;
    }

    static @Nullable TraceParent parse(String field) {
        int from = 0;
        int to = field.length();
        while (from < to && isBlank(field.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(field.charAt(to - 1))) {
            to--;
        }
        if (to - from < LENGTH || !isShaped(field, from)) {
            return null;
        }
        boolean versionZero = field.charAt(from) == '0' && field.charAt(from + 1) == '0';
        boolean invalidVersion = field.charAt(from) == 'f' && field.charAt(from + 1) == 'f';
        boolean longer = to - from > LENGTH;
        if (invalidVersion || (longer && (versionZero || field.charAt(from + LENGTH) != '-'))) {
            return null;
        }
        if (isZero(field, from + 3, 32) || isZero(field, from + 36, 16)) {
            return null;
        }
        int flags = Character.digit(field.charAt(from + 53), 16) << 4 | Character.digit(field.charAt(from + 54), 16);
        return new TraceParent(
                field.substring(from + 3, from + 35), field.substring(from + 36, from + 52), flags & KNOWN_FLAGS);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Whether the first 55 characters are four groups of lower-case hex digits. */
    private static boolean isShaped(String field, int from) {
        for (int i = 0; i < LENGTH; i++) {
            char c = field.charAt(from + i);
            boolean dash = i == 2 || i == 35 || i == 52;
            boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (dash ? c != '-' : !hex) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String field, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (field.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
