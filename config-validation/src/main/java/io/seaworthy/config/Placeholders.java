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
        StringBuilder filled = new StringBuilder();
        int from = 0;
        int open = text.indexOf("${");
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String value = texts.get(text.substring(open + 2, close));
            if (value == null) {
                return null;
            }
            filled.append(text, from, open).append(value); // what is filled in is not looked at again
            from = close + 1;
            open = text.indexOf("${", from);
        }
        return filled.append(text, from, text.length()).toString();
    }
}
