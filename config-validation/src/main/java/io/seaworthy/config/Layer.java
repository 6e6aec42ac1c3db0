package io.seaworthy.config;

import io.seaworthy.kernel.config.Violation;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the places that variables come from; the first layer that gives one wins. */
interface Layer {

    Source kind();

    /** The names that are there, given or empty. */
    Collection<String> names();

    /** The text of a name; null where it is not there. */
    @Nullable
    String text(String name) throws Refused;

    /** Where exactly a name is, without its value: {@code environment}, {@code .env:3}. */
    String place(String name);

    /** What is wrong with the layer itself. */
    default List<Violation> faults() {
        return List.of();
    }
}
