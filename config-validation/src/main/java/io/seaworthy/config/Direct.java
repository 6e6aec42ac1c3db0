package io.seaworthy.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads variables that are all right, by plain calls that generated schemas make: no description, no provenance, nothing
 * of the report. The first fault ends it; the settings are then read again in the long way, which finds them all. A call
 * answers a value that means nothing once there was a fault ({@link #isComplete}).
 *
 * <p>Used by one thread, once.
 */
public final class Direct {

    private final Schema<?> schema;
    private final Map<String, String> variables;
    private final Profile profile;
    private final ArrayList<String> names = new ArrayList<>(40);
    private final ArrayList<String> absent = new ArrayList<>(4);
    private boolean failed;

    private Direct(Schema<?> schema, Map<String, String> variables, String profileVariable) {
        this.schema = schema;
        this.variables = variables;
        String name = given(profileVariable);
        this.profile = name == null ? Profile.DEVELOPMENT : Profile.of(name);
    }

    /** The settings, or null where the long way has to say what is wrong, or where the schema knows no short one. */
    static <T> @Nullable T read(Schema<T> schema, Map<String, String> variables, String profileVariable) {
        try {
            return schema.direct(new Direct(schema, variables, profileVariable));
        } catch (RuntimeException refused) {
            return null; // the record's own constructor refuses: the long way reports it without its message
        }
    }

    /** Whether every value so far is good, and no unknown name looks like one that is missing. */
    public boolean isComplete() {
        return !failed && (absent.isEmpty() || !hasTypo());
    }

    /** What the components of {@link #value} are described to. */
    public Description description() {
        return new Description(schema);
    }

    /** An {@code int}; a null default means that the variable is required. */
    public int integer(String name, long min, long max, @Nullable String fallback) {
        return (int) whole(name, Math.max(min, Integer.MIN_VALUE), Math.min(max, Integer.MAX_VALUE), fallback);
    }

    /** A {@code long} with both ends included; a null default means that the variable is required. */
    public long whole(String name, long min, long max, @Nullable String fallback) {
        String text = text(name, fallback);
        if (text.length() > 18 || !Texts.isWhole(text)) {
            failed = true; // longer numbers may overflow: the long way tells
            return 0;
        }
        long value = Long.parseLong(text);
        failed |= value < min || value > max;
        return value;
    }

    /** A {@code boolean}; a null default means that the variable is required. */
    public boolean flag(String name, @Nullable String fallback) {
        String text = text(name, fallback);
        boolean value = text.equals("true");
        failed |= !value && !text.equals("false");
        return value;
    }

    /** One line of text; a null default means that the variable is required. */
    public String text(String name, @Nullable String fallback) {
        String text = given(name);
        if (text == null) {
            text = fallback;
        }
        if (text == null || Texts.hasControl(text)) {
            failed = true;
            return "";
        }
        return text;
    }

    /** One line of text that may be absent. */
    public Optional<String> optionalText(String name) {
        String text = given(name);
        failed |= text != null && Texts.hasControl(text);
        return Optional.ofNullable(text);
    }

    /** A duration of whole seconds between both ends; a null default means that the variable is required. */
    public Duration duration(String name, long min, long max, @Nullable String fallback) {
        Duration value = Texts.duration(text(name, fallback));
        if (value == null || !Texts.isBetween(value, Math.max(0, min), max)) {
            failed = true;
            return Duration.ZERO;
        }
        return value;
    }

    /** One of an enum's constants; a null default means that the variable is required. */
    public <E extends Enum<E>> @Nullable E choice(String name, E[] constants, @Nullable String fallback) {
        String text = text(name, fallback);
        for (E constant : constants) {
            if (Texts.isConstant(text, constant.name())) {
                return constant;
            }
        }
        failed = true;
        return null;
    }

    /** Any other component, read by its own converter. */
    public @Nullable Object value(Component component) {
        return failed ? null : DirectValue.read(this, Setting.of(component), profile);
    }

    /** Ends the short way. */
    @Nullable
    Object fail() {
        failed = true;
        return null;
    }

    /** Whether an old name is given, itself or as a file. */
    boolean isGiven(String name, boolean orFile) {
        names.add(name);
        names.add(name + "_FILE");
        return !variables.getOrDefault(name, "").isEmpty()
                || (orFile && !variables.getOrDefault(name + "_FILE", "").isEmpty());
    }

    @Nullable
    String given(String name) {
        names.add(name);
        String text = variables.get(name);
        if (text == null || text.isEmpty()) {
            absent.add(name);
            return null;
        }
        return text;
    }

    private boolean hasTypo() {
        Set<String> known = new HashSet<>(names);
        for (String name : variables.keySet()) {
            if (!known.contains(name) && mayMeanAbsent(name)) {
                return NameTypos.isAny(variables, known);
            }
        }
        return false;
    }

    /** Whether a name has few letters that a missing one has not: loads nothing for names of other programs. */
    private boolean mayMeanAbsent(String name) {
        long letters = letters(name);
        for (int i = 0; i < absent.size(); i++) {
            long strange = letters & ~letters(absent.get(i));
            if (Long.bitCount(strange) <= Math.max(2, name.length() / 4 + 1)) {
                return true;
            }
        }
        return false;
    }

    private static long letters(String name) {
        long letters = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            letters |= c == '_' || c == '-' || c == '.' ? 0 : 1L << (Character.toUpperCase(c) & 63);
        }
        return letters;
    }

    /** Counts; no value. */
    @Override
    public String toString() {
        return "Direct[" + names.size() + " names]";
    }
}
