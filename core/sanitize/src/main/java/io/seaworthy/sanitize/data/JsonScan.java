package io.seaworthy.sanitize.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** One pass over a JSON text (RFC 8259), eight bytes at a time inside strings. Reused; one thread at a time. */
final class JsonScan {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;

    private final JsonBounds bounds;
    private final long seed;
    private final NameSet names = new NameSet();
    private final JsonStrings strings;
    /** By depth: the number of the object, 0 for an array. */
    private final int[] objects;

    private byte[] in = {};
    private int at;
    private int end;
    private int depth;
    private int objectCount;
    private int nameCount;
    private @Nullable JsonRefusal refusal;

    JsonScan(JsonBounds bounds, long seed) {
        this.bounds = bounds;
        this.seed = seed;
        objects = new int[bounds.depth() + 1];
        strings = new JsonStrings(bounds.nameBytes());
    }

    @Nullable
    JsonRefusal run(byte[] json, int offset, int length) {
        in = json;
        at = offset;
        end = offset + length;
        depth = 0;
        objectCount = 0;
        nameCount = 0;
        refusal = null;
        names.clear();
        boolean sound = value() && rest();
        in = strings.release();
        JsonRefusal found = refusal;
        return sound ? null : found == null ? JsonRefusal.MALFORMED : found;
    }

    private boolean refuse(JsonRefusal reason) {
        refusal = reason;
        return false;
    }

    /** The next byte that is no white space, or -1; the cursor stays on it. */
    private int peek() {
        int i = at;
        while (i < end) {
            byte b = in[i];
            if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
                at = i;
                return b & 0xff;
            }
            i++;
        }
        at = i;
        return -1;
    }

    /** What follows values until the text ends. */
    private boolean rest() {
        while (depth > 0) {
            int next = peek();
            at++;
            int object = objects[depth];
            if (next == ',') {
                if (!(object == 0 ? value() : member(object))) {
                    return false;
                }
            } else if (next == (object == 0 ? ']' : '}')) {
                depth--;
            } else {
                return false;
            }
        }
        return peek() < 0;
    }

    /** One value, or the opening of one and its first value inside. */
    private boolean value() {
        while (true) {
            int next = peek();
            at++;
            switch (next) {
                case '"' -> {
                    return string();
                }
                case '{' -> {
                    if (!open(++objectCount)) {
                        return false;
                    }
                    if (peek() == '}') {
                        at++;
                        depth--;
                        return true;
                    }
                    if (!name(objectCount)) {
                        return false;
                    }
                }
                case '[' -> {
                    if (!open(0)) {
                        return false;
                    }
                    if (peek() == ']') {
                        at++;
                        depth--;
                        return true;
                    }
                }
                case 't' -> {
                    return literal("true");
                }
                case 'f' -> {
                    return literal("false");
                }
                case 'n' -> {
                    return literal("null");
                }
                default -> {
                    at--;
                    return number();
                }
            }
        }
    }

    private boolean open(int object) {
        if (depth == bounds.depth()) {
            return refuse(JsonRefusal.TOO_DEEP);
        }
        objects[++depth] = object;
        return true;
    }

    private boolean member(int object) {
        return name(object) && value();
    }

    private boolean literal(String word) {
        int start = at - 1;
        at = start + word.length();
        if (at > end) {
            return false;
        }
        for (int i = 1; i < word.length(); i++) {
            if (in[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean name(int object) {
        if (peek() != '"') {
            return false;
        }
        int start = ++at;
        boolean escaped = false;
        while (true) {
            at = plainEnd(at);
            int next = at < end ? in[at] : 0;
            if (next == '"') {
                break;
            }
            escaped |= next == '\\';
            if (!special(next)) {
                return false;
            }
        }
        int length = at - start;
        if (length > bounds.nameBytes()) {
            return refuse(JsonRefusal.NAME_TOO_LONG);
        }
        if (++nameCount > bounds.names()) {
            return refuse(JsonRefusal.TOO_MANY_NAMES);
        }
        at++;
        long fingerprint;
        if (escaped) {
            int decoded = strings.decode(in, start, length);
            fingerprint = fingerprint(strings.decoded(), 0, decoded);
        } else {
            fingerprint = fingerprint(in, start, length);
        }
        if (!names.add(fingerprint, object)) {
            return refuse(JsonRefusal.DUPLICATE_NAME);
        }
        if (peek() != ':') {
            return false;
        }
        at++;
        return true;
    }

    private long fingerprint(byte[] bytes, int from, int length) {
        long hash = seed ^ length;
        int i = from;
        int to = from + length;
        for (; i + 8 <= to; i += 8) {
            hash = NameSet.mix(hash ^ (long) LONGS.get(bytes, i)) + seed;
        }
        long tail = 0;
        for (; i < to; i++) {
            tail = tail << 8 | (bytes[i] & 0xff);
        }
        return NameSet.mix(hash ^ tail);
    }

    private boolean string() {
        int start = at;
        while (true) {
            at = plainEnd(at);
            int next = at < end ? in[at] : 0;
            if (next == '"') {
                break;
            }
            if (!special(next)) {
                return false;
            }
        }
        if (at - start > bounds.stringBytes()) {
            return refuse(JsonRefusal.STRING_TOO_LONG);
        }
        at++;
        return true;
    }

    /** The first byte from here that is a quote, a backslash, a control or not ASCII. */
    private int plainEnd(int from) {
        int i = from;
        for (; i + 8 <= end; i += 8) {
            long bytes = (long) LONGS.get(in, i);
            long quotes = bytes ^ ONES * '"';
            long backslashes = bytes ^ ONES * '\\';
            // A borrow can only mark bytes above one that is marked rightly: the lowest mark is true.
            long marks =
                    (quotes - ONES & ~quotes | backslashes - ONES & ~backslashes | bytes - ONES * ' ' & ~bytes | bytes)
                            & HIGHS;
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        while (i < end && in[i] >= ' ' && in[i] != '"' && in[i] != '\\') {
            i++;
        }
        return i;
    }

    /** An escape or a character beyond ASCII; anything else is malformed. */
    private boolean special(int first) {
        int length = first == '\\' ? strings.escape(in, at, end) : first < 0 ? strings.character(in, at, end) : 0;
        at += length;
        return length > 0;
    }

    private boolean number() {
        int start = at;
        if (at < end && in[at] == '-') {
            at++;
        }
        int digits = digits();
        boolean sound = digits == 1 || (digits > 1 && in[at - digits] != '0');
        if (sound && at < end && in[at] == '.') {
            at++;
            sound = digits() > 0;
        }
        int exponent = 0;
        if (sound && at < end && (in[at] | 0x20) == 'e') {
            at++;
            if (at < end && (in[at] == '+' || in[at] == '-')) {
                at++;
            }
            exponent = digits();
            sound = exponent > 0;
        }
        if (sound && (at - start > bounds.digits() || exponent > 3)) {
            return refuse(JsonRefusal.NUMBER_TOO_LONG);
        }
        return sound;
    }

    private int digits() {
        int start = at;
        while (at < end && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        return at - start;
    }
}
