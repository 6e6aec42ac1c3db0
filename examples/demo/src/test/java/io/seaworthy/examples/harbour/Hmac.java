package io.seaworthy.examples.harbour;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 straight from the JDK, so that the tests share no code with what they test. */
final class Hmac {

    private Hmac() {}

    static byte[] sha256(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String hex(byte[] key, String text) {
        return HexFormat.of().formatHex(sha256(key, text));
    }

    /** A compact JWS of any header and payload texts. */
    static String jws(byte[] key, String header, String payload) {
        String input = base64(header) + "." + base64(payload);
        return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(key, input));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
