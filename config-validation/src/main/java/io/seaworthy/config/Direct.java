package io.seaworthy.config;

import java.net.URI;
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
    private final ArrayList<Setting> maps = new ArrayList<>(0);
    private @Nullable DirectRules rules;
    private boolean failed;

    private Direct(Schema<?> schema, Map<String, String> variables, String profileVariable) {
        this.schema = schema;
        this.variables = variables;
        String name = given(profileVariable);
        this.profile = name == null ? Profile.DEVELOPMENT : Profile.of(name);
        // given, but not so that it can be read: the long way tells
        this.failed = name == null
                && (variables.containsKey(profileVariable) || variables.containsKey(profileVariable + "_FILE"));
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
        return !failed && ((absent.isEmpty() && maps.isEmpty()) || !hasTypo());
    }

    /** Keeps each value for the record's rules; said first. */
    public void keepForRules() {
        rules = new DirectRules(this);
    }

    /** As {@link #isComplete}, and the record's rules find nothing. */
    public boolean isRight() {
        if (rules == null || failed) {
            return false;
        }
        schema.check(new Rules(rules));
        return isComplete();
    }

    /** An {@code int}; a null default means that the variable is required. */
    public int integer(String name, long min, long max, @Nullable String fallback) {
        int value = (int) number(name, Math.max(min, Integer.MIN_VALUE), Math.min(max, Integer.MAX_VALUE), fallback);
        know(name, value);
        return value;
    }

    /** A {@code long} with both ends included; a null default means that the variable is required. */
    public long whole(String name, long min, long max, @Nullable String fallback) {
        long value = number(name, min, max, fallback);
        know(name, value);
        return value;
    }

    private long number(String name, long min, long max, @Nullable String fallback) {
        String text = line(name, fallback);
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
        String text = line(name, fallback);
        boolean value = text.equals("true");
        failed |= !value && !text.equals("false");
        know(name, value);
        return value;
    }

    /** One line of text; a null default means that the variable is required. */
    public String text(String name, @Nullable String fallback) {
        String text = line(name, fallback);
        know(name, text);
        return text;
    }

    private String line(String name, @Nullable String fallback) {
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
        know(name, text);
        return Optional.ofNullable(text);
    }

    /** A duration of whole seconds between both ends; a null default means that the variable is required. */
    public Duration duration(String name, long min, long max, @Nullable String fallback) {
        Duration value = Texts.duration(line(name, fallback));
        if (value == null || !Texts.isBetween(value, Math.max(0, min), max)) {
            failed = true;
            return Duration.ZERO;
        }
        know(name, value);
        return value;
    }

    /** One of an enum's constants; a null default means that the variable is required. */
    public <E extends Enum<E>> @Nullable E choice(String name, E[] constants, @Nullable String fallback) {
        String text = line(name, fallback);
        for (E constant : constants) {
            if (Texts.isConstant(text, constant.name())) {
                know(name, constant);
                return constant;
            }
        }
        failed = true;
        return null;
    }

    /** An https URL that is required; one that is not plain is read as {@link #value} of that index. */
    public @Nullable URI url(int index, String name) {
        String text = given(name);
        if (text != null && text.startsWith("https://") && text.indexOf('@') < 0) {
            URI url = URI.create(text); // what it throws ends the short way
            String host = url.getHost();
            if (host != null && url.getPort() < 0 && host.charAt(0) != '[' && Texts.isHost(host)) {
                know(name, url);
                return url;
            }
        }
        return (URI) value(index);
    }

    /** Any other component, read by its own converter; {@link Schema#component} describes it. */
    public @Nullable Object value(int index) {
        return failed ? null : DirectValue.read(this, schema.part(index), profile);
    }

    Profile profile() {
        return profile;
    }

    Map<String, String> variables() {
        return variables;
    }

    void know(String name, @Nullable Object value) {
        if (rules != null) {
            rules.know(name, value);
        }
    }

    /** The variables of a map are known names, too. */
    void know(Setting map) {
        maps.add(map);
    }

    /** Whether a component's variable is given, itself or as a file. */
    boolean isPresent(String name) {
        for (int i = 0; i < maps.size(); i++) {
            if (maps.get(i).name().equals(name)) {
                return MapReading.isGiven(maps.get(i), variables);
            }
        }
        String file = name + "_FILE";
        return !absent.contains(name) || (names.contains(file) && !absent.contains(file));
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
        ArrayList<TypoFilter> missing = new ArrayList<>(absent.size());
        for (int i = 0; i < absent.size(); i++) {
            missing.add(new TypoFilter(absent.get(i)));
        }
        for (String name : variables.keySet()) {
            if (!known.contains(name) && mayMean(new TypoFilter(name), missing)) {
                return NameTypos.isAny(variables, known, maps);
            }
        }
        return false;
    }

    private boolean mayMean(TypoFilter name, ArrayList<TypoFilter> missing) {
        for (int i = 0; i < missing.size(); i++) {
            if (name.mayMean(missing.get(i))) {
                return true;
            }
        }
        for (int i = 0; i < maps.size(); i++) {
            if (name.mayMean(maps.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Counts; no value. */
    @Override
    public String toString() {
        return "Direct[" + names.size() + " names]";
    }
}
