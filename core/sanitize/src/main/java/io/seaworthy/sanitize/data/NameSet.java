package io.seaworthy.sanitize.data;

import java.util.Arrays;

/**
 * The names of all objects of one text by 64-bit fingerprints under a secret seed: equal names have equal ones, and nobody
 * can make others that do. Emptied by counting on. One thread.
 */
final class NameSet {

    private long[] keys = new long[256];
    private int[] texts = new int[256];
    private int text;
    private int size;

    /** Forgets everything. */
    void clear() {
        size = 0;
        if (++text == 0) { // four billion texts later
            Arrays.fill(texts, 0);
            text = 1;
        }
    }

    /** Whether the name of this fingerprint is new to the object. */
    boolean add(long fingerprint, int object) {
        if (2 * size >= keys.length) {
            grow();
        }
        size++;
        return insert(mix(fingerprint + object * 0x9e37_79b9_7f4a_7c15L));
    }

    private boolean insert(long key) {
        int mask = keys.length - 1;
        int slot = (int) key & mask;
        while (texts[slot] == text) {
            if (keys[slot] == key) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        texts[slot] = text;
        return true;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldTexts = texts;
        keys = new long[2 * oldKeys.length];
        texts = new int[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldTexts[i] == text) {
                insert(oldKeys[i]);
            }
        }
    }

    /** Every bit of the result depends on every bit of the value. */
    static long mix(long value) {
        long v = (value ^ value >>> 32) * 0xd6e8_feb8_6659_fd93L;
        v = (v ^ v >>> 32) * 0xd6e8_feb8_6659_fd93L;
        return v ^ v >>> 32;
    }
}
