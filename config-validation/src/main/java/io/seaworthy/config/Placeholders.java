package io.seaworthy.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * <code>${NAME}</code> in a default, for components declared before. Given values are never interpolated: text from
 * outside is text. Stateless.
 */
final class Placeholders {

    private Placeholders() {}

    static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        int open = text.indexOf("${");
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            names.add(text.substring(open + 2, close));
            open = text.indexOf("${", close);
        }
        return names;
    }

    /** The text with the names replaced; null where one of them has no text. */
    static @Nullable String fill(String text, Map<String, String> texts) {
        String filled = text;
        for (String name : names(text)) {
            String value = texts.get(name);
            if (value == null) {
                return null;
            }
            filled = filled.replace("${" + name + "}", value);
        }
        return filled;
    }
}
