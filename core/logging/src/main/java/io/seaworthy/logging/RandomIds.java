package io.seaworthy.logging;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ids from buffered secure randomness: a block of random bytes serves many ids, so an id costs neither a system call nor
 * a wait for another thread's. Bytes are wiped as they are used. Thread-safe; locks, not monitors, so a virtual thread
 * is not pinned.
 */
final class RandomIds {

    private static final int BLOCK = 512;
    private static final int STRIPES = 8;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private static final class Stripe {
        final ReentrantLock lock = new ReentrantLock();
        final byte[] block = new byte[BLOCK];
        int used = BLOCK;
    }

    private final SecureRandom random;
    private final InstantSource clock;
    private final Stripe[] stripes = new Stripe[STRIPES];

    RandomIds(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
        Arrays.setAll(stripes, i -> new Stripe());
    }

    /** A UUID of version 7 (RFC 9562 section 5.7) with 74 random bits. */
    String requestId() {
        long millis = clock.millis();
        long high = millis << 16 | 0x7000 | (bits() & 0xfff);
        long low = bits() >>> 2 | 0x8000_0000_0000_0000L;
        char[] text = new char[36];
        hex(text, 0, high >>> 32, 8);
        text[8] = '-';
        hex(text, 9, high >>> 16, 4);
        text[13] = '-';
        hex(text, 14, high, 4);
        text[18] = '-';
        hex(text, 19, low >>> 48, 4);
        text[23] = '-';
        hex(text, 24, low, 12);
        return new String(text);
    }

    /** 32 hex digits, not all zero. */
    String traceId() {
        char[] text = new char[32];
        hex(text, 0, notZero(), 16);
        hex(text, 16, bits(), 16);
        return new String(text);
    }

    /** 16 hex digits, not all zero. */
    String spanId() {
        char[] text = new char[16];
        hex(text, 0, notZero(), 16);
        return new String(text);
    }

    private static void hex(char[] text, int from, long value, int digits) {
        for (int i = 0; i < digits; i++) {
            text[from + i] = HEX[(int) (value >>> (4 * (digits - 1 - i))) & 0xf];
        }
    }

    private long notZero() {
        long value = bits();
        while (value == 0) {
            value = bits();
        }
        return value;
    }

    private long bits() {
        Stripe stripe = stripes[(int) (Thread.currentThread().getId() & (STRIPES - 1))];
        stripe.lock.lock();
        try {
            if (stripe.used == BLOCK) {
                random.nextBytes(stripe.block);
                stripe.used = 0;
            }
            long value = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                value = value << 8 | (stripe.block[stripe.used] & 0xff);
                stripe.block[stripe.used++] = 0;
            }
            return value;
        } finally {
            stripe.lock.unlock();
        }
    }
}
