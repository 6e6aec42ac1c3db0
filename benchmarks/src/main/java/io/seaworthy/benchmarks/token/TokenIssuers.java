package io.seaworthy.benchmarks.token;

import static io.seaworthy.benchmarks.token.TokenMaterial.AUDIENCE;
import static io.seaworthy.benchmarks.token.TokenMaterial.ISSUER;
import static io.seaworthy.benchmarks.token.TokenMaterial.LIFETIME;
import static io.seaworthy.benchmarks.token.TokenMaterial.ROLES;
import static io.seaworthy.benchmarks.token.TokenMaterial.SESSION;
import static io.seaworthy.benchmarks.token.TokenMaterial.SUBJECT;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fusionauth.jwt.JWTEncoder;
import io.fusionauth.jwt.Signer;
import io.fusionauth.jwt.hmac.HMACSigner;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** How each library makes the same claims into a token. */
final class TokenIssuers {

    private TokenIssuers() {}

    static TokenIssuer seaworthy(TokenMaterial material) {
        var tokens = material.tokens().build();
        return () -> material.token(tokens);
    }

    static TokenIssuer jjwt(TokenMaterial material) {
        SecretKey key = Keys.hmacShaKeyFor(material.secret);
        return () -> {
            Instant now = Instant.now();
            return Jwts.builder()
                    .header()
                    .type("at+jwt")
                    .and()
                    .issuer(ISSUER)
                    .audience()
                    .single(AUDIENCE)
                    .subject(SUBJECT)
                    .id(UUID.randomUUID().toString())
                    .issuedAt(Date.from(now))
                    .expiration(Date.from(now.plus(LIFETIME)))
                    .claim("client_id", AUDIENCE)
                    .claim("sid", SESSION)
                    .claim("roles", ROLES)
                    .signWith(key, Jwts.SIG.HS256)
                    .compact();
        };
    }

    static TokenIssuer auth0(TokenMaterial material) {
        Algorithm algorithm = Algorithm.HMAC256(material.secret);
        return () -> {
            Instant now = Instant.now();
            return JWT.create()
                    .withIssuer(ISSUER)
                    .withAudience(AUDIENCE)
                    .withSubject(SUBJECT)
                    .withJWTId(UUID.randomUUID().toString())
                    .withIssuedAt(now)
                    .withExpiresAt(now.plus(LIFETIME))
                    .withClaim("client_id", AUDIENCE)
                    .withClaim("sid", SESSION)
                    .withClaim("roles", ROLES)
                    .sign(algorithm);
        };
    }

    static TokenIssuer nimbus(TokenMaterial material) throws KeyLengthException {
        MACSigner signer = new MACSigner(material.secret);
        return () -> {
            Instant now = Instant.now();
            JWTClaimsSet claims = new JWTClaimsSet.Builder()
                    .issuer(ISSUER)
                    .audience(AUDIENCE)
                    .subject(SUBJECT)
                    .jwtID(UUID.randomUUID().toString())
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plus(LIFETIME)))
                    .claim("client_id", AUDIENCE)
                    .claim("sid", SESSION)
                    .claim("roles", ROLES)
                    .build();
            SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            jwt.sign(signer);
            return jwt.serialize();
        };
    }

    static TokenIssuer fusionauth(TokenMaterial material) {
        Signer signer = HMACSigner.newSHA256Signer(material.secret);
        JWTEncoder encoder = io.fusionauth.jwt.domain.JWT.getEncoder();
        return () -> {
            Instant now = Instant.now();
            io.fusionauth.jwt.domain.JWT jwt = new io.fusionauth.jwt.domain.JWT()
                    .setIssuer(ISSUER)
                    .setAudience(AUDIENCE)
                    .setSubject(SUBJECT)
                    .setUniqueId(UUID.randomUUID().toString())
                    .setIssuedAt(now.atZone(ZoneOffset.UTC))
                    .setExpiration(now.plus(LIFETIME).atZone(ZoneOffset.UTC))
                    .addClaim("client_id", AUDIENCE)
                    .addClaim("sid", SESSION)
                    .addClaim("roles", ROLES);
            return encoder.encode(jwt, signer);
        };
    }

    static TokenIssuer jose4j(TokenMaterial material) {
        SecretKey key = new SecretKeySpec(material.secret, "HmacSHA256");
        return () -> {
            NumericDate now = NumericDate.now();
            JwtClaims claims = new JwtClaims();
            claims.setIssuer(ISSUER);
            claims.setAudience(AUDIENCE);
            claims.setSubject(SUBJECT);
            claims.setJwtId(UUID.randomUUID().toString());
            claims.setIssuedAt(now);
            claims.setExpirationTime(NumericDate.fromSeconds(now.getValue() + LIFETIME.toSeconds()));
            claims.setClaim("client_id", AUDIENCE);
            claims.setClaim("sid", SESSION);
            claims.setClaim("roles", ROLES);
            JsonWebSignature jws = new JsonWebSignature();
            jws.setPayload(claims.toJson());
            jws.setKey(key);
            jws.setAlgorithmHeaderValue("HS256");
            return jws.getCompactSerialization();
        };
    }

    static TokenIssuer vertx(TokenMaterial material) {
        JWTOptions options = new JWTOptions()
                .setIssuer(ISSUER)
                .addAudience(AUDIENCE)
                .setExpiresInSeconds((int) LIFETIME.toSeconds());
        JWTAuth auth = JWTAuth.create(
                Vertx.vertx(),
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(Buffer.buffer(material.secret)))
                        .setJWTOptions(options));
        return () -> auth.generateToken(
                new JsonObject()
                        .put("sub", SUBJECT)
                        .put("jti", UUID.randomUUID().toString())
                        .put("client_id", AUDIENCE)
                        .put("sid", SESSION)
                        .put("roles", new JsonArray(ROLES)),
                options);
    }

    /** The signature over claims that are ready. */
    static TokenIssuer floor(TokenMaterial material) throws GeneralSecurityException {
        String token = material.token(material.tokens().build());
        byte[] unsigned = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.ISO_8859_1);
        String prefix = token.substring(0, token.lastIndexOf('.') + 1);
        Mac mac = BareJca.hmac(material);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return () -> prefix + base64.encodeToString(mac.doFinal(unsigned));
    }
}
