package io.seaworthy.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a component takes from the row of values. Classes, because the first lambda of a process costs milliseconds. */
interface RecordPart {

    @Nullable
    Object take(@Nullable Object[] values) throws ReflectiveOperationException;

    /** One of the values; none where the index is negative. */
    record Value(int index) implements RecordPart {

        @Override
        public @Nullable Object take(@Nullable Object[] values) {
            return index < 0 ? null : values[index];
        }
    }

    /** The record that a value names. */
    record Choice(int index, Map<String, RecordPart> choices) implements RecordPart {

        @Override
        public @Nullable Object take(@Nullable Object[] values) throws ReflectiveOperationException {
            RecordPart chosen = choices.get(String.valueOf(values[index]));
            return chosen == null ? null : chosen.take(values);
        }
    }
}
