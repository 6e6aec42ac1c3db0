package io.seaworthy.headers.csrf;

import io.seaworthy.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes and verifies payloads: 16 random bytes and HMAC-SHA-256 over a label, the session and those bytes (OWASP's signed
 * double submit). The session is preceded by its length, so no two inputs coincide. Immutable, thread-safe.
 */
final class TokenSigner {

    private static final byte[] LABEL = "seaworthy csrf v1".getBytes(StandardCharsets.US_ASCII);
    private static final int RANDOM = 16;

    /** The first signs, all verify. */
    private final List<Secret> keys;

    private final SecureRandom random = new SecureRandom();

    TokenSigner(List<Secret> keys) {
        this.keys = List.copyOf(keys);
    }

    byte[] sign(@Nullable String session) {
        byte[] payload = new byte[CsrfToken.BYTES];
        byte[] fresh = new byte[RANDOM];
        random.nextBytes(fresh);
        System.arraycopy(fresh, 0, payload, 0, RANDOM);
        System.arraycopy(code(keys.get(0), session, fresh), 0, payload, RANDOM, CsrfToken.BYTES - RANDOM);
        return payload;
    }

    boolean verify(byte[] payload, @Nullable String session) {
        byte[] fresh = Arrays.copyOf(payload, RANDOM);
        byte[] code = Arrays.copyOfRange(payload, RANDOM, payload.length);
        boolean good = false;
        for (Secret key : keys) {
            // All keys are tried, whichever fits.
            good |= MessageDigest.isEqual(code, code(key, session, fresh));
        }
        return good;
    }

    /** A request without a session has a binding of its own, other than that of an empty session id. */
    private static byte[] code(Secret key, @Nullable String session, byte[] fresh) {
        byte[] id = session == null ? new byte[0] : session.getBytes(StandardCharsets.UTF_8);
        return key.exposeTo(bytes -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
                mac.update(LABEL);
                mac.update((byte) (session == null ? 0 : 1));
                for (int shift = 24; shift >= 0; shift -= 8) {
                    mac.update((byte) (id.length >>> shift));
                }
                mac.update(id);
                return mac.doFinal(fresh);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("HmacSHA256 is missing; every JDK has it", e);
            }
        });
    }
}
