package io.seaworthy.auth.refresh;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.internal.Visible;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Which texts can belong to a session. What cannot is never taken to a store, some of which fail at it. Stateless. */
final class SessionText {

    private static final int LONGEST_SUBJECT = 255;
    private static final int LONGEST_LABEL = 120;

    private SessionText() {}

    /** Whether a session has such an id: 22 characters of base64url over 16 bytes. */
    static boolean isId(String text) {
        byte[] bytes = text.length() == 22 ? Codec.fromBase64Url(text) : null;
        return bytes != null && bytes.length == 16;
    }

    /** Whether a session can be opened for such a subject; PostgreSQL takes neither NUL nor half a surrogate pair. */
    static boolean isSubject(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_SUBJECT
                && text.indexOf('\0') < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** A label without what is invisible, of at most 120 characters; null where nothing is left. */
    static @Nullable String label(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder label = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            int units = Character.charCount(point);
            if (label.length() + units > LONGEST_LABEL) {
                break;
            }
            if (Visible.isVisible(point)) {
                label.appendCodePoint(point);
            }
            at += units;
        }
        String shown = label.toString().strip();
        return shown.isEmpty() ? null : shown;
    }
}
