package io.seaworthy.logging.internal;

import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.logging.Redactor;
import io.seaworthy.logging.internal.LineFormat.Kind;
import io.seaworthy.logging.internal.LineFormat.Name;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
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

    private static final int MAX_CONTEXT = 1024;
    private static final int IDS = 3;

    /** Bytes around a value in any format. */
    private static final int AROUND = 48;

    private final JsonBuffer out;
    private final Text text;
    private final SafeText safe;
    private final UsedNames used = new UsedNames();
    private final BiConsumer<String, String> context = this::contextField;
    private final Function<String, @Nullable String> redaction = this::redact;
    private final LineFormat.RedactorText nameRedaction = this::redacted;

    /** The ids that were written last: all lines of a request have the same ones, so they are looked at once. */
    private final @Nullable String[] safeIds = new @Nullable String[IDS];

    private int nextSafeId;
    private LineFormat format = LineFormat.flat(Set.of());
    private RedactionRules rules = RedactionRules.NOTHING;
    private int end;
    private boolean empty;
    private boolean truncated;

    JsonLine(JsonBuffer out, Text text, RedactionScan scan) {
        this.out = out;
        this.text = text;
        safe = new SafeText(out, text, scan);
    }

    /** Begins a line of at most so many bytes with what every line begins with. */
    public JsonLine begin(LineFormat format, RedactionRules rules, int limit) {
        if (this.rules != rules) {
            safeIds[0] = null;
            safeIds[1] = null;
            safeIds[2] = null;
            this.rules = rules;
        }
        if (this.format != format) {
            this.format = format;
        }
        end = out.size() + limit - format.tail();
        empty = true;
        truncated = false;
        return this;
    }

    /** Fields were written to the buffer behind: the next one needs a comma. */
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
        return attribute(format.own(name), value, false, Integer.MAX_VALUE);
    }

    /** One of the module's own fields, redacted, of at most so many characters. */
    public JsonLine text(String name, String value, int max) {
        return attribute(format.own(name), value, true, max);
    }

    /**
     * Begins one of the module's own fields, whose text is written to the buffer by the caller and ended by
     * {@link #close}; the answer is the size that the buffer may have then, or 0 where there is no room.
     */
    public int open(String name, int keep) {
        byte[] opening = format.own(name).opening(Kind.TEXT);
        int room = end - keep;
        if (out.size() + opening.length + keep > room) {
            truncated = true;
            return 0;
        }
        return begin(opening) ? room : 0;
    }

    /** Ends a field whose text the caller wrote, all of it or not. */
    public JsonLine close(boolean whole) {
        out.put(format.close(Kind.TEXT));
        truncated |= !whole;
        return this;
    }

    /** A field of the context. */
    public BiConsumer<String, String> context() {
        return context;
    }

    private void contextField(String name, String value) {
        // The request's ids are written before everything else and come here a second time.
        if (!used.startsWith(IDS, name, value)) {
            field(name, value, MAX_CONTEXT);
        }
    }

    /** A field of the application, under its own name where that is free. */
    public JsonLine field(@Nullable String wanted, @Nullable Object value, int max) {
        if (used.isFull()) {
            truncated = true;
            return this;
        }
        Name name = used.take(format.name(wanted, rules, nameRedaction), value, format);
        if (name == null) {
            return this;
        } else if (name.sensitive() && !isCount(name, value)) {
            return attribute(name, Redactor.VALUE, false, Integer.MAX_VALUE);
        } else if (value instanceof String string) {
            return attribute(name, string, true, max);
        } else if (value == null) {
            return token(name, Kind.NOTHING, "");
        } else if (value instanceof Boolean flag) {
            return token(name, Kind.BOOLEAN, flag ? "true" : "false");
        }
        return number(name, value, max);
    }

    /** {@code max_tokens} with a short number is none. */
    private static boolean isCount(Name name, @Nullable Object value) {
        return (value instanceof Integer || value instanceof Long)
                && Math.abs(((Number) value).longValue()) < 1_000_000_000L
                && name.raw().toLowerCase(Locale.ROOT).endsWith("tokens");
    }

    private JsonLine number(Name name, Object value, int max) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            long number = ((Number) value).longValue();
            // Shorter ones are no card numbers.
            if (number > -1_000_000_000_000L && number < 1_000_000_000_000L) {
                if (begin(name.opening(Kind.INTEGER))) {
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
        if (!begin(format.own(name).opening(Kind.LIST))) {
            return this;
        }
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
        out.put(format.close(Kind.LIST));
        return this;
    }

    private JsonLine attribute(Name name, String value, boolean redacted, int max) {
        int before = out.size();
        boolean wasEmpty = empty;
        if (!begin(name.opening(Kind.TEXT))) {
            return this;
        }
        int start = out.size();
        if (redacted && value.length() <= max && start + value.length() + AROUND <= end && encode(value, max)) {
            out.put(format.close(Kind.TEXT));
            return this;
        }
        out.truncate(start);
        String shown = redacted ? Values.redacted(value, max, redaction) : value;
        // The quotes of the text are those of the opening and the closing.
        out.truncate(start - 1);
        if (string(shown, end - start)) {
            out.put(format.close(Kind.TEXT), 1);
            return this;
        }
        out.truncate(before);
        empty = wasEmpty;
        return this;
    }

    /** Most values are plain or a known id; the others are escaped and redacted at once. */
    private boolean encode(String value, int max) {
        if (isKnown(value) || RedactionScan.isPlain(rules, value) || isSafeId(value)) {
            out.putAscii(value);
            return true;
        }
        if (value.length() > Text.MAX) {
            return false;
        }
        text.clear().append(value);
        return encode(max);
    }

    @SuppressWarnings("ReferenceEquality") // the same instance was looked at before; an equal one is looked at again
    private boolean isKnown(String value) {
        return value == safeIds[0] || value == safeIds[1] || value == safeIds[2];
    }

    private boolean isSafeId(String value) {
        boolean is = rules.isSafeId(value);
        if (is) {
            safeIds[nextSafeId] = value;
            nextSafeId = nextSafeId == IDS - 1 ? 0 : nextSafeId + 1;
        }
        return is;
    }

    private JsonLine token(Name name, Kind kind, String token) {
        if (out.size() + token.length() + AROUND > end) {
            truncated = true;
        } else if (begin(name.opening(kind))) {
            out.putAscii(token).put(format.close(kind));
        }
        return this;
    }

    private boolean begin(byte[] opening) {
        if (out.size() + opening.length + AROUND > end) {
            truncated = true;
            return false;
        }
        out.put(opening, empty ? 1 : 0);
        empty = false;
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
        safe.write(rules);
        return out.size() + AROUND <= end;
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
        used.clear();
    }
}
