package io.seaworthy.config;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.net.CidrSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
        List<Component.Scoped> defaults,
        Profile[] required,
        Profile[] forbidden,
        Component.@Nullable Generated generated,
        String doc,
        List<Component.When> conditions,
        Component.@Nullable Renamed renamed,
        Component.@Nullable Retired retired) {

    /** What becomes of a value that is not there. */
    enum Shape {
        PLAIN,
        OPTIONAL,
        LIST,
        SET,
        NETWORKS,
        MAP
    }

    static final String PLACE = "<NAME>";

    private static final List<Component.Scoped> PROFILE_DEFAULT =
            List.of(new Component.Scoped(List.of("development"), new Profile[0]));

    static Setting of(Component component) {
        Converter converter = Converters.of(component);
        String name = component.variable();
        Class<?> type = component.kind().type();
        boolean single = component.shape() == Shape.PLAIN || component.shape() == Shape.OPTIONAL;
        boolean secret = type == Secret.class;
        List<Component.Scoped> defaults = component.defaults();
        if (type == Profile.class && single && defaults.isEmpty() && component.required().length == 0) {
            defaults = PROFILE_DEFAULT;
        }
        int place = component.shape() == Shape.MAP ? name.indexOf(PLACE) : -1;
        return new Setting(
                name,
                place < 0 ? name : name.substring(0, place),
                place < 0 ? "" : name.substring(place + PLACE.length()),
                type == CidrSet.class ? Shape.NETWORKS : component.shape(),
                converter,
                secret,
                component.has("@Sensitive"),
                defaults,
                component.required(),
                component.forbidden(),
                secret ? component.generated() : null,
                doc(component),
                List.copyOf(component.conditions()),
                component.shape() == Shape.MAP ? null : component.renamed(),
                component.retired());
    }

    private static String doc(Component component) {
        Component.Renamed old = component.renamed();
        Component.Retired retired = component.retired();
        StringBuilder text = new StringBuilder(component.doc());
        if (old != null) {
            text.append(' ')
                    .append(old.from())
                    .append(" is its old name; ")
                    .append(old.removedIn())
                    .append(" removes that.");
        }
        if (retired != null) {
            text.append(" Goes in ")
                    .append(retired.removedIn())
                    .append("; ")
                    .append(retired.instead())
                    .append('.');
        }
        return text.toString().strip();
    }

    boolean isConditional() {
        return !conditions.isEmpty();
    }

    /** Whether the conditions hold; null where a variable that decides has a fault. */
    @Nullable
    Boolean applies(Map<String, String> texts) {
        for (Component.When condition : conditions) {
            String text = texts.get(condition.variable());
            if (text == null) {
                return null;
            } else if (!condition.texts().contains(text)) {
                return false;
            }
        }
        return true;
    }

    /** {@code where SERVER is jdk or servlet}. */
    String conditionText() {
        StringBuilder text = new StringBuilder();
        for (Component.When condition : conditions) {
            text.append(text.isEmpty() ? "where " : " and ")
                    .append(condition.variable())
                    .append(" is ");
            text.append(String.join(" or ", condition.texts()));
        }
        return text.toString();
    }

    /** What the record's component takes: the value, in its shape where there is none. */
    @Nullable
    Object argument(@Nullable Object value) {
        if (shape == Shape.OPTIONAL) {
            return Optional.ofNullable(value);
        } else if (value != null) {
            return value;
        } else if (shape == Shape.LIST) {
            return List.of();
        } else if (shape == Shape.SET) {
            return Set.of();
        }
        return shape == Shape.NETWORKS ? CidrSet.none() : null;
    }

    boolean isForbiddenIn(Profile profile) {
        return profile.isAmongNamed(forbidden);
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
        for (Component.Scoped candidate : defaults) {
            if (profile.isAmong(candidate.in()) && (!specific || candidate.in().length > 0)) {
                text = candidate.text();
                specific = candidate.in().length > 0;
            }
        }
        return profile.isAmongNamed(required) ? null : text;
    }

    boolean isGeneratedIn(Profile profile) {
        return generated != null && profile.isAmongNamed(generated.in());
    }

    /** Whether the variable has to be given. */
    boolean isRequiredIn(Profile profile) {
        return profile.isAmongNamed(required)
                || (required.length == 0
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
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_') {
                return null;
            }
        }
        return key.toLowerCase(Locale.ROOT);
    }
}
