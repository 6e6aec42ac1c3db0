package io.seaworthy.ratelimit;

import java.security.SecureRandom;

/**
 * Spreads keys with secrets of this process, so that nobody outside can aim at a group. Two multiplications to 128 bits,
 * whose halves are folded. Immutable, thread-safe.
 */
final class KeyHash {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final long first = RANDOM.nextLong();
    private final long second = RANDOM.nextLong();
    private final long third = RANDOM.nextLong() | 1;

    long of(long high, long low, long scope) {
        return fold(fold(high ^ first, low ^ second) ^ scope, third);
    }

    private static long fold(long a, long b) {
        return Math.multiplyHigh(a, b) ^ (a * b);
    }
}
