package io.seaworthy.config;

import io.seaworthy.kernel.net.IpAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
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
    private final @Nullable String profileName;
    private final ArrayList<String> names = new ArrayList<>(40);
    private final ArrayList<String> absent = new ArrayList<>(4);
    private final ArrayList<Setting> maps = new ArrayList<>(0);
    private @Nullable DirectRules rules;
    private boolean failed;

    private Direct(Schema<?> schema, Map<String, String> variables, String profileVariable) {
        this.schema = schema;
        this.variables = variables;
        String name = given(profileVariable);
        this.profileName = name;
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
        return !failed && ((absent.isEmpty() && maps.isEmpty()) || !TypoFilter.isAny(variables, names, absent, maps));
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
        rules.check(schema);
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
        if (text.length() > 18 || !isWhole(text)) {
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
        if (text == null || hasControl(text)) {
            failed = true;
            return "";
        }
        return text;
    }

    /** One line of text that may be absent. */
    public Optional<String> optionalText(String name) {
        String text = given(name);
        failed |= text != null && hasControl(text);
        know(name, text);
        return Optional.ofNullable(text);
    }

    /** A duration of whole seconds between both ends; a null default means that the variable is required. */
    public Duration duration(String name, long min, long max, @Nullable String fallback) {
        Duration value = duration(line(name, fallback));
        if (value == null || !isBetween(value, Math.max(0, min), max)) {
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
            if (isConstant(text, constant.name())) {
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
            if (host != null && url.getPort() < 0 && host.charAt(0) != '[' && isHost(host)) {
                know(name, url);
                return url;
            }
        }
        return (URI) value(index);
    }

    /** Any other component, read by its own converter; {@link Schema#component} describes it. */
    public @Nullable Object value(int index) {
        return failed ? null : DirectValue.read(this, schema.part(index), profile());
    }

    /** Named when somebody asks: settings that are the same everywhere do without the class. */
    Profile profile() {
        return profileName == null ? Profile.DEVELOPMENT : Profile.of(profileName);
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

    /** Counts; no value. */
    @Override
    public String toString() {
        return "Direct[" + names.size() + " names]";
    }

    // Spellings, which the converters share. They are here because a class of their own would cost each cold start a
    // quarter of a millisecond, and without streams, lambdas and patterns, whose first use costs more than all
    // settings.

    /** Whether it is a whole number in its one spelling: no plus sign, no leading zeros. */
    static boolean isWhole(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        return isDigits(text, from) && !(text.length() > from + 1 && text.charAt(from) == '0');
    }

    /** Whether there are digits from an index on, and nothing else. */
    static boolean isDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > from;
    }

    static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The duration of a text such as {@code 30s} or {@code PT30S}; null where it is none. */
    static @Nullable Duration duration(String text) {
        if (text.startsWith("P")) {
            Duration plain = isoTime(text);
            return plain == null ? DurationConverter.iso(text) : plain; // apart: its catch clause loads two classes
        }
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 12) {
            return null;
        }
        long amount = Long.parseLong(text, 0, digits, 10);
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> null;
        };
    }

    /** The duration of {@code PT1H30M5S} and the like, without a pattern; null where the JDK has to tell. */
    private static @Nullable Duration isoTime(String text) {
        Duration sum = Duration.ZERO;
        int unit = -1;
        int start = 2;
        for (int i = 2; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                continue;
            }
            int next = "HMS".indexOf(text.charAt(i));
            if (next <= unit || i == start || i - start > 12) {
                return null;
            }
            long amount = Long.parseLong(text, start, i, 10);
            sum = sum.plusSeconds(amount * (next == 0 ? 3_600 : next == 1 ? 60 : 1));
            unit = next;
            start = i + 1;
        }
        return text.startsWith("PT") && text.length() > 2 && start == text.length() ? sum : null;
    }

    /** Whether it is a DNS name or an address literal. */
    static boolean isHost(String text) {
        if (text.indexOf(':') >= 0) {
            return IpAddress.parse(text) != null;
        }
        if (text.length() > 253) {
            return false;
        }
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            if (!isLabel(text, start, dot)) {
                return false;
            }
            start = dot + 1;
        }
        return isLabel(text, start, text.length()) && (!isNumeric(text, start) || IpAddress.parse(text) != null);
    }

    private static boolean isLabel(String text, int start, int end) {
        if (end == start || end - start > 63 || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c != '-' && (c >= 0x80 || !Character.isLetterOrDigit(c))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the last label makes it an address. */
    private static boolean isNumeric(String text, int last) {
        return isDigits(text, last) || text.startsWith("0x", last) || text.startsWith("0X", last);
    }

    /** Whether a duration is of at least and at most so many seconds. */
    static boolean isBetween(Duration value, long min, long max) {
        return !value.isNegative()
                && value.getSeconds() >= min
                && (value.getSeconds() < max || (value.getSeconds() == max && value.getNano() == 0));
    }

    /** Whether a text is a constant's name in lower case, with hyphens. */
    static boolean isConstant(String text, String name) {
        if (text.length() != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            char wanted = c == '_' ? '-' : Character.toLowerCase(c);
            if (text.charAt(i) != wanted) {
                return false;
            }
        }
        return true;
    }
}
