package io.seaworthy.sanitize.file;

import io.seaworthy.sanitize.Checked;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relative path that leads down and nowhere else, on POSIX and Windows alike: 1 to {@value #MAX_SEGMENTS} names with one
 * {@code /} between, at most {@value #MAX_LENGTH} characters. Each name is as in {@link SafeFileName}, except that it may
 * be hidden, begin with a hyphen and have any extension; it comes out in normalisation form C. No {@code ..}, drive, share, backslash, device, alternate stream or percent escape.
 *
 * <p>It says nothing about links in the file system: {@link SafeFolder} does. Immutable; equality is by text.
 */
public final class SafePath {

    /** UTF-16 units at most. */
    public static final int MAX_LENGTH = 1_024;

    /** Names at most. */
    public static final int MAX_SEGMENTS = 32;

    private final List<String> segments;

    private SafePath(List<String> segments) {
        this.segments = List.copyOf(segments);
    }

    /** The path, or why it is refused. */
    public static Checked<SafePath, FileRefusal> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Checked.refused(FileRefusal.NAME_TOO_LONG);
        }
        List<String> segments = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            String segment = text.substring(start, end);
            // An empty name is an absolute path or two slashes in a row.
            FileRefusal refusal =
                    segment.isEmpty() && text.length() > 0 ? FileRefusal.NAME_SEPARATOR : SafeFileName.segment(segment);
            if (refusal != null) {
                return Checked.refused(refusal);
            }
            segments.add(Normalizer.normalize(segment, Normalizer.Form.NFC));
            start = end + 1;
        }
        return segments.size() > MAX_SEGMENTS
                ? Checked.refused(FileRefusal.NAME_TOO_LONG)
                : Checked.accepted(new SafePath(segments));
    }

    /** The names, at least one. */
    public List<String> segments() {
        return segments;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SafePath that && segments.equals(that.segments);
    }

    @Override
    public int hashCode() {
        return segments.hashCode();
    }

    /** The path with slashes. */
    @Override
    public String toString() {
        return String.join("/", segments);
    }
}
