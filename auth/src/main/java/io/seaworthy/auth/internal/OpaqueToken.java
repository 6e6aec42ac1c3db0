package io.seaworthy.auth.internal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A random token: a prefix and 48 characters of base64url over 32 random bytes and their CRC-32. It has one spelling; the
 * checksum refuses typing errors without a look into a store. Stateless.
 */
public final class OpaqueToken {

    private static final int RANDOM = 32;
    private static final int CHARACTERS = 48;

    private OpaqueToken() {}

    /** A fresh token. */
    public static String make(String prefix) {
        ByteBuffer token = ByteBuffer.allocate(RANDOM + 4).put(Codec.random(RANDOM));
        token.putInt(Codec.crc32(token.array(), 0, RANDOM));
        return prefix + Codec.base64Url(token.array());
    }

    /** What a store keeps of a token, or null where the text is none: 43 characters of its SHA-256. */
    public static @Nullable String digest(String prefix, @Nullable String text) {
        if (text == null || text.length() != prefix.length() + CHARACTERS || !text.startsWith(prefix)) {
            return null;
        }
        byte[] bytes = Codec.fromBase64Url(text.substring(prefix.length()));
        if (bytes == null || ByteBuffer.wrap(bytes).getInt(RANDOM) != Codec.crc32(bytes, 0, RANDOM)) {
            return null;
        }
        return Codec.base64Url(Codec.sha256(text));
    }
}
