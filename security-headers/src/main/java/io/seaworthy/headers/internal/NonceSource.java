package io.seaworthy.headers.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Unpredictable bytes, and nonces of 128 bits in base64url, 22 characters each.
 *
 * <p>A fixed number of generators, picked by thread id, so that neither the shared {@link SecureRandom} lock nor a
 * {@code ThreadLocal} per virtual thread is on the request's path. Each generator hands out an AES-256-CTR key stream
 * in blocks of 4 KiB and replaces its key by the first bytes of every block (fast key erasure), so what was handed out
 * cannot be computed from what is kept. Fresh entropy is mixed in every 256 blocks. Thread-safe.
 */
public final class NonceSource {

    private static final int BLOCK = 4096;
    private static final int KEY = 32;
    private static final int BYTES = 16;
    private static final int RESEED_BLOCKS = 256;
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);

    /** One for the whole process: more generators would only cost memory. */
    private static final NonceSource SHARED =
            new NonceSource(stripesFor(Runtime.getRuntime().availableProcessors()));

    private final Generator[] generators;

    NonceSource(int stripes) {
        generators = new Generator[stripes];
        for (int i = 0; i < stripes; i++) {
            generators[i] = new Generator();
        }
    }

    public static NonceSource shared() {
        return SHARED;
    }

    /** A power of two, twice the processors, at most 64. */
    static int stripesFor(int processors) {
        return Math.min(64, Integer.highestOneBit(Math.max(1, processors)) * 2);
    }

    /** 128 bits in base64url. */
    public String next() {
        Generator generator = locked();
        try {
            return encode(generator.block, generator.take(BYTES));
        } finally {
            generator.eraseAndUnlock();
        }
    }

    /** Fills an array of at most 1 KiB. */
    public void fill(byte[] bytes) {
        Generator generator = locked();
        try {
            System.arraycopy(generator.block, generator.take(bytes.length), bytes, 0, bytes.length);
        } finally {
            generator.eraseAndUnlock();
        }
    }

    private Generator locked() {
        // Fibonacci hashing: neighbouring ids end up in different stripes.
        int start = (int) ((Thread.currentThread().getId() * 0x9e3779b97f4a7c15L) >>> 32);
        for (int i = 0; i < generators.length; i++) {
            Generator generator = generators[(start + i) & (generators.length - 1)];
            if (generator.lock.tryLock()) {
                return generator;
            }
        }
        Generator generator = generators[start & (generators.length - 1)];
        generator.lock.lock();
        return generator;
    }

    private static final class Generator {

        private static final byte[] ZEROS = new byte[BLOCK];

        final ReentrantLock lock = new ReentrantLock();
        private final byte[] block = new byte[BLOCK];
        private int position = BLOCK;
        private int handedOut = BLOCK;
        private int blocks = RESEED_BLOCKS;

        /** Where the next bytes are. */
        int take(int count) {
            if (count > BLOCK / 4) {
                throw new IllegalArgumentException("At most 1 KiB at a time, not " + count);
            }
            if (position + count > BLOCK) {
                refill();
            }
            handedOut = position;
            position += count;
            return handedOut;
        }

        void eraseAndUnlock() {
            Arrays.fill(block, handedOut, position, (byte) 0);
            lock.unlock();
        }

        /** The first bytes of the block are the next key and are never handed out. */
        private void refill() {
            if (blocks == RESEED_BLOCKS) {
                byte[] seed = new byte[KEY];
                new SecureRandom().nextBytes(seed);
                for (int i = 0; i < KEY; i++) {
                    block[i] ^= seed[i];
                }
                Arrays.fill(seed, (byte) 0);
                blocks = 0;
            }
            byte[] key = Arrays.copyOf(block, KEY);
            try {
                Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
                // Each key encrypts one block only, so the counter may start anywhere.
                cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(ZEROS, 0, BYTES));
                cipher.doFinal(ZEROS, 0, BLOCK, block, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES/CTR/NoPadding is missing; the JDK's own provider has it", e);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
            position = KEY;
            handedOut = KEY;
            blocks++;
        }
    }

    /** RFC 4648 section 5 without padding: 16 bytes to 22 characters. */
    private static String encode(byte[] from, int at) {
        byte[] text = new byte[22];
        int out = 0;
        for (int i = 0; i < 15; i += 3) {
            int bits = (from[at + i] & 0xff) << 16 | (from[at + i + 1] & 0xff) << 8 | (from[at + i + 2] & 0xff);
            text[out++] = ALPHABET[bits >>> 18];
            text[out++] = ALPHABET[bits >>> 12 & 63];
            text[out++] = ALPHABET[bits >>> 6 & 63];
            text[out++] = ALPHABET[bits & 63];
        }
        int last = from[at + 15] & 0xff;
        text[out++] = ALPHABET[last >>> 2];
        text[out] = ALPHABET[(last & 3) << 4];
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
