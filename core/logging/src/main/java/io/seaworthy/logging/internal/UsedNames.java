package io.seaworthy.logging.internal;

import io.seaworthy.logging.internal.LineFormat.Name;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The names of one line's fields, so that none comes twice. Used again for each line; not thread-safe. */
final class UsedNames {

    private static final int MAX = 128;

    /** Values that stay here until the next line are short and few. */
    private static final int KEPT = 64;

    private static final int FEW = 16;

    private final String[] names = new String[MAX];
    private final @Nullable Object[] values = new @Nullable Object[MAX];

    /** The number for the next field of this name: a line of one name would otherwise try them all for each field. */
    private final int[] suffixes = new int[MAX];

    private int fields;
    private boolean large;

    /** One bit for each name's hash: where it is not set the name is new, and nothing has to be compared. */
    private long seen;

    boolean isFull() {
        return fields == MAX;
    }

    /** Whether one of the first fields has this name and this very value. */
    boolean startsWith(int first, String name, Object value) {
        for (int i = 0; i < fields && i < first; i++) {
            if (values[i] == value && names[i].equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** A free name like the one wanted, or null where the same field is there already. */
    @Nullable
    Name take(Name wanted, @Nullable Object value, LineFormat format) {
        int same = find(wanted.shown());
        if (same < 0 && !wanted.reserved()) {
            put(wanted.shown(), value);
            return wanted;
        } else if (same >= 0 && isSame(values[same], value)) {
            return null;
        }
        String candidate = wanted.shown();
        if (wanted.reserved()) {
            candidate = "labels." + candidate;
            same = find(candidate);
            if (same >= 0 && isSame(values[same], value)) {
                return null;
            }
        }
        int next = same < 0 ? 2 : suffixes[same];
        while (format.isReserved(candidate) || find(candidate) >= 0) {
            candidate = "labels." + wanted.shown() + "_" + next++;
        }
        if (same >= 0) {
            suffixes[same] = next;
        }
        put(candidate, value);
        return format.renamed(wanted, candidate);
    }

    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        return one == other || Values.text(one).equals(Values.text(other));
    }

    /** Most lines have the fields of the last one: to look costs less than a reference that the collector hears of. */
    @SuppressWarnings("ReferenceEquality")
    private void put(String name, @Nullable Object value) {
        seen |= 1L << name.hashCode();
        if (names[fields] != name) {
            names[fields] = name;
        }
        if (values[fields] != value) {
            values[fields] = value;
        }
        suffixes[fields] = 2;
        large |= value instanceof String text && text.length() > KEPT;
        fields++;
    }

    private int find(String name) {
        int hash = name.hashCode();
        if ((seen & 1L << hash) == 0) {
            return -1;
        }
        for (int i = 0; i < fields; i++) {
            if (names[i].hashCode() == hash && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    void clear() {
        if (large || fields > FEW) {
            Arrays.fill(values, null);
            large = false;
        }
        fields = 0;
        seen = 0;
    }
}
