package io.seaworthy.sanitize.file;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Finds names that are one file on some system: equal but for case, since a path is in normal form already. It keeps a
 * number under a secret for each, so two names can be taken for one by chance only (and a sound archive be refused then,
 * once in 2<sup>32</sup> archives of a million entries). One use, one thread.
 */
final class SeenNames {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final long secret = RANDOM.nextLong();
    private long[] slots = new long[64];
    private int count;

    /** Whether this is the first of its kind. */
    boolean add(SafePath path) {
        StringBuilder folded = new StringBuilder();
        // Letter by letter as String.equalsIgnoreCase does: sharp s and ss are two files nearly everywhere.
        path.toString()
                .codePoints()
                .forEach(c -> folded.appendCodePoint(Character.toLowerCase(Character.toUpperCase(c))));
        long digest = digest(secret, folded.toString().getBytes(StandardCharsets.UTF_8));
        if (2 * ++count > slots.length) {
            grow();
        }
        return put(slots, digest == 0 ? 1 : digest);
    }

    private void grow() {
        long[] more = new long[2 * slots.length];
        for (long digest : slots) {
            if (digest != 0) {
                put(more, digest);
            }
        }
        slots = more;
    }

    private static boolean put(long[] slots, long digest) {
        int at = (int) digest & (slots.length - 1);
        while (slots[at] != 0) {
            if (slots[at] == digest) {
                return false;
            }
            at = (at + 1) & (slots.length - 1);
        }
        slots[at] = digest;
        return true;
    }

    /** A number that nobody can aim at without the one to start with. */
    static long digest(long start, byte[] bytes) {
        long digest = (start ^ bytes.length) * 0xd6e8_feb8_6659_fd93L;
        for (byte b : bytes) {
            digest = (digest ^ b) * 0x9e37_79b9_7f4a_7c15L;
            digest ^= digest >>> 29;
        }
        return digest;
    }
}
