package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token must get past before its claims are read: length, form, canonical encoding, header, key, signature. The
 * header is an allow list, so no present or future member can move a decision to the token's author (RFC 8725 sections
 * 3.1, 3.2, 3.10, 3.11). Immutable, thread-safe.
 */
final class TokenGate {

    static final int MAX_LENGTH = 8 << 10;

    /** Access tokens, by RFC 9068 section 2.1. */
    static final TokenGate ACCESS =
            new TokenGate(Set.of(AccessTokens.TYPE, "application/" + AccessTokens.TYPE), Set.of());

    /** Those of other issuers, many of whom add the thumbprint of a certificate. */
    static final TokenGate FOREIGN = new TokenGate(ACCESS.types, Set.of("x5t", "x5t#S256"));

    static final JsonLimits HEADER_LIMITS =
            JsonLimits.strict().bytes(1 << 10).string(256).depth(4).digits(20).members(32);

    private final @Nullable Set<String> types;

    private final Set<String> ignored;

    private TokenGate(@Nullable Set<String> types, Set<String> ignored) {
        this.types = types;
        this.ignored = ignored;
    }

    /** A gate for bare signatures, which looks at no type and has none. No profile uses it. */
    static TokenGate withoutType() {
        return new TokenGate(null, Set.of());
    }

    /**
     * A payload whose signature was verified.
     *
     * @param payload its bytes
     * @param key the key that fits
     */
    @SuppressWarnings("ArrayRecordComponent") // handed from here to the claims reader and nowhere else
    record Opened(byte[] payload, TokenKey key) {}

    /** An {@link Opened}, or a {@link TokenRefusal}. */
    Object open(@Nullable String token, KeySource keys) {
        if (token == null) {
            return TokenRefusal.NOT_COMPACT;
        }
        int length = token.length();
        if (length > MAX_LENGTH) {
            return TokenRefusal.TOO_LONG;
        }
        int first = token.indexOf('.');
        int second = first < 0 ? -1 : token.indexOf('.', first + 1);
        if (first <= 0 || second < 0 || second == length - 1 || token.indexOf('.', second + 1) >= 0) {
            return TokenRefusal.NOT_COMPACT;
        }
        byte[] bytes = token.getBytes(StandardCharsets.ISO_8859_1);
        // Of two halves of a surrogate pair one byte is made, and the dots would be elsewhere.
        if (bytes.length != length) {
            return TokenRefusal.NOT_CANONICAL;
        }
        byte[] signature = Codec.fromBase64Url(bytes, second + 1, length);
        byte[] payload = Codec.fromBase64Url(bytes, first + 1, second);
        if (signature == null || payload == null) {
            return TokenRefusal.NOT_CANONICAL;
        }
        Object key = key(bytes, first, keys);
        if (!(key instanceof TokenKey signer)) {
            return key;
        }
        return signer.verify(bytes, second, signature) ? new Opened(payload, signer) : TokenRefusal.SIGNATURE;
    }

    /** The key that a header calls for, or a {@link TokenRefusal}. */
    private Object key(byte[] token, int end, KeySource keys) {
        TokenKey known = types == null ? null : keys.ring().ofHeader(token, end);
        if (known != null) {
            return known;
        }
        byte[] json = Codec.fromBase64Url(token, 0, end);
        if (json == null) {
            return TokenRefusal.NOT_CANONICAL;
        }
        Map<String, @Nullable Object> members;
        try {
            members = Json.readObject(json, HEADER_LIMITS);
        } catch (JsonException e) {
            return TokenRefusal.MALFORMED_HEADER;
        }
        return check(members, keys);
    }

    private Object check(Map<String, @Nullable Object> members, KeySource keys) {
        for (String name : members.keySet()) {
            if (!name.equals("alg") && !name.equals("typ") && !name.equals("kid") && !ignored.contains(name)) {
                return TokenRefusal.HEADER_NOT_ALLOWED;
            }
        }
        JwsAlgorithm algorithm = JwsAlgorithm.ofHeader(members.get("alg"));
        if (algorithm == null) {
            return TokenRefusal.ALGORITHM;
        }
        if (types != null && !(members.get("typ") instanceof String type && types.contains(type))) {
            return TokenRefusal.TYPE;
        }
        Object kid = members.get("kid");
        if (members.containsKey("kid") && !(kid instanceof String)) {
            return TokenRefusal.MALFORMED_HEADER;
        }
        TokenKey key = keys.find((String) kid);
        if (key == null) {
            return TokenRefusal.UNKNOWN_KEY;
        }
        return key.algorithm() == algorithm ? key : TokenRefusal.ALGORITHM;
    }
}
