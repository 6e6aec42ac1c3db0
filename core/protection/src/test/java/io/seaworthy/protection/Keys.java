package io.seaworthy.protection;

import io.seaworthy.kernel.Secret;
import java.util.Arrays;

/** Keys for tests. */
final class Keys {

    private Keys() {}

    static Secret key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return Secret.of(bytes);
    }
}
