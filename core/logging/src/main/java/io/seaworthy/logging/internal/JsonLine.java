package io.seaworthy.logging.internal;

import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.logging.Redactor;
import io.seaworthy.logging.internal.LineFormat.Kind;
import io.seaworthy.logging.internal.LineFormat.Name;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One log event as a JSON object on one line that is never longer than its limit and always closed. Fields are written
 * in the order of their worth: what does not fit any more is cut or left out, and {@code labels.truncated} says so. The
 * names that this module writes are reserved; a field of the application that has one of them, or a name that is taken,
 * gets another name. Redaction and escaping are one pass. Used again for each line; not thread-safe.
 */
public final class JsonLine {

    private static final int MAX_FIELDS = 128;
    private static final int MAX_CONTEXT = 1024;
    private static final int IDS = 3;

    /** Bytes around a value in any format. */
    private static final int AROUND = 48;

    private final JsonBuffer out;
    private final Text text;
    private final RedactionScan scan;
    private final String[] names = new String[MAX_FIELDS];
    private final @Nullable Object[] values = new @Nullable Object[MAX_FIELDS];
    private final BiConsumer<String, String> context = this::contextField;
    private final Function<String, @Nullable String> redaction = this::redact;
    private final LineFormat.RedactorText nameRedaction = this::redacted;
    private LineFormat format = LineFormat.flat(Set.of());
    private RedactionRules rules = RedactionRules.NOTHING;
    private int fields;
    private int end;
    private boolean empty;
    private boolean truncated;

    JsonLine(JsonBuffer out, Text text, RedactionScan scan) {
        this.out = out;
        this.text = text;
        this.scan = scan;
    }

    /** Begins a line of at most so many bytes with what every line begins with. */
    public JsonLine begin(LineFormat format, RedactionRules rules, int limit) {
        this.format = format;
        this.rules = rules;
        end = out.size() + limit - format.tail();
        empty = true;
        truncated = false;
        return this;
    }

    /** The buffer behind, for what is known to be JSON. */
    public JsonBuffer raw() {
        return out;
    }

    /** Fields were written to {@link #raw()}: the next one needs a comma. */
    public JsonLine begun() {
        empty = false;
        return this;
    }

    /** The text so far in quotes and redacted; false, and nothing written, where it is too long for that. */
    public boolean message(int max) {
        int before = out.size();
        out.put('"');
        if (encode(max)) {
            out.put('"');
            return true;
        }
        out.truncate(before);
        return false;
    }

    /** A text of any length in quotes, redacted and cut. */
    public void message(String whole, int max) {
        string(Values.redacted(whole, max, redaction), end - out.size());
    }

    /** One of the module's own fields; its text is safe and needs no redaction. */
    public JsonLine plain(String name, String value) {
        return attribute(format.bytes(name), value, false, Integer.MAX_VALUE);
    }

    /** One of the module's own fields, redacted, of at most so many characters. */
    public JsonLine text(String name, String value, int max) {
        return attribute(format.bytes(name), value, true, max);
    }

    /** The text so far as one of the module's own fields, escaped and not redacted. */
    public JsonLine prepared(String name) {
        RedactionRules redacting = rules;
        rules = RedactionRules.NOTHING;
        int before = out.size();
        if (begin(format.bytes(name), Kind.TEXT)) {
            if (encode(Integer.MAX_VALUE)) {
                out.put(format.close(Kind.TEXT));
            } else {
                out.truncate(before);
                attribute(format.bytes(name), text.toString(), false, Integer.MAX_VALUE);
            }
        }
        rules = redacting;
        return this;
    }

    /** A field of the context. */
    public BiConsumer<String, String> context() {
        return context;
    }

    private void contextField(String name, String value) {
        // The request's ids are written before everything else and come here a second time.
        for (int i = 0; i < fields && i < IDS; i++) {
            if (values[i] == value && names[i].equals(name)) {
                return;
            }
        }
        field(name, value, MAX_CONTEXT);
    }

