package io.seaworthy.examples.harbour.web;

import java.security.SecureRandom;
import java.util.Base64;

/** Opaque identifiers: 128 random bits in base64url. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String next(String prefix) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
