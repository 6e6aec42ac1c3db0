package io.seaworthy.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One component of a settings record: its variable and its rules.
 *
 * @param start what a map's variables start with; the whole name otherwise
 * @param end what a map's variables end with
 */
record Setting(
        String name,
        String start,
        String end,
        Shape shape,
        Converter converter,
        boolean secret,
        boolean sensitive,
        List<Default> defaults,
        Set<Profile> required,
        Set<Profile> forbidden,
        @Nullable GeneratedIn generated,
        String doc) {

    /** What becomes of a value that is not there. */
    enum Shape {
        PLAIN,
        OPTIONAL,
        LIST,
        SET,
        NETWORKS,
        MAP
    }

    boolean isMap() {
        return shape == Shape.MAP;
    }

    /** Whether nothing of the value may be shown. */
    boolean isHidden() {
        return secret || sensitive;
    }

    boolean takesFile() {
        return isHidden() && !isMap();
    }

    String fileName() {
        return name + "_FILE";
    }

    /** The default's text in an environment; the one that names the environment wins. */
    @Nullable
    String defaultIn(Profile profile) {
        String text = null;
        boolean specific = false;
        for (Default candidate : defaults) {
            if (Constraints.applies(candidate.in(), profile) && (!specific || candidate.in().length > 0)) {
                text = candidate.value();
                specific = candidate.in().length > 0;
            }
        }
        return required.contains(profile) ? null : text;
    }

    boolean isGeneratedIn(Profile profile) {
        return generated != null && List.of(generated.value()).contains(profile);
    }

    /** Whether the variable has to be given. */
    boolean isRequiredIn(Profile profile) {
        return required.contains(profile)
                || (required.isEmpty()
                        && shape == Shape.PLAIN
                        && defaultIn(profile) == null
                        && !isGeneratedIn(profile));
    }

    /** The key of a map's variable, or null where the name is none of this map's. */
    @Nullable
    String keyOf(String variable) {
        int length = variable.length() - start.length() - end.length();
        if (!isMap() || length < 1 || !variable.startsWith(start) || !variable.endsWith(end)) {
            return null;
        }
        String key = variable.substring(start.length(), start.length() + length);
        boolean plain = key.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
        return plain ? key.toLowerCase(Locale.ROOT) : null;
    }
}
