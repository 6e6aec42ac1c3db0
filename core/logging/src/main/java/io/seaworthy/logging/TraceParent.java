package io.seaworthy.logging;

import java.util.Arrays;
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
    private static final boolean[] HEX = new boolean[128];

    static {
        Arrays.fill(HEX, '0', '9' + 1, true);
        Arrays.fill(HEX, 'a', 'f' + 1, true);
    }

    /** The one valid field among these lines, or null: two fields are as invalid as a malformed one. */
    static @Nullable TraceParent of(List<String> values) {
        return values.size() == 1 ? parse(values.get(0)) : null;
    }

    static @Nullable TraceParent parse(String field) {
        int found = find(field);
        if (found < 0) {
            return null;
        }
        int from = found >>> 8;
        return new TraceParent(
                field.substring(from + 3, from + 35), field.substring(from + 36, from + 52), found & 0xff);
    }

    /** Where the value begins, in the upper bits, and its known flags in the lower eight; -1 where it is invalid. */
    static int find(String field) {
        int from = 0;
        int to = field.length();
        while (from < to && isBlank(field.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(field.charAt(to - 1))) {
            to--;
        }
        if (to - from < LENGTH || from > 1 << 20 || !isShaped(field, from)) {
            return -1;
        }
        boolean versionZero = field.charAt(from) == '0' && field.charAt(from + 1) == '0';
        boolean invalidVersion = field.charAt(from) == 'f' && field.charAt(from + 1) == 'f';
        boolean longer = to - from > LENGTH;
        if (invalidVersion || (longer && (versionZero || field.charAt(from + LENGTH) != '-'))) {
            return -1;
        }
        if (isZero(field, from + 3, 32) || isZero(field, from + 36, 16)) {
            return -1;
        }
        int flags = digit(field.charAt(from + 53)) << 4 | digit(field.charAt(from + 54));
        return from << 8 | (flags & KNOWN_FLAGS);
    }

    private static int digit(char c) {
        return c <= '9' ? c - '0' : c - 'a' + 10;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Whether the first 55 characters are four groups of lower-case hex digits. */
    private static boolean isShaped(String field, int from) {
        return field.charAt(from + 2) == '-'
                && field.charAt(from + 35) == '-'
                && field.charAt(from + 52) == '-'
                && isHex(field, from, from + 2)
                && isHex(field, from + 3, from + 35)
                && isHex(field, from + 36, from + 52)
                && isHex(field, from + 53, from + 55);
    }

    private static boolean isHex(String field, int from, int to) {
        boolean hex = true;
        for (int i = from; i < to; i++) {
            char c = field.charAt(i);
            hex &= c < 0x80 && HEX[c & 0x7f];
        }
        return hex;
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
