package io.seaworthy.config.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** How a record, and what is in it, is made of the row of values. */
sealed interface Construction {

    /** The expression; the function writes the value of an index as a type. */
    String source(BiFunction<Integer, String, String> value);

    /** One value of the row. */
    record Value(int index, String type) implements Construction {
        @Override
        public String source(BiFunction<Integer, String, String> value) {
            return value.apply(index, type);
        }
    }

    /** A record of its parts. */
    record New(String type, List<Construction> parts) implements Construction {
        @Override
        public String source(BiFunction<Integer, String, String> value) {
            List<String> arguments = new ArrayList<>();
            for (Construction part : parts) {
                arguments.add(part.source(value));
            }
            return "new " + type + "(\n                " + String.join(",\n                ", arguments) + ")";
        }
    }

    /** One of some records, by the text of a value. */
    record Choice(String type, int index, Map<String, Construction> records) implements Construction {
        @Override
        public String source(BiFunction<Integer, String, String> value) {
            StringBuilder text = new StringBuilder("(" + type + ") (");
            String chosen = value.apply(index, "java.lang.Object");
            records.forEach((label, record) -> text.append('"')
                    .append(label)
                    .append("\".equals(")
                    .append(chosen)
                    .append(") ? ")
                    .append(record.source(value))
                    .append("\n                : "));
            return text.append("null)").toString();
        }
    }
}
