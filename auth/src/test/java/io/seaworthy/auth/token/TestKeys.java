package io.seaworthy.auth.token;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keys made once for the module's tests: new pairs of RSA cost a second each. */
final class TestKeys {

    private static final Map<String, TokenKey> KEYS = new ConcurrentHashMap<>();
    private static final Map<String, KeyPair> RSA = new ConcurrentHashMap<>();

    private TestKeys() {}

    /** The first key of an algorithm. */
    static TokenKey one(JwsAlgorithm algorithm) {
        return key(algorithm, "one");
    }

    /** Another key of the same. */
    static TokenKey other(JwsAlgorithm algorithm) {
        return key(algorithm, "other");
    }

    private static TokenKey key(JwsAlgorithm algorithm, String which) {
        return KEYS.computeIfAbsent(
                algorithm + which,
                any -> algorithm.kind() == JwsAlgorithm.Kind.RSA
                        ? TokenKey.of(algorithm, rsa(which))
                        : TokenKey.generate(algorithm));
    }

    /** A pair of 2048 bits. */
    static KeyPair rsa(String which) {
        return RSA.computeIfAbsent(which, any -> rsa(2048));
    }

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
