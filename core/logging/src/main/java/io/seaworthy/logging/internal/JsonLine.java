package io.seaworthy.logging.internal;

import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.logging.Redactor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One log event as a JSON object on one line that is never longer than its limit and always closed. Fields are written
 * in the order of their worth: what does not fit any more is cut or left out, and {@code labels.truncated} says so. The
 * names that this module writes are reserved; a field of the application that has one of them, or a name that is taken,
 * gets another name. Not thread-safe.
 */
public final class JsonLine {

    /** The end of every line: the mark of a cut, the brace, the line feed. */
    private static final String TRUNCATED = ",\"labels.truncated\":true";

    private static final int TAIL = TRUNCATED.length() + 2;
    private static final int MAX_NAME = 128;
    private static final int MAX_FIELDS = 128;

    private final JsonBuffer out;
    private final Redactor redactor;
    private final Set<String> reserved;
    private final int end;
    private final Map<String, String> taken = new HashMap<>();
    private final int start;
    private boolean empty = true;
    private boolean truncated;

    /** Begins a line. */
    public JsonLine(JsonBuffer out, Redactor redactor, Set<String> reserved, int limit) {
        this.out = out;
        this.redactor = redactor;
        this.reserved = reserved;
        this.end = out.size() + limit - TAIL;
        out.put('{');
        this.start = out.size();
    }

    /** Fields that were written as JSON before; the caller sees to it that they fit. */
    public JsonLine fixed(byte[] fields) {
        separate();
        out.put(fields);
        return this;
    }

    /** One of the module's own fields; its text is safe and needs no redaction. */
    public JsonLine plain(String name, String text) {
        int before = out.size();
        if (begin(name)) {
            string(text, end - out.size(), before);
        }
        return this;
    }

    /** One of the module's own fields, redacted, of at most so many characters. */
    public JsonLine text(String name, String text, int max) {
        return plain(name, Values.redacted(text, max, redactor));
    }

    /** A field of the application, under its own name where that is free. */
    public JsonLine field(@Nullable String name, @Nullable Object value, int max) {
        String wanted = name == null || name.isEmpty() ? "_" : name;
        if (taken.size() >= MAX_FIELDS) {
            truncated = true;
            return this;
        }
        if (redactor.isSensitive(wanted)) {
            return named(wanted, Redactor.VALUE);
        } else if (value == null || value instanceof Boolean || isNumber(value)) {
            String token = String.valueOf(value);
            String shown = redactor.redact(token);
            return token.equals(shown) ? token(wanted, token) : named(wanted, shown);
        }
        return named(wanted, Values.redacted(Values.text(value), max, redactor));
    }

    /** One of the module's own fields: texts, redacted, of at most so many characters each. */
    public JsonLine list(String name, List<String> texts, int max) {
        int before = out.size();
        if (begin(name)) {
            out.put('[');
            int first = out.size();
            for (String text : texts) {
                String shown = Values.redacted(String.valueOf(text), max, redactor);
                if (out.size() + 6L * shown.length() + 4 > end) {
                    truncated = true;
                    break;
                }
                if (out.size() > first) {
                    out.put(',');
                }
                out.putString(shown);
            }
            if (out.size() < end) {
                out.put(']');
            } else {
                giveUp(before);
            }
        }
        return this;
    }

    private JsonLine named(String wanted, String text) {
        String name = free(wanted, text);
        return name == null ? this : plain(name, text);
    }

    private JsonLine token(String wanted, String token) {
        String name = free(wanted, token);
        int before = out.size();
        if (name != null && begin(name)) {
            if (out.size() + token.length() <= end) {
                out.putAscii(token);
            } else {
                giveUp(before);
            }
        }
        return this;
    }

    /** Numbers that every reader of JSON can hold; others are written as text. */
    private static boolean isNumber(Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number);
        } else if (value instanceof Float number) {
            return Float.isFinite(number);
        } else if (value instanceof BigDecimal number) {
            return number.precision() <= 40 && Math.abs((long) number.scale()) <= 300;
        } else if (value instanceof BigInteger number) {
            return number.bitLength() <= 128;
        }
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    /** A free name like the one wanted, or null where the same field is there already. */
    private @Nullable String free(String wanted, String text) {
        String name = wanted.length() <= MAX_NAME ? wanted : wanted.substring(0, MAX_NAME);
        name = redactor.redact(name);
        if (text.equals(taken.get(name))) {
            return null;
        }
        String candidate = reserved.contains(name) ? "labels." + name : name;
        for (int i = 2; reserved.contains(candidate) || taken.putIfAbsent(candidate, text) != null; i++) {
            candidate = "labels." + name + "_" + i;
        }
        return candidate;
    }

    private boolean begin(String name) {
        int before = out.size();
        if (before + 6L * name.length() + 8 > end) {
            truncated = true;
            return false;
        }
        separate();
        out.putString(name).put(':');
        return true;
    }

    private void separate() {
        if (!empty) {
            out.put(',');
        }
        empty = false;
    }

    private void giveUp(int size) {
        out.truncate(size);
        empty = size == start;
        truncated = true;
    }

    /** The text in quotes, cut so that it takes at most so many bytes. */
    private void string(String text, int room, int before) {
        int length = text.length();
        if (6L * length + 2 <= room) {
            out.putString(text);
            return;
        }
        if (room < 16) {
            giveUp(before);
            return;
        }
        int stop = out.size() + room - 5;
        out.put('"');
        int at = 0;
        while (at < length) {
            // A unit takes six bytes at most, so this many always fit; each turn fills most of what is left.
            int chunk = Math.min(length - at, (stop - out.size()) / 6);
            if (chunk > 0 && at + chunk < length && Character.isHighSurrogate(text.charAt(at + chunk - 1))) {
                chunk--;
            }
            if (chunk <= 0) {
                truncated = true;
                out.putAscii("...");
                break;
            }
            out.putEscaped(text, at, at + chunk);
            at += chunk;
        }
        out.put('"');
    }

    /** Closes the object and the line. */
    public void finish() {
        if (truncated) {
            out.putAscii(empty ? TRUNCATED.substring(1) : TRUNCATED);
        }
        out.put('}').put('\n');
    }
}
