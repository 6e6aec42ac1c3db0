package io.seaworthy.logging.internal;

import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.MessageFormatter;

/** Puts arguments into the {@code {}} of a pattern, as slf4j does, without objects in between. Stateless. */
public final class Messages {

    private Messages() {}

    /** The arguments, those with code of the application made text: that runs before any buffer is taken. */
    public static @Nullable Object @Nullable [] own(@Nullable Object @Nullable [] arguments, RedactionRules rules) {
        if (arguments == null) {
            return null;
        }
        Object[] own = arguments;
        for (int i = 0; i < arguments.length; i++) {
            if (!Values.isOwn(arguments[i])) {
                own = own == arguments ? arguments.clone() : own;
                own[i] = Values.text(arguments[i], rules);
            }
        }
        return own;
    }

    /** A backslash before {@code {}} keeps it; two of them are one, and the argument goes in. */
    public static void format(@Nullable String pattern, @Nullable Object @Nullable [] arguments, Text out) {
        if (pattern == null || arguments == null || arguments.length == 0) {
            out.append(pattern);
            return;
        }
        int from = 0;
        int next = 0;
        while (next < arguments.length) {
            int at = pattern.indexOf("{}", from);
            if (at < 0) {
                break;
            }
            boolean escaped = at > 0 && pattern.charAt(at - 1) == '\\';
            boolean twice = escaped && at > 1 && pattern.charAt(at - 2) == '\\';
            if (escaped && !twice) {
                out.append(pattern, from, at - 1).append('{');
                from = at + 1;
            } else {
                out.append(pattern, from, twice ? at - 1 : at);
                Values.append(arguments[next++], out);
                from = at + 2;
            }
        }
        out.append(pattern, from, pattern.length());
    }

    /** The same for a text that is too long for a buffer. */
    public static String whole(@Nullable String pattern, @Nullable Object @Nullable [] arguments) {
        return String.valueOf(MessageFormatter.arrayFormat(pattern, arguments).getMessage());
    }
}
