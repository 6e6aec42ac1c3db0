package io.seaworthy.config;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Strict decoding that answers null instead of throwing the input around. Stateless. */
final class Encodings {

    private Encodings() {}

    /** RFC 4648: one of the two alphabets, all of the padding or none, no other character, no stray bits. */
    static byte @Nullable [] base64(String text) {
        boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        String bare = text;
        if (text.endsWith("=")) {
            if (text.length() % 4 != 0) {
                return null;
            }
            bare = text.substring(0, text.length() - (text.endsWith("==") ? 2 : 1));
        }
        try {
            byte[] bytes = (urlSafe ? java.util.Base64.getUrlDecoder() : java.util.Base64.getDecoder()).decode(bare);
            String again = (urlSafe ? java.util.Base64.getUrlEncoder() : java.util.Base64.getEncoder())
                    .withoutPadding()
                    .encodeToString(bytes);
            return again.equals(bare) ? bytes : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Pairs of hexadecimal digits. */
    static byte @Nullable [] hex(String text) {
        try {
            return text.isEmpty() ? null : HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
