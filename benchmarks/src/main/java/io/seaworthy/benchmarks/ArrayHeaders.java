package io.seaworthy.benchmarks;

import io.seaworthy.kernel.ResponseHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response's fields in two arrays: the least that a server could cost. One line per field. */
final class ArrayHeaders implements ResponseHeaders {

    private final String[] names = new String[64];
    private final String[] values = new String[64];
    private int size;

    ArrayHeaders cleared() {
        size = 0;
        return this;
    }

    int size() {
        return size;
    }

    private int indexOf(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable String first(String name) {
        int at = indexOf(name);
        return at < 0 ? null : values[at];
    }

    @Override
    public List<String> all(String name) {
        String value = first(name);
        return value == null ? new ArrayList<>(0) : new ArrayList<>(List.of(value));
    }

    @Override
    public boolean isExactly(String name, String value) {
        return value.equals(first(name));
    }

    @Override
    public void set(String name, String value) {
        int at = indexOf(name);
        if (at < 0) {
            at = size++;
            names[at] = name;
        }
        values[at] = value;
    }

    @Override
    public void add(String name, String value) {
        set(name, value);
    }

    @Override
    public void remove(String name) {
        int at = indexOf(name);
        if (at >= 0) {
            size--;
            names[at] = names[size];
            values[at] = values[size];
        }
    }
}
