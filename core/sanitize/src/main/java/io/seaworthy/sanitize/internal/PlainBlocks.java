package io.seaworthy.sanitize.internal;

import java.util.Arrays;

/**
 * Looks through long texts for what markup gives a meaning, many characters at a time. A loop of sums without a branch
 * over an array is one that the JIT compiles to vector instructions, which it does not for look-ups in a table; so each
 * block is copied to an array of the thread's own. Made for the common case: what it does not call plain may be so all the
 * same. Stateless but for that array of 1 KiB for each thread that comes by with a long text.
 */
public final class PlainBlocks {

    /** Shorter texts are quicker by table. */
    public static final int WORTHWHILE = 192;

    private static final int BLOCK = 512;
    private static final char[] CLEAN = new char[BLOCK];
    private static final ThreadLocal<char[]> COPIES = ThreadLocal.withInitial(() -> new char[BLOCK]);

    private PlainBlocks() {}

    /** Where the first block begins that holds more than printable ASCII and line feeds, or markup, a quote or a brace. */
    public static int plain(String text, int from) {
        char[] copy = COPIES.get();
        int length = text.length();
        int at = from;
        while (at < length) {
            int count = Math.min(BLOCK, length - at);
            text.getChars(at, at + count, copy, 0);
            mark(copy, count);
            if (Arrays.mismatch(copy, 0, count, CLEAN, 0, count) >= 0) {
                return at;
            }
            at += count;
        }
        return at;
    }

    /**
     * The highest bit of each is set where it is not plain. Nought less one has it, and so has all from 0x8001 on less one:
     * a difference by exclusive or is nought for the character asked for. Two tests leave out the bit in which two
     * characters differ.
     */
    private static void mark(char[] copy, int count) {
        for (int i = 0; i < count; i++) {
            int c = copy[i];
            int above = c - ' '; // negative for controls, of which a line feed is let through
            int control = above & ((c ^ '\n') + 0x7fff);
            int found = ((c ^ '"') - 1)
                    | (((c & 0xfffe) ^ '&') - 1) // and the apostrophe
                    | (((c & 0xfffd) ^ '<') - 1) // and >
                    | ((c ^ '`') - 1)
                    | ((c ^ '{') - 1)
                    | control
                    | ((0x5e - above) & ((c ^ '\n') + 0x7fff)); // above the tilde
            copy[i] = (char) (found & 0x8000);
        }
    }
}
