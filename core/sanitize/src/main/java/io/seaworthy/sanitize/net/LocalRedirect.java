package io.seaworthy.sanitize.net;

import io.seaworthy.sanitize.Checked;
import io.seaworthy.sanitize.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A redirect target that stays on the site in every browser: it starts with exactly one slash, holds no backslash, no
 * control character and nothing but ASCII, does not end in a space, and its path, with {@code .} and {@code ..} taken out
 * as browsers do, does not start with two slashes either. Percent escapes stay as they are: {@code /%2f%2fevil.example} is
 * a path. What RFC 3986 allows in no URI, a space among them, becomes a percent escape, as in browsers.
 *
 * <p>It does not say that the path exists or is fit to be shown. Immutable; equality is by text.
 */
public final class LocalRedirect {

    /** UTF-16 units at most. */
    public static final int MAX_LENGTH = 2_048;

    /** Why a target is refused. */
    public enum Reason implements Refusal {
        /** It does not start with exactly one slash. */
        NOT_LOCAL,
        /** A control character, a backslash, or one that is not ASCII. */
        UNSAFE_CHARACTER,
        /** Its path leaves the site once dots are taken out. */
        LEAVES_SITE,
        /** More than {@value LocalRedirect#MAX_LENGTH} characters. */
        TOO_LONG
    }

    private final String location;

    private LocalRedirect(String location) {
        this.location = location;
    }

    /** The target, or why it is refused. */
    public static Checked<LocalRedirect, Reason> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Checked.refused(Reason.TOO_LONG);
        }
        if (!text.startsWith("/") || text.startsWith("//") || text.startsWith("/\\")) {
            return Checked.refused(Reason.NOT_LOCAL);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f || c == '\\') {
                return Checked.refused(Reason.UNSAFE_CHARACTER);
            }
        }
        if (text.endsWith(" ")) {
            return Checked.refused(Reason.UNSAFE_CHARACTER);
        }
        return leavesSite(text)
                ? Checked.refused(Reason.LEAVES_SITE)
                : Checked.accepted(new LocalRedirect(escaped(text)));
    }

    private static boolean leavesSite(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '?' && text.charAt(end) != '#') {
            end++;
        }
        List<String> segments = new ArrayList<>();
        for (String segment : text.substring(1, end).split("/", -1)) {
            String dots = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
            if (dots.equals("..")) {
                if (!segments.isEmpty()) {
                    segments.remove(segments.size() - 1);
                }
            } else if (!dots.equals(".")) {
                segments.add(segment);
            }
        }
        return segments.size() > 1 && segments.get(0).isEmpty();
    }

    private static String escaped(String text) {
        StringBuilder location = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean second = c == '#' && location.indexOf("#") >= 0; // a fragment holds no other
            if (second || " \"<>^`{|}[]".indexOf(c) >= 0) {
                location.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            } else {
                location.append(c);
            }
        }
        return location.toString();
    }

    /** The text for the {@code Location} field: a URI reference (RFC 9110 section 10.2.2). */
    public String location() {
        return location;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LocalRedirect that && location.equals(that.location);
    }

    @Override
    public int hashCode() {
        return location.hashCode();
    }

    /** The target. */
    @Override
    public String toString() {
        return location;
    }
}
