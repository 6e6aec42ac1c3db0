package io.seaworthy.testkit;

import io.seaworthy.kernel.ResponseHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Response headers in memory, in the order in which they were written. Names match without regard to case. */
public final class RecordingHeaders implements ResponseHeaders {

    private record Line(String name, String value) {

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    private final List<Line> lines = new ArrayList<>();

    private RecordingHeaders() {}

    /** No headers yet. */
    public static RecordingHeaders create() {
        return new RecordingHeaders();
    }

    @Override
    public @Nullable String first(String name) {
        for (Line line : lines) {
            if (line.is(name)) {
                return line.value();
            }
        }
        return null;
    }

    @Override
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Line line : lines) {
            if (line.is(name)) {
                values.add(line.value());
            }
        }
        return values;
    }

    @Override
    public void set(String name, String value) {
        remove(name);
        add(name, value);
    }

    @Override
    public void add(String name, String value) {
        lines.add(new Line(name, value));
    }

    @Override
    public void remove(String name) {
        lines.removeIf(line -> line.is(name));
    }

    /** The names present, each once, as first written. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Line line : lines) {
            if (names.stream().noneMatch(line::is)) {
                names.add(line.name());
            }
        }
        return names;
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** One {@code name: value} line each. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.name()).append(": ").append(line.value()).append('\n');
        }
        return text.toString();
    }
}
