package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes tokens that no honest issuer would, with a good signature. */
final class Forge {

    static final byte[] KEY = "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    final Map<String, @Nullable Object> header = new LinkedHashMap<>();
    final Map<String, @Nullable Object> claims = new LinkedHashMap<>();

    private Forge() {}

    /** A token that is good at this second. */
    static Forge good(long now) {
        Forge forge = new Forge();
        forge.header("alg", "HS256").header("typ", "at+jwt");
        forge.claim("iss", "https://api.example.com")
                .claim("aud", "api")
                .claim("sub", "user-1")
                .claim("client_id", "web")
                .claim("jti", "id-1")
                .claim("iat", now)
                .claim("exp", now + 600);
        return forge;
    }

    Forge header(String name, @Nullable Object value) {
        header.put(name, value);
        return this;
    }

    Forge claim(String name, @Nullable Object value) {
        claims.put(name, value);
        return this;
    }

    Forge withoutClaim(String name) {
        claims.remove(name);
        return this;
    }

    Forge withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    String sign() {
        return sign(new String(Json.write(header), StandardCharsets.UTF_8), payload());
    }

    String payload() {
        return new String(Json.write(claims), StandardCharsets.UTF_8);
    }

    static String sign(String header, String payload) {
        String signed = encode(header) + "." + encode(payload);
        byte[] mac = Codec.hmac("HmacSHA256", KEY, signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Codec.base64Url(mac);
    }

    static String encode(String text) {
        return Codec.base64Url(text.getBytes(StandardCharsets.UTF_8));
    }
}
