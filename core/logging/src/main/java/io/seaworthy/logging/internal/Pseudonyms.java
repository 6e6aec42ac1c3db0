package io.seaworthy.logging.internal;

import io.seaworthy.kernel.Secret;
import io.seaworthy.logging.Finding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names for persons that are the same each time and cannot be turned back without the key: the first 48 bits of
 * HMAC-SHA-256 over the kind and the value, whose case does not count; nor do blanks and dashes in numbers. Thread-safe.
 */
public final class Pseudonyms {

    private static final int BYTES = 6;

    private final Mac keyed;

    public Pseudonyms(Secret key) {
        try {
            keyed = Mac.getInstance("HmacSHA256");
            keyed.init(key.exposeTo(bytes -> new SecretKeySpec(bytes, "HmacSHA256")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /** Twelve hex digits. */
    public String of(String kind, String value) {
        Mac mac = copy();
        mac.update(kind.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) 0);
        byte[] full = mac.doFinal(normal(kind, value).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(full, 0, BYTES);
    }

    private static String normal(String kind, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        boolean number = kind.equals(Finding.CARD.code())
                || kind.equals(Finding.IBAN.code())
                || kind.equals(Finding.PHONE.code());
        // A dash or a dot in an address tells two persons apart.
        return number ? lower.replaceAll("%20|[^a-z0-9+]", "") : lower.replace("%40", "@");
    }

    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The platform's HmacSHA256 can be cloned", e);
        }
    }
}