    /** A field of the application, under its own name where that is free. */
    public JsonLine field(@Nullable String wanted, @Nullable Object value, int max) {
        if (fields >= MAX_FIELDS) {
            truncated = true;
            return this;
        }
        Name name = format.name(wanted, rules, nameRedaction);
        byte[] bytes = take(name, value);
        if (bytes == null) {
            return this;
        } else if (name.sensitive()) {
            return attribute(bytes, Redactor.VALUE, false, Integer.MAX_VALUE);
        } else if (value instanceof String string) {
            return attribute(bytes, string, true, max);
        } else if (value == null) {
            return token(bytes, Kind.NOTHING, "");
        } else if (value instanceof Boolean flag) {
            return token(bytes, Kind.BOOLEAN, flag ? "true" : "false");
        }
        return number(bytes, value, max);
    }

    private JsonLine number(byte[] name, Object value, int max) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            long number = ((Number) value).longValue();
            // Shorter ones are no card numbers.
            if (number > -1_000_000_000_000L && number < 1_000_000_000_000L) {
                if (begin(name, Kind.INTEGER)) {
                    out.putLong(number).put(format.close(Kind.INTEGER));
                }
                return this;
            }
        }
        String shown = Values.text(value, rules);
        if (!Values.isNumber(value) || redact(shown) != null) {
            return attribute(name, shown, true, max);
        }
        boolean whole = !(value instanceof Double
                || value instanceof Float
                || value instanceof BigDecimal
                || value instanceof BigInteger);
        return token(name, whole ? Kind.INTEGER : Kind.DECIMAL, shown);
    }

    /** One of the module's own fields: an array of names, redacted, of at most so many characters each. */
    public JsonLine list(String name, List<String> texts, int max) {
        int before = out.size();
        byte[] bytes = format.bytes(name);
        if (before + bytes.length + 2 * AROUND > end) {
            truncated = true;
            return this;
        }
        out.putAscii(empty ? "" : ",").put(bytes).putAscii(format.listOpen());
        empty = false;
        int first = out.size();
        for (String one : texts) {
            String shown = Values.redacted(String.valueOf(one), max, redaction);
            if (out.size() + 6L * shown.length() + 2 * AROUND > end) {
                truncated = true;
                break;
            }
            out.putAscii(out.size() > first ? "," : "").putAscii(format.elementOpen());
            out.putEscaped(shown, 0, shown.length()).putAscii(format.elementClose());
        }
        out.putAscii(format.listClose());
        return this;
    }

    /** The bytes of a free name like the one wanted, or null where the same field is there already. */
    private byte @Nullable [] take(Name name, @Nullable Object value) {
        int same = find(name.shown());
        if (same < 0 && !name.reserved()) {
            put(name.shown(), value);
            return name.bytes();
        } else if (same >= 0 && isSame(values[same], value)) {
            return null;
        }
        String candidate = name.reserved() ? "labels." + name.shown() : name.shown();
        for (int i = 2; format.isReserved(candidate) || (same = find(candidate)) >= 0; i++) {
            if (same >= 0 && name.reserved() && i == 2 && isSame(values[same], value)) {
                return null;
            }
            candidate = "labels." + name.shown() + "_" + i;
        }
        put(candidate, value);
        return format.bytes(candidate);
    }

    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        return one == other || Values.text(one).equals(Values.text(other));
    }

    private void put(String name, @Nullable Object value) {
        names[fields] = name;
        values[fields++] = value;
    }

    private int find(String name) {
        int hash = name.hashCode();
        for (int i = 0; i < fields; i++) {
            if (names[i].hashCode() == hash && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private JsonLine attribute(byte[] name, String value, boolean redacted, int max) {
        int before = out.size();
        boolean wasEmpty = empty;
        if (!begin(name, Kind.TEXT)) {
            return this;
        }
        int start = out.size() - 1;
        if (redacted && value.length() <= max && rules.isSafeId(value)) {
            out.putAscii(value).put(format.close(Kind.TEXT));
            return this;
        }
        if (redacted && value.length() <= Math.min(max, Text.MAX)) {
            text.clear().append(value);
            if (encode(max)) {
                out.put(format.close(Kind.TEXT));
                return this;
            }
            out.truncate(start + 1);
        }
        out.truncate(start);
        String shown = redacted ? Values.redacted(value, max, redaction) : value;
        if (!string(shown, end - start)) {
            out.truncate(before);
            empty = wasEmpty;
            return this;
        }
        byte[] close = format.close(Kind.TEXT);
        for (int i = 1; i < close.length; i++) {
            out.put((char) close[i]);
        }
        return this;
    }

    private JsonLine token(byte[] name, Kind kind, String token) {
        if (out.size() + name.length + token.length() + AROUND > end) {
            truncated = true;
        } else if (begin(name, kind)) {
            out.putAscii(token).put(format.close(kind));
        }
        return this;
    }

    private boolean begin(byte[] name, Kind kind) {
        if (out.size() + name.length + AROUND > end) {
            truncated = true;
            return false;
        }
        if (!empty) {
            out.put(',');
        }
        empty = false;
        out.put(name).put(format.open(kind));
        return true;
    }

    private @Nullable String redact(String value) {
        if (rules.findsNothing()) {
            return null;
        }
        return RedactionScan.redact(new Text().hold(value), new RedactionScan(text, rules), rules);
    }

    private String redacted(String value, RedactionRules by) {
        String shown = redact(value);
        return shown == null ? value : shown;
    }

    /** The text, escaped and redacted at once; false where it is too long, and the caller takes the slow way. */
    private boolean encode(int max) {
        int length = text.length();
        if (text.isOverflown() || length > max || out.size() + length > end) {
            return false;
        }
        char[] chars = text.array();
        byte[] kinds = rules.kinds;
        scan.reset(text, rules);
        int written = 0;
        int start = out.size();
        int at = 0;
        while ((at = out.putWhilePlain(chars, at, length, kinds)) < length) {
            char c = chars[at];
            if (c < 0x80 && (kinds[c] & RedactionRules.TRIGGER) != 0) {
                int next = scan.look(c, at);
                if (scan.found) {
                    // What was found may have begun before: that part is taken back.
                    out.truncate(start);
                    out.putEscaped(text, written, scan.from).putAscii(scan.mask);
                    written = scan.to;
                    start = out.size();
                } else {
                    out.putEscaped(text, at, next);
                }
                at = next;
            } else {
                int next = c < 0x80 ? at + 1 : wideEnd(chars, at, length);
                out.putEscaped(text, at, next);
                at = next;
            }
        }
        return out.size() + AROUND <= end;
    }

    /** The end of a run beyond ASCII: surrogates stay together. */
    private static int wideEnd(char[] chars, int from, int to) {
        int at = from;
        while (at < to && chars[at] >= 0x80) {
            at++;
        }
        return at;
    }

    /** The text in quotes, cut so that it takes at most so many bytes; false where there is no room at all. */
    private boolean string(String value, int room) {
        int length = value.length();
        if (6L * length + AROUND <= room) {
            out.putString(value);
            return true;
        }
        if (room < 2 * AROUND) {
            truncated = true;
            return false;
        }
        int stop = out.size() + room - AROUND;
        out.put('"');
        int at = 0;
        while (at < length) {
            // A unit takes six bytes at most, so this many always fit; each turn fills most of what is left.
            int chunk = Math.min(length - at, (stop - out.size()) / 6);
            if (chunk > 0 && at + chunk < length && Character.isHighSurrogate(value.charAt(at + chunk - 1))) {
                chunk--;
            }
            if (chunk <= 0) {
                truncated = true;
                out.putAscii("...");
                break;
            }
            out.putEscaped(value, at, at + chunk);
            at += chunk;
        }
        out.put('"');
        return true;
    }

    /** Closes the object and the line. */
    public void finish() {
        if (truncated) {
            if (!empty) {
                out.put(',');
            }
            out.put(format.truncated);
        }
        out.put(format.end);
        abandon();
    }

    /** Forgets the fields. */
    void abandon() {
        Arrays.fill(values, 0, fields, null);
        fields = 0;
    }
}
