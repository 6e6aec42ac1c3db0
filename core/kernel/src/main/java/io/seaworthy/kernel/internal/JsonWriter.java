package io.seaworthy.kernel.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Appends JSON to a growing buffer without objects in between; sets commas itself. The caller keeps the order (a name
 * before each member's value); {@link #toBytes()} refuses a text whose containers are not closed. Not thread-safe.
 */
public final class JsonWriter {

    /** The deepest nesting that is written. */
    public static final int MAX_DEPTH = 256;

    private final JsonBuffer out;
    private boolean comma;
    private int depth;

    private JsonWriter(JsonBuffer out) {
        this.out = out;
    }

    public static JsonWriter create() {
        return new JsonWriter(JsonBuffer.create(256));
    }

    /** A writer that appends to a buffer; values follow each other as if the buffer held nothing before. */
    public static JsonWriter on(JsonBuffer out) {
        return new JsonWriter(out);
    }

    /** The buffer behind. */
    public JsonBuffer buffer() {
        return out;
    }

    public JsonWriter beginObject() {
        return begin('{');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    public JsonWriter beginArray() {
        return begin('[');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    private JsonWriter begin(char bracket) {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "The value is nested deeper than " + MAX_DEPTH + " levels; does it contain itself?");
        }
        separate();
        out.put(bracket);
        comma = false;
        return this;
    }

    private JsonWriter end(char bracket) {
        depth--;
        out.put(bracket);
        comma = true;
        return this;
    }

    /** The name of the member whose value comes next. */
    public JsonWriter name(CharSequence name) {
        separate();
        out.putString(name).put(':');
        comma = false;
        return this;
    }

    public JsonWriter value(@Nullable CharSequence value) {
        separate();
        if (value == null) {
            out.putAscii("null");
        } else {
            out.putString(value);
        }
        return this;
    }

    public JsonWriter value(long value) {
        separate();
        out.putLong(value);
        return this;
    }

    /** A finite number; JSON has no other. */
    public JsonWriter value(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no number for " + value);
        }
        return plain(Double.toString(value));
    }

    public JsonWriter value(boolean value) {
        return plain(value ? "true" : "false");
    }

    /** Any value that {@link Json#write} takes. */
    public JsonWriter value(@Nullable Object value) {
        if (value == null || value instanceof CharSequence) {
            return value((CharSequence) value);
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof Boolean flag) {
            return value(flag.booleanValue());
        } else if (value instanceof Map<?, ?> map) {
            beginObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof CharSequence name)) {
                    throw new IllegalArgumentException("The names of JSON members are strings");
                }
                name(name).value(entry.getValue());
            }
            return endObject();
        } else if (value instanceof Iterable<?> elements) {
            beginArray();
            for (Object element : elements) {
                value(element);
            }
            return endArray();
        }
        throw new IllegalArgumentException(
                "JSON has no value for a " + value.getClass().getName());
    }

    private JsonWriter number(Number number) {
        if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number instanceof AtomicLong
                || number instanceof AtomicInteger) {
            return value(number.longValue());
        } else if (number instanceof Double) {
            return value(number.doubleValue());
        } else if (number instanceof Float single) {
            return Float.isFinite(single) ? plain(single.toString()) : value(single.doubleValue());
        } else if (number instanceof BigDecimal || number instanceof BigInteger) {
            return plain(number.toString());
        }
        throw new IllegalArgumentException(
                "JSON has no number for a " + number.getClass().getName());
    }

    /** A value that is JSON already. */
    public JsonWriter raw(byte[] json) {
        separate();
        out.put(json);
        return this;
    }

    private JsonWriter plain(String token) {
        separate();
        out.putAscii(token);
        return this;
    }

    private void separate() {
        if (comma) {
            out.put(',');
        }
        comma = true;
    }

    public byte[] toBytes() {
        if (depth != 0) {
            throw new IllegalStateException("There are " + depth + " containers open; end each that was begun");
        }
        return out.toBytes();
    }
}
