package io.seaworthy.config.flags;

import org.jspecify.annotations.Nullable;

/**
 * Variants by weight. The weights lie side by side on a line of 100 000 places, the hash says where a key stands: the first
 * variant's share grows without losing anybody.
 */
record Rollout(String by, String salt, String[] variants, int[] ends) {

    static final int PLACES = 100_000;

    /** The variant of somebody; null where they stand beyond all weights or have no key. */
    @Nullable
    String variant(FlagContext context) {
        String key = context.attribute(by);
        if (key == null || key.isEmpty()) {
            return null;
        }
        int place = place(salt, key);
        for (int i = 0; i < ends.length; i++) {
            if (place < ends[i]) {
                return variants[i];
            }
        }
        return null;
    }

    /** Version {@code murmur3-1}: the high part of hash times places, which favours none of them. */
    static int place(String salt, String key) {
        return (int) (Integer.toUnsignedLong(Murmur3.hash(salt, key, 0)) * PLACES >>> 32);
    }

    /** Whether a variant has a weight here; one that has none is not kept for anybody. */
    boolean names(String variant) {
        for (int i = 0; i < variants.length; i++) {
            if (variants[i].equals(variant)) {
                return ends[i] > (i == 0 ? 0 : ends[i - 1]);
            }
        }
        return false;
    }

    boolean isConstant() {
        return ends.length == 1 && ends[0] == PLACES;
    }
}
