package io.seaworthy.benchmarks.id;

import io.seaworthy.logging.InsideLogging;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who reads {@code traceparent}. */
public enum TracePeer {
    SEAWORTHY,
    /** As filters written by hand do. */
    REGEX,
    /** Every character looked at once. */
    FLOOR;

    private static final Pattern FIELD = Pattern.compile("^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$");

    @Nullable
    Object parse(String field) {
        return switch (this) {
            // Valid, and where the ids are; the guard makes texts of those that it hands on.
            case SEAWORTHY -> InsideLogging.traceParent(field) < 0 ? null : field;
            case REGEX -> regex(field);
            case FLOOR -> scan(field);
        };
    }

    private static @Nullable Object regex(String field) {
        Matcher matcher = FIELD.matcher(field);
        return matcher.matches() ? new String[] {matcher.group(2), matcher.group(3), matcher.group(4)} : null;
    }

    private static @Nullable Object scan(String field) {
        int dashes = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '-') {
                dashes++;
            } else if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return null;
            }
        }
        return dashes == 3 ? field : null;
    }
}
