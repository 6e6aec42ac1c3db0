package io.seaworthy.kernel.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One fault of a configuration, with what to do about it.
 *
 * @param path the option or setting, as its user writes it: {@code origins[1]}, {@code JWT_SECRET}
 * @param value the value given, or null where it is missing or secret; a secret's value never gets in here
 * @param reason a stable code in lower case with underscores: {@code missing}, {@code out_of_range}
 * @param allowed what would be accepted, in words
 * @param hint the next step, or null where {@code allowed} says it all
 */
public record Violation(
        String path,
        @Nullable String value,
        String reason,
        String allowed,
        @Nullable String hint) {

    public Violation {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(allowed, "allowed");
    }

    public static Violation of(String path, @Nullable String value, String reason, String allowed) {
        return new Violation(path, value, reason, allowed, null);
    }

    public Violation hint(String hint) {
        return new Violation(path, value, reason, allowed, hint);
    }

    /** One line: path, what is wrong, what is allowed, the next step. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(path).append(": ").append(reason);
        if (value != null) {
            line.append(" (").append(printable(value)).append(')');
        }
        line.append("; ").append(allowed);
        if (hint != null) {
            line.append(". ").append(hint);
        }
        return line.toString();
    }

    /** A value comes from outside: it must neither break the line nor flood it. */
    private static String printable(String value) {
        StringBuilder text = new StringBuilder("\"");
        int shown = Math.min(value.length(), 120);
        for (int i = 0; i < shown; i++) {
            char c = value.charAt(i);
            boolean plain = c >= 0x20 && c != 0x7f && !(c >= 0x80 && c < 0xa0) && !invisible(c);
            text.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return text.append(shown < value.length() ? "...\"" : "\"").toString();
    }

    private static boolean invisible(char c) {
        return (c >= 0x200b && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2060 && c <= 0x206f)
                || c == 0xfeff;
    }
}
