package io.seaworthy.logging;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids from buffered secure randomness: AES-128 in counter mode under a key of the given source, which is changed every
 * 64 MiB, makes a block of bytes that serves many ids, so an id costs neither a system call nor a wait for another
 * thread's. Bytes are wiped as they are used. Ids are unpredictable; they are not meant as secrets. Thread-safe; nobody
 * waits where one of sixteen stripes is free, and no virtual thread is pinned.
 */
final class RandomIds {

    static final int REQUEST_ID = 36;
    static final int TRACE_ID = 32;
    static final int SPAN_ID = 16;

    private static final int BLOCK = 4096;
    private static final int REKEY = (64 << 20) / BLOCK;
    private static final int STRIPES = 16;
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;
    private static final byte[] ZEROS = new byte[BLOCK];
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final VarHandle TAKEN = taken();

    private static VarHandle taken() {
        try {
            return MethodHandles.lookup().findVarHandle(Stripe.class, "taken", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final SecureRandom random;
    private final InstantSource clock;
    private final Stripe[] stripes = new Stripe[STRIPES];

    RandomIds(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
        Arrays.setAll(stripes, i -> new Stripe());
    }

    /** Longs that keep the words of one stripe, which are written for each id, off the cache lines of the next. */
    private static class Padding {
        @SuppressWarnings("unused")
        private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13;
    }

    /** A part of the threads shares it. */
    private final class Stripe extends Padding {

        /** 1 while a thread has it; a lock is an object of its own, which the collector puts beside the others' again. */
        @SuppressWarnings("unused") // by its handle
        private volatile int taken;

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

        boolean take() {
            return taken == 0 && TAKEN.compareAndSet(this, 0, 1);
        }

        void giveBack() {
            TAKEN.setRelease(this, 0);
        }

        /** Eight bytes; for who has taken it. */
        long next() {
            if (used == BLOCK) {
                fill();
            }
            long value = (long) LONGS.get(block, used);
            LONGS.set(block, used, 0L);
            used += Long.BYTES;
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
                if (blocks == REKEY) {
                    byte[] seed = new byte[32];
                    random.nextBytes(seed);
                    cipher.init(
                            Cipher.ENCRYPT_MODE,
                            new SecretKeySpec(seed, 0, 16, "AES"),
                            new IvParameterSpec(seed, 16, 16));
                    Arrays.fill(seed, (byte) 0);
                    // Not before: where there is no seed now, the next one who asks tries again.
                    blocks = 0;
                }
                cipher.update(ZEROS, 0, BLOCK, block, 0);
                blocks++;
                used = 0;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES/CTR takes any block", e);
            }
        }
    }

    /** One that nobody else has until it is given back; it is held for less than a microsecond, mostly. */
    @SuppressWarnings("ThreadPriorityCheck") // where all sixteen are taken, somebody who has one has to run
    private Stripe stripe() {
        int start = (int) (Thread.currentThread().getId() * SPREAD >>> 60);
        while (true) {
            for (int i = 0; i < STRIPES; i++) {
                Stripe stripe = stripes[(start + i) & (STRIPES - 1)];
                if (stripe.take()) {
                    return stripe;
                }
            }
            Thread.yield();
        }
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
            stripe.giveBack();
        }
        requestId(text, at, millis, first, second);
    }

    private static void requestId(byte[] text, int at, long millis, long first, long second) {
        long high = millis << 16 | 0x7000 | (first & 0xfff);
        long low = second >>> 2 | 0x8000_0000_0000_0000L;
        long second8 = digits(high);
        long third8 = digits(low >>> 32);
        LONGS.set(text, at, digits(high >>> 32));
        text[at + 8] = '-';
        INTS.set(text, at + 9, (int) (second8 >>> 32));
        text[at + 13] = '-';
        INTS.set(text, at + 14, (int) second8);
        text[at + 18] = '-';
        INTS.set(text, at + 19, (int) (third8 >>> 32));
        text[at + 23] = '-';
        INTS.set(text, at + 24, (int) third8);
        LONGS.set(text, at + 28, digits(low));
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
            stripe.giveBack();
        }
        hex(text, at, first);
        hex(text, at + 16, second);
    }

    /** 16 hex digits, not all zero. */
    void spanId(byte[] text, int at) {
        Stripe stripe = stripe();
        long value;
        try {
            value = stripe.notZero();
        } finally {
            stripe.giveBack();
        }
        hex(text, at, value);
    }

    /** The same as text; the digits are made in the stripe's own array, so that only the text is new. */
    String requestId() {
        long millis = clock.millis();
        Stripe stripe = stripe();
        try {
            requestId(stripe.digits, 0, millis, stripe.next(), stripe.next());
            return ascii(stripe.digits, REQUEST_ID);
        } finally {
            stripe.giveBack();
        }
    }

    String traceId() {
        Stripe stripe = stripe();
        try {
            hex(stripe.digits, 0, stripe.notZero());
            hex(stripe.digits, 16, stripe.next());
            return ascii(stripe.digits, TRACE_ID);
        } finally {
            stripe.giveBack();
        }
    }

    String spanId() {
        Stripe stripe = stripe();
        try {
            hex(stripe.digits, 0, stripe.notZero());
            return ascii(stripe.digits, SPAN_ID);
        } finally {
            stripe.giveBack();
        }
    }

    @SuppressWarnings("deprecation") // the one copy that decodes nothing: the text is ASCII
    private static String ascii(byte[] text, int length) {
        return new String(text, 0, 0, length);
    }

    /** Sixteen digits. */
    private static void hex(byte[] text, int from, long value) {
        LONGS.set(text, from, digits(value >>> 32));
        LONGS.set(text, from + 8, digits(value));
    }

    /**
     * The lower 32 bits as eight hex digits of ASCII, the first in the highest byte: the half bytes are spread over the
     * bytes of a long, and those from ten on get what lies between the digits and the letters as well.
     */
    static long digits(long value) {
        long spread = value & 0xffff_ffffL;
        spread = ((spread << 16) | spread) & 0x0000_ffff_0000_ffffL;
        spread = ((spread << 8) | spread) & 0x00ff_00ff_00ff_00ffL;
        spread = ((spread << 4) | spread) & 0x0f0f_0f0f_0f0f_0f0fL;
        long letters = ((spread + 0x0606_0606_0606_0606L) >>> 4) & 0x0101_0101_0101_0101L;
        return spread + 0x3030_3030_3030_3030L + letters * ('a' - '0' - 10);
    }
}
