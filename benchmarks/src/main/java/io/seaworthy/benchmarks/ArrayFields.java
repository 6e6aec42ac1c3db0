package io.seaworthy.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Header fields as a server has them once it has parsed a request: a lookup scans and builds nothing. */
public final class ArrayFields {

    private final String[] names;
    private final List<List<String>> values;

    private ArrayFields(String[] names, List<List<String>> values) {
        this.names = names;
        this.values = values;
    }

    /** Names and values in turn; a name that is repeated has several lines. */
    public static ArrayFields of(String... namesAndValues) {
        List<String> names = new ArrayList<>();
        List<List<String>> values = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            int known = names.indexOf(namesAndValues[i]);
            if (known < 0) {
                names.add(namesAndValues[i]);
                values.add(List.of(namesAndValues[i + 1]));
            } else {
                List<String> lines = new ArrayList<>(values.get(known));
                lines.add(namesAndValues[i + 1]);
                values.set(known, List.copyOf(lines));
            }
        }
        return new ArrayFields(names.toArray(String[]::new), values);
    }

    @Nullable
    public String first(String name) {
        List<String> lines = all(name);
        return lines.isEmpty() ? null : lines.get(0);
    }

    public List<String> all(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equalsIgnoreCase(name)) {
                return values.get(i);
            }
        }
        return List.of();
    }

    public List<String> names() {
        return List.of(names);
    }
}
