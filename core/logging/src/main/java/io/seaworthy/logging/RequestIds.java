package io.seaworthy.logging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which request ids of a client are kept: {@code [A-Za-z0-9._~-]{8,128}}. */
final class RequestIds {

    static final int MIN = 8;
    static final int MAX = 128;

    private RequestIds() {}

    /** The client's id, or null where there is none, more than one or one that is not acceptable. */
    static @Nullable String accept(List<String> values) {
        return values.size() == 1 && isAcceptable(values.get(0)) ? values.get(0) : null;
    }

    static boolean isAcceptable(String id) {
        int length = id.length();
        if (length < MIN || length > MAX) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = id.charAt(i);
            boolean unreserved = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '.'
                    || c == '_'
                    || c == '~';
            if (!unreserved) {
                return false;
            }
        }
        return true;
    }
}
