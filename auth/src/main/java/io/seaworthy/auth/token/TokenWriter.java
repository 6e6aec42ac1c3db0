package io.seaworthy.auth.token;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SignatureAlgorithm;
import io.seaworthy.auth.internal.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes access tokens. Secrets sign on a path of our own, whose bytes are jjwt's but for the order of the header's
 * members; private keys sign through jjwt, where the signature costs a thousand times what surrounds it. Stateless.
 */
final class TokenWriter {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private TokenWriter() {}

    static String sign(TokenKey key, byte[] payload) {
        return key instanceof HmacKey hmac ? direct(hmac, payload) : byJjwt((AsymmetricKey) key, payload);
    }

    private static String direct(HmacKey key, byte[] payload) {
        String header = key.header();
        byte[] body = ENCODER.encode(payload);
        int signed = header.length() + 1 + body.length;
        // Room for the longest signature: 64 bytes are 86 characters.
        StringBuilder token = new StringBuilder(signed + 87);
        token.append(header).append('.').append(new String(body, StandardCharsets.ISO_8859_1));
        byte[] bytes = token.toString().getBytes(StandardCharsets.ISO_8859_1);
        return token.append('.').append(Codec.base64Url(key.mac(bytes, signed))).toString();
    }

    private static String byJjwt(AsymmetricKey key, byte[] payload) {
        return Jwts.builder()
                .json(JjwtJson.writer())
                .header()
                .type(AccessTokens.TYPE)
                .keyId(key.id())
                .and()
                .content(payload)
                .signWith(key.privateKey(), algorithm(key.algorithm()))
                .compact();
    }

    private static SignatureAlgorithm algorithm(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> Jwts.SIG.RS256;
            case RS384 -> Jwts.SIG.RS384;
            case RS512 -> Jwts.SIG.RS512;
            case PS256 -> Jwts.SIG.PS256;
            case PS384 -> Jwts.SIG.PS384;
            case PS512 -> Jwts.SIG.PS512;
            case ES256 -> Jwts.SIG.ES256;
            case ES384 -> Jwts.SIG.ES384;
            case ES512 -> Jwts.SIG.ES512;
            case EDDSA -> Jwts.SIG.EdDSA;
            case HS256, HS384, HS512 -> throw new IllegalArgumentException(algorithm + " is not signed by jjwt");
        };
    }
}
