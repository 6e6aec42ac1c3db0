package io.seaworthy.protection;

import io.seaworthy.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * HKDF with SHA-256 (RFC 5869): makes independent keys for several purposes from one strong secret.
 *
 * <p>The input must be a key, random and long enough. HKDF makes no password strong: a password needs a slow hash.
 * Stateless, thread-safe.
 */
public final class Hkdf {

    /** The most bytes that one derivation can give, 255 blocks (RFC 5869 section 2.3). */
    public static final int MAX_BYTES = 255 * HmacSha256.BYTES;

    private Hkdf() {}

    /**
     * A key for one purpose: no salt, the label's UTF-8 as {@code info}.
     *
     * @param secret the input keying material
     * @param label names the purpose and never changes: {@code "harbour audit v1"}; not blank
     * @param bytes 1 to {@value #MAX_BYTES}; 32 for an HMAC-SHA-256 or AES-256 key
     * @throws IllegalArgumentException where the label is blank or the length out of range
     */
    public static Secret derive(Secret secret, String label, int bytes) {
        if (label.isBlank()) {
            throw new IllegalArgumentException("A label names the key's purpose; it must not be blank");
        }
        return derive(secret, new byte[0], label.getBytes(StandardCharsets.UTF_8), bytes);
    }

    /**
     * Extract and expand as the RFC has it. An empty salt is one of zeros (section 2.2).
     *
     * @throws IllegalArgumentException where the length is out of range
     */
    public static Secret derive(Secret secret, byte[] salt, byte[] info, int bytes) {
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException("HKDF gives 1 to " + MAX_BYTES + " bytes, not " + bytes);
        }
        byte[] pseudorandomKey = secret.exposeTo(material -> HmacSha256.of(salt, material));
        byte[] output = new byte[bytes];
        byte[] block = new byte[0];
        for (int at = 0, counter = 1; at < bytes; counter++) {
            block = HmacSha256.of(pseudorandomKey, block, info, new byte[] {(byte) counter});
            int size = Math.min(block.length, bytes - at);
            System.arraycopy(block, 0, output, at, size);
            at += size;
        }
        Secret derived = Secret.of(output);
        Arrays.fill(pseudorandomKey, (byte) 0);
        Arrays.fill(block, (byte) 0);
        Arrays.fill(output, (byte) 0);
        return derived;
    }
}
