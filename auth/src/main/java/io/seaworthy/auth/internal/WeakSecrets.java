package io.seaworthy.auth.internal;

import io.seaworthy.kernel.Secret;
import java.util.BitSet;

/** What no generator of random bytes makes. */
public final class WeakSecrets {

    /** What is expected in place of a weak secret. */
    public static final String EXPECTED = "random bytes; these repeat a few";

    private static final int DIFFERENT = 8;

    private WeakSecrets() {}

    /**
     * Zeros, a placeholder written several times and the like. Of 32 random bytes less than one in 10^30 has so few
     * different ones; it measures no entropy beyond that.
     */
    public static boolean isWeak(Secret secret) {
        return secret.exposeTo(bytes -> {
            BitSet seen = new BitSet(256);
            for (byte each : bytes) {
                seen.set(each & 0xff);
            }
            return seen.cardinality() < DIFFERENT;
        });
    }
}
