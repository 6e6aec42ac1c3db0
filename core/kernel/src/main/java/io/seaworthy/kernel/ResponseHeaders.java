package io.seaworthy.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The response's header fields as an adapter shows them to header edits and response passes. Not thread-safe. */
public interface ResponseHeaders {

    /** The first value of a field, or null where it is absent. */
    @Nullable
    String first(String name);

    /** All values of a field, a line each; a copy. */
    List<String> all(String name);

    /** Replaces all values of a field by one. */
    void set(String name, String value);

    /** Adds a line. */
    void add(String name, String value);

    /** Removes all values of a field. */
    void remove(String name);

    /** Whether the field has exactly this one value; adapters answer without building a list where they can. */
    default boolean isExactly(String name, String value) {
        List<String> values = all(name);
        return values.size() == 1 && values.get(0).equals(value);
    }
}
