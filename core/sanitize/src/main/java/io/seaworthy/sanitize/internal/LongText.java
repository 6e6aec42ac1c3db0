package io.seaworthy.sanitize.internal;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Tells long texts of nothing but harmless ASCII, many characters at a time: printable and no angle bracket, quote, backtick, ampersand, opening brace or number sign,
 * or a tab or a line feed. A false says nothing: who asks then looks at each character. Thread-safe, allocates nothing.
 *
 * <p>A loop over the characters of a {@code String} is two loads for each of them. The same test written as plain
 * arithmetic over an array is made vector instructions of by the JIT, but the array has to come from somewhere: there are a
 * few for all threads, and who finds its place empty goes without.
 */
public final class LongText {

    /** From here on the copy pays. */
    private static final int MIN_LENGTH = 512;

    static final int BLOCK = 1_024;

    /** A multiple of what any processor takes at once. */
    private static final int LANES = 64;

    private static final int PLACES = 16;

    /** Between places, so that two are never on one cache line. */
    private static final int STRIDE = 32;

    private static final AtomicReferenceArray<char @Nullable []> FREE = new AtomicReferenceArray<>(PLACES * STRIDE);

    private static final char[] HARMLESS = new char[BLOCK];

    static {
        for (int place = 0; place < PLACES; place++) {
            FREE.set(place * STRIDE, new char[BLOCK]);
        }
    }

    private LongText() {}

    /** Whether a text is long and harmless. */
    public static boolean isHarmless(String text) {
        int length = text.length();
        if (length < MIN_LENGTH) {
            return false;
        }
        int place = ((int) Thread.currentThread().getId() & (PLACES - 1)) * STRIDE;
        char[] block = FREE.getAndSet(place, null);
        if (block == null) {
            return false;
        }
        boolean harmless = true;
        for (int from = 0; harmless && from < length; from += BLOCK) {
            int count = Math.min(BLOCK, length - from);
            text.getChars(from, from + count, block, 0);
            // Whole lanes, or the rest goes one by one; it leaves nothing of the text in the block.
            mark(block, (count + LANES - 1) & -LANES);
            harmless = Arrays.equals(block, 0, count, HARMLESS, 0, count);
        }
        FREE.setRelease(place, block);
        return harmless;
    }

    /**
     * Puts 0 in place of each harmless character. Without branches and look-ups, and each term in 16 bits: below 0x80, all
     * of them have bit 15 where a subtraction went below zero; above, the last term has a bit.
     */
    static void mark(char[] block, int count) {
        for (int i = 0; i < count; i++) {
            int c = block[i];
            int quotes = ((c & 0xfffa) ^ '"') - 1; // " # & '
            int angles = ((c & 0xfffd) ^ '<') - 1; // < >
            int brace = ((c & 0xfffb) ^ '{') - 1; // { DEL
            int backtick = (c ^ '`') - 1;
            int controls = (c - '\t') | ((c - ' ') & ~(c - 0xb)); // but tab and line feed
            block[i] = (char) (((quotes | angles | brace | backtick | controls) & 0x8000) | (c & 0xff80));
        }
    }
}
