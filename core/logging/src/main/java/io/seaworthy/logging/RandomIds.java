package io.seaworthy.logging;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids from buffered secure randomness: AES-128 in counter mode under a key of the given source, which is changed every
 * 64 MiB, makes a block of bytes that serves many ids, so an id costs neither a system call nor a wait for another
 * thread's. Bytes are wiped as they are used. Ids are unpredictable; they are not meant as secrets. Thread-safe; locks,
 * not monitors, so a virtual thread is not pinned.
 */
final class RandomIds {

    static final int REQUEST_ID = 36;
    static final int TRACE_ID = 32;
    static final int SPAN_ID = 16;

    private static final int BLOCK = 4096;
    private static final int REKEY = (64 << 20) / BLOCK;
    private static final int STRIPES = 8;
    private static final byte[] ZEROS = new byte[BLOCK];
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private final SecureRandom random;
    private final InstantSource clock;
    private final Stripe[] stripes = new Stripe[STRIPES];

    RandomIds(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
        Arrays.setAll(stripes, i -> new Stripe());
    }

    /** A part of the threads shares it. */
    private final class Stripe {

        final ReentrantLock lock = new ReentrantLock();
        final byte[] digits = new byte[REQUEST_ID];
        private final byte[] block = new byte[BLOCK];
        private int used = BLOCK;
        private int blocks = REKEY;
        private Cipher cipher;

        Stripe() {
            try {
                cipher = Cipher.getInstance("AES/CTR/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java platform has AES/CTR", e);
            }
        }

        /** Eight bytes; under the lock. */
        long next() {
            if (used == BLOCK) {
                fill();
            }
            long value = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                value = value << 8 | (block[used] & 0xff);
                block[used++] = 0;
            }
            return value;
        }

        long notZero() {
            long value = next();
            while (value == 0) {
                value = next();
            }
            return value;
        }

        private void fill() {
            try {
                if (blocks++ == REKEY) {
                    byte[] seed = new byte[32];
                    random.nextBytes(seed);
                    cipher.init(
                            Cipher.ENCRYPT_MODE,
                            new SecretKeySpec(seed, 0, 16, "AES"),
                            new IvParameterSpec(seed, 16, 16));
                    Arrays.fill(seed, (byte) 0);
                    blocks = 1;
                }
                cipher.update(ZEROS, 0, BLOCK, block, 0);
                used = 0;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES/CTR takes any block", e);
            }
        }
    }

    private Stripe stripe() {
        Stripe stripe = stripes[(int) (Thread.currentThread().getId() & (STRIPES - 1))];
        stripe.lock.lock();
        return stripe;
    }

    /** A UUID of version 7 (RFC 9562 section 5.7) with 74 random bits, 36 bytes of ASCII. */
    void requestId(byte[] text, int at) {
        long millis = clock.millis();
        Stripe stripe = stripe();
        long first;
        long second;
        try {
            first = stripe.next();
            second = stripe.next();
        } finally {
            stripe.lock.unlock();
        }
        requestId(text, at, millis, first, second);
    }

    private static void requestId(byte[] text, int at, long millis, long first, long second) {
        long high = millis << 16 | 0x7000 | (first & 0xfff);
        long low = second >>> 2 | 0x8000_0000_0000_0000L;
        hex(text, at, high >>> 32, 8);
        text[at + 8] = '-';
        hex(text, at + 9, high >>> 16, 4);
        text[at + 13] = '-';
        hex(text, at + 14, high, 4);
        text[at + 18] = '-';
        hex(text, at + 19, low >>> 48, 4);
        text[at + 23] = '-';
        hex(text, at + 24, low, 12);
    }

    /** 32 hex digits, not all zero. */
    void traceId(byte[] text, int at) {
        Stripe stripe = stripe();
        long first;
        long second;
        try {
            first = stripe.notZero();
            second = stripe.next();
        } finally {
            stripe.lock.unlock();
        }
        hex(text, at, first, 16);
        hex(text, at + 16, second, 16);
    }

    /** 16 hex digits, not all zero. */
    void spanId(byte[] text, int at) {
        Stripe stripe = stripe();
        long value;
        try {
            value = stripe.notZero();
        } finally {
            stripe.lock.unlock();
        }
        hex(text, at, value, 16);
    }

    /** The same as text; the digits are made in the stripe's own array, so that only the text is new. */
    String requestId() {
        long millis = clock.millis();
        Stripe stripe = stripe();
        try {
            requestId(stripe.digits, 0, millis, stripe.next(), stripe.next());
            return ascii(stripe.digits, REQUEST_ID);
        } finally {
            stripe.lock.unlock();
        }
    }

    String traceId() {
        Stripe stripe = stripe();
        try {
            hex(stripe.digits, 0, stripe.notZero(), 16);
            hex(stripe.digits, 16, stripe.next(), 16);
            return ascii(stripe.digits, TRACE_ID);
        } finally {
            stripe.lock.unlock();
        }
    }

    String spanId() {
        Stripe stripe = stripe();
        try {
            hex(stripe.digits, 0, stripe.notZero(), 16);
            return ascii(stripe.digits, SPAN_ID);
        } finally {
            stripe.lock.unlock();
        }
    }

    @SuppressWarnings("deprecation") // the one copy that decodes nothing: the text is ASCII
    private static String ascii(byte[] text, int length) {
        return new String(text, 0, 0, length);
    }

    private static void hex(byte[] text, int from, long value, int digits) {
        for (int i = 0; i < digits; i++) {
            text[from + i] = HEX[(int) (value >>> (4 * (digits - 1 - i))) & 0xf];
        }
    }
}
