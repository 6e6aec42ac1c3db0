package io.seaworthy.kernel.internal;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON reader and writer of the house (RFC 8259). Objects are read as unmodifiable maps in the order of the
 * text, arrays as unmodifiable lists, strings as {@link String}, numbers without fraction and exponent as {@link Long}
 * or, beyond its range, {@link java.math.BigInteger}, other numbers as {@link java.math.BigDecimal}, booleans as
 * {@link Boolean}, and {@code null} as Java's null: a member that is null and one that is absent differ by
 * {@code containsKey} only. Stateless.
 */
public final class Json {

    private Json() {}

    /** Reads one value within {@link JsonLimits#strict()}. */
    public static @Nullable Object read(byte[] utf8) throws JsonException {
        return read(utf8, JsonLimits.strict());
    }

    /**
     * Reads exactly one value. Beyond RFC 8259 these are refused: a byte order mark, malformed UTF-8, duplicate member
     * names, lone surrogates, anything after the value, and whatever is above the limits.
     */
    public static @Nullable Object read(byte[] utf8, JsonLimits limits) throws JsonException {
        return new JsonReader(utf8, limits).document();
    }

    /** Reads an object; any other value is refused as {@link JsonException.Reason#NOT_AN_OBJECT}. */
    public static Map<String, @Nullable Object> readObject(byte[] utf8, JsonLimits limits) throws JsonException {
        JsonReader reader = new JsonReader(utf8, limits);
        if (!reader.startsWithObject()) {
            throw new JsonException(JsonException.Reason.NOT_AN_OBJECT, 0);
        }
        @SuppressWarnings("unchecked") // the reader makes maps with string keys only
        Map<String, @Nullable Object> object =
                (Map<String, @Nullable Object>) Objects.requireNonNull(reader.document());
        return object;
    }

    /**
     * Writes a {@link Map} with string keys, an {@link Iterable}, a {@link CharSequence}, a number of the JDK, a
     * {@link Boolean} or null as UTF-8 without white space. Anything else, a number that is not finite and a nesting of
     * more than {@value JsonWriter#MAX_DEPTH} levels (a cycle) is an {@link IllegalArgumentException}.
     */
    public static byte[] write(@Nullable Object value) {
        return JsonWriter.create().value(value).toBytes();
    }
}
