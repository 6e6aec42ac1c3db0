package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Takes a signed token out of an encrypted one (RFC 7516 compact form, {@code dir} with {@code A256GCM}, RFC 7519 nested).
 * One way to encrypt and no key management, so no padding is looked at and nothing is computed for whoever has no key;
 * that it decrypts proves nothing of who wrote it, the signature inside does. What is inflated ends at the cap of a token,
 * and only after the tag was verified. Immutable, thread-safe.
 */
final class Envelope {

    private static final Set<String> MEMBERS = Set.of("alg", "enc", "cty", "typ", "kid", "zip");
    private static final int NONCE = 12;
    private static final int TAG = 16;

    /** A secret, and what the cipher makes of it. */
    private record Key(Secret secret, SecretKeySpec cipher) {}

    private final List<Key> keys;
    private final boolean compressed;

    Envelope(List<Secret> keys, boolean compressed) {
        this.keys = keys.stream()
                .map(key -> new Key(key, key.exposeTo(bytes -> new SecretKeySpec(bytes, "AES"))))
                .toList();
        this.compressed = compressed;
    }

    /** Whether a text has the five parts of an encrypted token. */
    static boolean isOne(String text) {
        int dots = 0;
        for (int at = text.indexOf('.'); at >= 0 && dots < 5; at = text.indexOf('.', at + 1)) {
            dots++;
        }
        return dots == 4;
    }

    /**
     * The text inside, or a {@link TokenRefusal}. A key that signs now, since keys were rotated, opens nothing: a key has
     * one purpose.
     */
    Object open(String token, KeyRing inForce) {
        String[] parts = token.split("\\.", -1);
        byte[] header = Codec.fromBase64Url(parts[0]);
        byte[] nonce = Codec.fromBase64Url(parts[2]);
        byte[] text = Codec.fromBase64Url(parts[3]);
        byte[] tag = Codec.fromBase64Url(parts[4]);
        if (header == null || nonce == null || text == null || tag == null) {
            return TokenRefusal.NOT_CANONICAL;
        }
        if (!parts[1].isEmpty() || nonce.length != NONCE || tag.length != TAG) {
            return TokenRefusal.NOT_COMPACT;
        }
        Map<String, @Nullable Object> members;
        try {
            members = Json.readObject(header, TokenGate.HEADER_LIMITS);
        } catch (JsonException e) {
            return TokenRefusal.MALFORMED_HEADER;
        }
        TokenRefusal refusal = check(members);
        if (refusal != null) {
            return refusal;
        }
        byte[] associated = parts[0].getBytes(StandardCharsets.US_ASCII);
        byte[] plain = null;
        for (Key key : keys) {
            if (plain == null && !inForce.signsWith(key.secret)) {
                plain = decrypt(key.cipher, associated, nonce, text, tag);
            }
        }
        if (plain == null) {
            return TokenRefusal.DECRYPTION;
        }
        return members.containsKey("zip") ? inflate(plain) : new String(plain, StandardCharsets.ISO_8859_1);
    }

    private @Nullable TokenRefusal check(Map<String, @Nullable Object> members) {
        if (!MEMBERS.containsAll(members.keySet())) {
            return TokenRefusal.HEADER_NOT_ALLOWED;
        }
        if (!"dir".equals(members.get("alg")) || !"A256GCM".equals(members.get("enc"))) {
            return TokenRefusal.ALGORITHM;
        }
        if (!"JWT".equals(members.get("cty"))) {
            return TokenRefusal.TYPE;
        }
        boolean allowed = !members.containsKey("zip") || (compressed && "DEF".equals(members.get("zip")));
        return allowed ? null : TokenRefusal.HEADER_NOT_ALLOWED;
    }

    private static byte @Nullable [] decrypt(SecretKeySpec key, byte[] header, byte[] nonce, byte[] text, byte[] tag) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD(header);
            cipher.update(text);
            return cipher.doFinal(tag);
        } catch (GeneralSecurityException e) {
            // Another key's, or nobody's.
            return null;
        }
    }

    /** One stream and nothing behind it. */
    private static Object inflate(byte[] deflated) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            byte[] plain = new byte[TokenGate.MAX_LENGTH + 1];
            int length = 0;
            int more = -1;
            while (more != 0 && !inflater.finished()) {
                more = inflater.inflate(plain, length, plain.length - length);
                length += more;
            }
            if (length > TokenGate.MAX_LENGTH) {
                return TokenRefusal.TOO_LONG;
            }
            return inflater.finished() && inflater.getRemaining() == 0
                    ? new String(Arrays.copyOf(plain, length), StandardCharsets.ISO_8859_1)
                    : TokenRefusal.NOT_CANONICAL;
        } catch (DataFormatException e) {
            return TokenRefusal.NOT_CANONICAL;
        } finally {
            inflater.end();
        }
    }
}
