package io.seaworthy.kernel.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter knows of a response's fields without asking the server, for which every look-up is a scan, with an
 * iterator in some: the values that it wrote itself, and that a field of which it was not told is absent. Knows nothing
 * before {@link #begin}. Not thread-safe, as the response is not.
 */
public final class KnownFields {

    /** Enough for all guards' fields, the server's own and a few of the application's. */
    private static final int USUAL = 20;

    /** Names and values in turn; a value is null where only the server knows. */
    private @Nullable String[] fields = new String[2 * USUAL];

    private int end;

    /** A bit for each name told of, so that most absent names need no scan. */
    private long told;

    private boolean begun;

    /** The response is fresh: of the names told from now on all others are absent. */
    public void begin() {
        end = 0;
        told = 0;
        begun = true;
    }

    /** Something else may have written any field. */
    public void forget() {
        begun = false;
    }

    /** The field has exactly this value now. */
    public void wrote(String name, String value) {
        put(name, value);
    }

    /**
     * The field may have any value now, or none. Without a name there is no field. Servers that fold more than ASCII take
     * the long s of {@code X-Frame-Option\u017f} for an s: of such a name nobody knows which field it is.
     */
    public void changed(@Nullable String name) {
        if (name == null) {
            return;
        }
        if (Ascii.isAscii(name)) {
            put(name, null);
        } else {
            forget();
        }
    }

    /** Whether the response surely has no such field. */
    public boolean isAbsent(String name) {
        return begun && ((told & bit(name)) == 0 || find(name) < 0);
    }

    /** The field's one value, or null where the server must be asked. */
    public @Nullable String value(String name) {
        int at = begun && (told & bit(name)) != 0 ? find(name) : -1;
        return at < 0 ? null : fields[at + 1];
    }

    private void put(String name, @Nullable String value) {
        if (!begun) {
            return;
        }
        int at = (told & bit(name)) == 0 ? -1 : find(name);
        if (at < 0) {
            if (end == fields.length) {
                fields = Arrays.copyOf(fields, 2 * end);
            }
            at = end;
            end += 2;
            fields[at] = name;
            told |= bit(name);
        }
        fields[at + 1] = value;
    }

    /** Cheap, because names are the guards' constants mostly, and of different lengths. */
    private int find(String name) {
        for (int i = 0; i < end; i += 2) {
            if (name.equalsIgnoreCase(fields[i])) {
                return i;
            }
        }
        return -1;
    }

    private static long bit(String name) {
        int length = name.length();
        if (length == 0) {
            return 1;
        }
        int last = Ascii.toLower(name.charAt(length - 1));
        return 1L << (length * 31 + Ascii.toLower(name.charAt(0)) * 7 + last);
    }
}
