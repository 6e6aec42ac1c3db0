package io.seaworthy.kernel.internal;

import java.util.Arrays;

/**
 * A growing buffer of UTF-8 that knows how to escape text for JSON. Beyond what RFC 8259 demands it escapes all that is
 * not {@link Visible}, so that what it wrote is one line in every viewer and shows what it holds. Not thread-safe.
 */
public final class JsonBuffer {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private static final boolean[] PLAIN = new boolean[128];

    static {
        Arrays.fill(PLAIN, 0x20, 0x7f, true);
        PLAIN['"'] = false;
        PLAIN['\\'] = false;
    }

    private byte[] bytes;
    private int size;

    private JsonBuffer(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    /** An empty buffer with room for this many bytes. */
    public static JsonBuffer create(int capacity) {
        return new JsonBuffer(capacity);
    }

    public int size() {
        return size;
    }

    /** The size of the array behind; for those who pool buffers. */
    public int capacity() {
        return bytes.length;
    }

    /** Forgets what was written after this size. */
    public void truncate(int size) {
        if (size < 0 || size > this.size) {
            throw new IllegalArgumentException("There are " + this.size + " bytes, not " + size);
        }
        this.size = size;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** One byte, as it is. */
    public JsonBuffer put(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** ASCII text, as it is. */
    @SuppressWarnings("deprecation") // the one copy that needs no array: the text is ASCII by contract
    public JsonBuffer putAscii(String text) {
        int length = text.length();
        room(length);
        text.getBytes(0, length, bytes, size);
        size += length;
        return this;
    }

    /** Bytes, as they are. */
    public JsonBuffer put(byte[] raw) {
        return put(raw, 0);
    }

    /** The array behind, with room for so many more bytes after {@link #size()}: for those who copy in loops of their own. */
    public byte[] array(int more) {
        room(more);
        return bytes;
    }

    /** So many bytes were written into {@link #array} behind the last one. */
    public void advance(int written) {
        if (written < 0 || written > bytes.length - size) {
            throw new IllegalArgumentException("There is no room for " + written + " bytes");
        }
        size += written;
    }

    /** Bytes from this position on, as they are. */
    public JsonBuffer put(byte[] raw, int from) {
        int length = raw.length - from;
        room(length);
        if (length == 1) {
            // A quote, mostly: the call of a copy costs more.
            bytes[size] = raw[from];
        } else {
            System.arraycopy(raw, from, bytes, size, length);
        }
        size += length;
        return this;
    }

    /** Copies bytes from here to another place. */
    public void copy(int from, byte[] target, int at, int length) {
        System.arraycopy(bytes, from, target, at, length);
    }

    /** A decimal number. */
    public JsonBuffer putLong(long value) {
        if (value == Long.MIN_VALUE) {
            return putAscii("-9223372036854775808");
        }
        room(20);
        long rest = value;
        if (rest < 0) {
            bytes[size++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long scale = rest; scale >= 10; scale /= 10) {
            digits++;
        }
        for (int i = size + digits - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    /** Text in quotes. */
    public JsonBuffer putString(CharSequence text) {
        put('"');
        putEscaped(text, 0, text.length());
        return put('"');
    }

    /** A piece of text, escaped, without quotes. */
    @SuppressWarnings("deprecation") // as in putAscii
    public JsonBuffer putEscaped(CharSequence text, int from, int to) {
        int start = from;
        if (text instanceof String string) {
            start = plainEnd(string, from, to);
            room(start - from);
            string.getBytes(from, start, bytes, size);
            size += start - from;
        }
        for (int i = start; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if (PLAIN[c]) {
                    put(c);
                } else {
                    escapeAscii(c);
                }
            } else if (c < 0x800) {
                if (!Visible.isVisible((int) c)) {
                    unicode(c);
                } else {
                    room(2);
                    bytes[size++] = (byte) (0xc0 | c >> 6);
                    bytes[size++] = (byte) (0x80 | (c & 0x3f));
                }
            } else if (!Character.isSurrogate(c)) {
                threeBytes(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                fourBytes(c, text.charAt(++i));
            } else {
                unicode(c);
            }
        }
        return this;
    }

    private static int plainEnd(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) < 0x80 && PLAIN[text.charAt(at)]) {
            at++;
        }
        return at;
    }

    private void escapeAscii(char c) {
        switch (c) {
            case '"' -> putAscii("\\\"");
            case '\\' -> putAscii("\\\\");
            case '\n' -> putAscii("\\n");
            case '\r' -> putAscii("\\r");
            case '\t' -> putAscii("\\t");
            default -> unicode(c);
        }
    }

    private void threeBytes(char c) {
        if (!Visible.isVisible((int) c)) {
            unicode(c);
            return;
        }
        room(3);
        bytes[size++] = (byte) (0xe0 | c >> 12);
        bytes[size++] = (byte) (0x80 | (c >> 6 & 0x3f));
        bytes[size++] = (byte) (0x80 | (c & 0x3f));
    }

    private void fourBytes(char high, char low) {
        int point = Character.toCodePoint(high, low);
        if (!Visible.isVisible(point)) {
            unicode(high);
            unicode(low);
            return;
        }
        room(4);
        bytes[size++] = (byte) (0xf0 | point >> 18);
        bytes[size++] = (byte) (0x80 | (point >> 12 & 0x3f));
        bytes[size++] = (byte) (0x80 | (point >> 6 & 0x3f));
        bytes[size++] = (byte) (0x80 | (point & 0x3f));
    }

    private void unicode(char c) {
        room(6);
        bytes[size++] = '\\';
        bytes[size++] = 'u';
        bytes[size++] = HEX[c >> 12];
        bytes[size++] = HEX[c >> 8 & 0xf];
        bytes[size++] = HEX[c >> 4 & 0xf];
        bytes[size++] = HEX[c & 0xf];
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), size + (size >> 1)));
        }
    }
}
