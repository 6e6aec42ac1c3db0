package io.seaworthy.auth.refresh;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.auth.token.DerivedKeys;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The form of a refresh token: {@code swr_} and 64 characters of base64url over 16 bytes of family, 8 of counter, 20 of
 * an HMAC-SHA-256 over both, and a CRC-32 that lets a secret scanner tell it from noise. 48 bytes need no padding and
 * leave no bits unused, so a token has one spelling. Stateless.
 */
final class RefreshTokenText {

    static final String PREFIX = "swr_";
    static final int LENGTH = PREFIX.length() + 64;

    private static final int SIGNED = 24;
    private static final int MAC = 20;
    private static final int BYTES = SIGNED + MAC + 4;

    /**
     * A token whose HMAC was verified.
     *
     * @param familyId the family
     * @param counter its number in the family
     */
    record Genuine(String familyId, long counter) {}

    private RefreshTokenText() {}

    static String newFamilyId() {
        return Codec.base64Url(Codec.random(16));
    }

    /** The token of a family and counter, or null where the key is no longer here. */
    static @Nullable String write(DerivedKeys keys, String keyId, String familyId, long counter) {
        byte[] family = Codec.fromBase64Url(familyId);
        if (family == null || family.length != 16) {
            throw new IllegalArgumentException("A family id is 22 characters of base64url");
        }
        byte[] signed = ByteBuffer.allocate(SIGNED).put(family).putLong(counter).array();
        byte[] mac = keys.hmac(keyId, signed);
        if (mac == null) {
            return null;
        }
        ByteBuffer token = ByteBuffer.allocate(BYTES).put(signed).put(mac, 0, MAC);
        token.putInt(Codec.crc32(token.array(), 0, SIGNED + MAC));
        return PREFIX + Codec.base64Url(token.array());
    }

    /** What a presented text says, or null where no key of ours made it. */
    static @Nullable Genuine read(DerivedKeys keys, @Nullable String text) {
        if (text == null || text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return null;
        }
        byte[] bytes = Codec.fromBase64Url(text.substring(PREFIX.length()));
        if (bytes == null || ByteBuffer.wrap(bytes).getInt(SIGNED + MAC) != Codec.crc32(bytes, 0, SIGNED + MAC)) {
            return null;
        }
        byte[] signed = Arrays.copyOf(bytes, SIGNED);
        byte[] presented = Arrays.copyOfRange(bytes, SIGNED, SIGNED + MAC);
        for (String keyId : keys.ids()) {
            byte[] expected = keys.hmac(keyId, signed);
            if (expected != null && MessageDigest.isEqual(Arrays.copyOf(expected, MAC), presented)) {
                long counter = ByteBuffer.wrap(bytes).getLong(16);
                return new Genuine(Codec.base64Url(Arrays.copyOf(bytes, 16)), counter);
            }
        }
        return null;
    }
}
