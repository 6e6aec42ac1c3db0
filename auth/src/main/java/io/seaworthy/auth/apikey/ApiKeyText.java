package io.seaworthy.auth.apikey;

import io.seaworthy.auth.internal.Codec;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The form of a key: {@code PREFIX_}, 12 characters of id, 32 of secret (190 bits) and 6 of a CRC-32, all base 62. A
 * secret scanner finds {@code PREFIX_[0-9A-Za-z]{50}}; a typing error is refused without a look into the store.
 *
 * @param id the public part
 * @param text the whole; a credential
 */
record ApiKeyText(String id, String text) {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID = 12;
    private static final int SECRET = 32;
    private static final int CHECKSUM = 6;

    static ApiKeyText make(String prefix) {
        StringBuilder text = new StringBuilder(prefix).append('_');
        int start = text.length();
        for (int i = 0; i < ID + SECRET; i++) {
            text.append(ALPHABET.charAt(Codec.randomBelow(ALPHABET.length())));
        }
        text.append(checksum(text.toString()));
        return new ApiKeyText(text.substring(start, start + ID), text.toString());
    }

    /** The parts of a presented text, or null where it is no key. */
    static @Nullable ApiKeyText read(String prefix, @Nullable String text) {
        int start = prefix.length() + 1;
        int length = start + ID + SECRET + CHECKSUM;
        if (text == null || text.length() != length || !text.startsWith(prefix) || text.charAt(start - 1) != '_') {
            return null;
        }
        if (!isAlphabet(text, start)) {
            return null;
        }
        int end = length - CHECKSUM;
        return checksum(text.substring(0, end)).equals(text.substring(end))
                ? new ApiKeyText(text.substring(start, start + ID), text)
                : null;
    }

    /** Whether a key can have such an id. What cannot is not taken to a store, some of which fail at it. */
    static boolean isId(String text) {
        return text.length() == ID && isAlphabet(text, 0);
    }

    private static boolean isAlphabet(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String checksum(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        long rest = Codec.crc32(bytes, 0, bytes.length) & 0xffff_ffffL;
        char[] digits = new char[CHECKSUM];
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % 62));
            rest /= 62;
        }
        return new String(digits);
    }

    String digest() {
        return Codec.base64Url(Codec.sha256(text));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ApiKeyText[" + id + "]";
    }
}
