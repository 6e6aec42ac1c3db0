package io.seaworthy.headers.csrf;

import io.seaworthy.headers.internal.NonceSource;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The token that a page has to send back with what it submits. Each {@link #masked} text is different, so that the
 * length of a compressed page tells nothing about it (BREACH). Immutable, thread-safe.
 */
public final class CsrfToken {

    /** Random bytes and their authentication code. */
    static final int BYTES = 48;

    private final byte[] payload;

    CsrfToken(byte[] payload) {
        this.payload = payload.clone();
    }

    /** The text for one form field or one {@code meta} element: 128 characters of base64url, never the same twice. */
    public String masked() {
        byte[] text = new byte[2 * BYTES];
        byte[] mask = new byte[BYTES];
        NonceSource.shared().fill(mask);
        for (int i = 0; i < BYTES; i++) {
            text[i] = mask[i];
            text[BYTES + i] = (byte) (mask[i] ^ payload[i]);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** The payload in a masked text, or null where it is none. */
    static byte @Nullable [] unmask(String text) {
        byte[] bytes = decode(text, 2 * BYTES);
        if (bytes == null) {
            return null;
        }
        byte[] payload = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            payload[i] = (byte) (bytes[i] ^ bytes[BYTES + i]);
        }
        return payload;
    }

    static String cookieValue(byte[] payload) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(payload);
    }

    static byte @Nullable [] ofCookie(String value) {
        return decode(value, BYTES);
    }

    /** Both lengths are multiples of three, so there is one encoding only. */
    private static byte @Nullable [] decode(String text, int length) {
        if (text.length() != length / 3 * 4) {
            return null;
        }
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Names no secret. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "CsrfToken[%d bytes]", payload.length);
    }
}
