package io.seaworthy.benchmarks;

import java.util.Random;

/** Indexes that follow Zipf's law with exponent 1: as real callers do, few keys ask often and many ask seldom. */
public final class Zipf {

    private static final int DRAWS = 1 << 17;

    private Zipf() {}

    /** Draws made beforehand; a power of two of them, so that a mask walks them in a circle. */
    public static int[] indexes(int keys, long seed) {
        double[] sums = new double[keys];
        double sum = 0;
        for (int i = 0; i < keys; i++) {
            sum += 1.0 / (i + 1);
            sums[i] = sum;
        }
        Random random = new Random(seed);
        int[] draws = new int[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            int found = java.util.Arrays.binarySearch(sums, random.nextDouble() * sum);
            draws[i] = Math.min(keys - 1, found < 0 ? -found - 1 : found);
        }
        return draws;
    }
}
