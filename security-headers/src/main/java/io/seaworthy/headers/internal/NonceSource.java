package io.seaworthy.headers.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Unpredictable bytes, and nonces of 128 bits in base64url, 22 characters each.
 *
 * <p>A fixed number of generators, picked by thread id, so that neither the shared {@link SecureRandom} lock nor a
 * {@code ThreadLocal} per virtual thread is on the request's path; whoever finds one held takes the next. Each generator hands out an AES-256-CTR key stream
 * in blocks of 4 KiB and replaces its key by the first bytes of every block (fast key erasure), so what was handed out
 * cannot be computed from what is kept. Fresh entropy is mixed in every 256 blocks. Thread-safe.
 */
public final class NonceSource {

    private static final int BLOCK = 4096;
    private static final int KEY = 32;
    private static final int BYTES = 16;
    private static final int DIGITS = 22;
    private static final int RESEED_BLOCKS = 256;
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);

    private static final VarHandle HELD = held();

    private static VarHandle held() {
        try {
            return MethodHandles.lookup().findVarHandle(Generator.class, "held", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

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
        Generator generator = taken();
        try {
            return generator.text(generator.take(BYTES));
        } finally {
            generator.eraseAndGiveBack();
        }
    }

    /** Fills an array of at most 1 KiB. */
    public void fill(byte[] bytes) {
        if (bytes.length > BLOCK / 4) {
            throw new IllegalArgumentException("At most 1 KiB at a time, not " + bytes.length);
        }
        Generator generator = taken();
        try {
            System.arraycopy(generator.block, generator.take(bytes.length), bytes, 0, bytes.length);
        } finally {
            generator.eraseAndGiveBack();
        }
    }

    /** One that nobody else has until it is given back; it is held for well below a microsecond, mostly. */
    @SuppressWarnings("ThreadPriorityCheck") // where all are taken, somebody who has one has to run
    private Generator taken() {
        // Fibonacci hashing: neighbouring ids end up in different stripes.
        int start = (int) ((Thread.currentThread().getId() * 0x9e3779b97f4a7c15L) >>> 32);
        while (true) {
            for (int i = 0; i < generators.length; i++) {
                Generator generator = generators[(start + i) & (generators.length - 1)];
                if (generator.tryTake()) {
                    return generator;
                }
            }
            Thread.yield();
        }
    }

    /** Longs that keep the words of one generator, which are written for each nonce, off the cache lines of the next. */
    private static class Padding {
        @SuppressWarnings("unused")
        private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13;
    }

    private static final class Generator extends Padding {

        private static final byte[] ZEROS = new byte[BLOCK];
        private static final IvParameterSpec FIRST_COUNTER = new IvParameterSpec(ZEROS, 0, BYTES);

        /** 1 while a thread has it; a lock would be an object of its own, on a cache line of others. */
        @SuppressWarnings("unused") // by its handle
        private volatile int held;

        private final byte[] block = new byte[BLOCK];
        private final byte[] digits = new byte[DIGITS];
        private final Cipher cipher;
        private boolean keyed;
        private int position = BLOCK;
        private int handedOut = BLOCK;
        private int blocks = RESEED_BLOCKS;

        Generator() {
            try {
                cipher = Cipher.getInstance("AES/CTR/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES/CTR/NoPadding is missing; the JDK's own provider has it", e);
            }
        }

        boolean tryTake() {
            return held == 0 && HELD.compareAndSet(this, 0, 1);
        }

        /** Where the next bytes are. */
        int take(int count) {
            if (position + count > BLOCK) {
                refill();
            }
            handedOut = position;
            position += count;
            return handedOut;
        }

        void eraseAndGiveBack() {
            Arrays.fill(block, handedOut, position, (byte) 0);
            handedOut = position;
            HELD.setRelease(this, 0);
        }

        /** The first bytes of each block are the next key; they are never handed out and not kept beside the cipher. */
        private void refill() {
            try {
                if (blocks == RESEED_BLOCKS) {
                    byte[] seed = new byte[KEY];
                    new SecureRandom().nextBytes(seed);
                    if (keyed) {
                        // What is kept goes into the new key too, so that it is as good as the better of the two.
                        cipher.doFinal(ZEROS, 0, KEY, block, 0);
                    }
                    for (int i = 0; i < KEY; i++) {
                        block[i] ^= seed[i];
                    }
                    Arrays.fill(seed, (byte) 0);
                    rekey();
                    blocks = 0;
                }
                cipher.doFinal(ZEROS, 0, BLOCK, block, 0);
                rekey();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES/CTR takes any key and block", e);
            }
            position = KEY;
            handedOut = KEY;
            blocks++;
        }

        /** Each key encrypts one block only, so the counter may start anywhere. */
        private void rekey() throws GeneralSecurityException {
            keyed = true;
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(block, 0, KEY, "AES"), FIRST_COUNTER);
            Arrays.fill(block, 0, KEY, (byte) 0);
        }

        /**
         * RFC 4648 section 5 without padding: 16 bytes to 22 characters, made in an array of the generator's own, so that
         * only the text is new.
         */
        @SuppressWarnings("deprecation") // the one copy that decodes nothing: the text is ASCII
        String text(int at) {
            byte[] text = digits;
            int out = 0;
            for (int i = 0; i < 15; i += 3) {
                int bits = (block[at + i] & 0xff) << 16 | (block[at + i + 1] & 0xff) << 8 | (block[at + i + 2] & 0xff);
                text[out++] = ALPHABET[bits >>> 18];
                text[out++] = ALPHABET[bits >>> 12 & 63];
                text[out++] = ALPHABET[bits >>> 6 & 63];
                text[out++] = ALPHABET[bits & 63];
            }
            int last = block[at + 15] & 0xff;
            text[out++] = ALPHABET[last >>> 2];
            text[out] = ALPHABET[(last & 3) << 4];
            return new String(text, 0, 0, DIGITS);
        }
    }
}
