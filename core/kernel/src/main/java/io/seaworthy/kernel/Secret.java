package io.seaworthy.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;

/**
 * Bytes that must not be seen. There is no content in {@code toString}, no content-based {@code equals} or
 * {@code hashCode}, and no serialisation; comparison takes the same time whatever the content. Reading the bytes needs
 * a method whose name can be searched for.
 *
 * <p>Thread-safe until {@link #destroy()}, after which every use throws {@link IllegalStateException}.
 */
public final class Secret {

    /** Transient for serialisers that work by private fields, as Gson does: they leave it out. */
    private final transient byte[] bytes;

    private volatile boolean destroyed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A secret of a copy of these bytes; the caller may wipe its own. */
    public static Secret of(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** A secret of the text's UTF-8 bytes. */
    public static Secret ofUtf8(CharSequence text) {
        return new Secret(Objects.requireNonNull(text, "text").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** How many bytes there are. */
    public int length() {
        return bytes.length;
    }

    /** Whether both hold the same bytes; the time depends on the lengths only. */
    public boolean matches(Secret other) {
        requireAlive();
        other.requireAlive();
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    /** Whether these are the bytes; the time depends on the lengths only. */
    public boolean matches(byte[] other) {
        requireAlive();
        return MessageDigest.isEqual(bytes, other);
    }

    /** Lends a copy of the bytes to a function and wipes the copy afterwards. */
    public <T> T exposeTo(Function<byte[], T> use) {
        requireAlive();
        byte[] copy = bytes.clone();
        try {
            return use.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** The content as text, for APIs that take nothing else; the string cannot be wiped. */
    public String exposeUtf8() {
        requireAlive();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Overwrites the bytes. */
    public void destroy() {
        destroyed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    private void requireAlive() {
        if (destroyed) {
            throw new IllegalStateException("This secret was destroyed");
        }
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}
