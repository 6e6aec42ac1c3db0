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
    private static final byte[] VALUES = values();
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

    private static byte[] values() {
        // One for every byte, so that no index needs a check.
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }

    /** {@link #fromBase64Url(byte[], int, int)} of a whole text. */
    public static byte @Nullable [] fromBase64Url(String text) {
        // What is not Latin-1 becomes a question mark, which is in no alphabet.
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        return fromBase64Url(ascii, 0, ascii.length);
    }

    /**
     * The bytes of a part of a text, or null unless it is their only encoding: no padding, no stray characters, unused
     * bits zero (RFC 4648 section 3.5). One pass: tokens are taken apart with it before anything is known.
     */
    public static byte @Nullable [] fromBase64Url(byte[] text, int from, int to) {
        int rest = (to - from) & 3;
        if (rest == 1) {
            return null;
        }
        byte[] bytes = new byte[((to - from) >> 2) * 3 + Math.max(0, rest - 1)];
        int at = 0;
        for (int i = from; i < to - rest; i += 4) {
            // A stray character is -1, whose sign survives every shift and every or.
            int four = (value(text[i]) << 18)
                    | (value(text[i + 1]) << 12)
                    | (value(text[i + 2]) << 6)
                    | value(text[i + 3]);
            if (four < 0) {
                return null;
            }
            bytes[at] = (byte) (four >> 16);
            bytes[at + 1] = (byte) (four >> 8);
            bytes[at + 2] = (byte) four;
            at += 3;
        }
        return rest == 0 || readRest(text, to, rest, bytes, at) ? bytes : null;
    }

    private static boolean readRest(byte[] text, int to, int rest, byte[] bytes, int at) {
        int last = value(text[to - 2]) << 6 | value(text[to - 1]);
        if (rest == 2) {
            bytes[at] = (byte) (last >> 4);
            return last >= 0 && (last & 0xf) == 0;
        }
        int three = value(text[to - 3]) << 12 | last;
        bytes[at] = (byte) (three >> 10);
        bytes[at + 1] = (byte) (three >> 2);
        return three >= 0 && (three & 0x3) == 0;
    }

    private static int value(byte c) {
        return VALUES[c & 0xff];
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
