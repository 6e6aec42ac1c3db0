package io.seaworthy.auth.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Digests, canonical base64url, random bytes and checksums. Stateless but for the random source. */
public final class Codec {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder FROM_BASE64URL = Base64.getUrlDecoder();
    private static final SecureRandom RANDOM = new SecureRandom();

    private Codec() {}

    public static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** A number from 0 to {@code bound - 1}. */
    public static int randomBelow(int bound) {
        return RANDOM.nextInt(bound);
    }

    public static String base64Url(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    /**
     * The bytes, or null unless the text is their only encoding: no padding, no stray characters, unused bits zero
     * (RFC 4648 section 3.5).
     */
    public static byte @Nullable [] fromBase64Url(String text) {
        int rest = text.length() & 3;
        if (rest == 1) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (value(text.charAt(i)) < 0) {
                return null;
            }
        }
        if (rest != 0) {
            int unused = rest == 2 ? 0xf : 0x3;
            if ((value(text.charAt(text.length() - 1)) & unused) != 0) {
                return null;
            }
        }
        return FROM_BASE64URL.decode(text);
    }

    private static int value(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '-' ? 62 : c == '_' ? 63 : -1;
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    public static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An HMAC; {@code algorithm} is a JCA name such as {@code HmacSHA256}. */
    public static byte[] hmac(String algorithm, byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }

    /** HKDF with SHA-256, no salt, one block (RFC 5869): 32 bytes bound to the label. */
    public static byte[] hkdf(byte[] key, String label) {
        byte[] extracted = hmac("HmacSHA256", new byte[32], key);
        byte[] expanded = hmac("HmacSHA256", extracted, label.getBytes(StandardCharsets.UTF_8), new byte[] {1});
        Arrays.fill(extracted, (byte) 0);
        return expanded;
    }

    /** The CRC-32 of some bytes: it tells a typing error from a guess, and protects nothing. */
    public static int crc32(byte[] bytes, int from, int to) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }
}
