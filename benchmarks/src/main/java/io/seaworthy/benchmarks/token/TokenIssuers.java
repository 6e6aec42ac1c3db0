package io.seaworthy.benchmarks.token;

import static io.seaworthy.benchmarks.token.TokenMaterial.AUDIENCE;
import static io.seaworthy.benchmarks.token.TokenMaterial.ISSUER;
import static io.seaworthy.benchmarks.token.TokenMaterial.LIFETIME;
import static io.seaworthy.benchmarks.token.TokenMaterial.ROLES;
import static io.seaworthy.benchmarks.token.TokenMaterial.SESSION;
import static io.seaworthy.benchmarks.token.TokenMaterial.SUBJECT;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fusionauth.jwt.JWTEncoder;
import io.fusionauth.jwt.Signer;
import io.fusionauth.jwt.ec.ECSigner;
import io.fusionauth.jwt.hmac.HMACSigner;
import io.fusionauth.jwt.rsa.RSASigner;
import io.jsonwebtoken.JwtBuilder;
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
import java.security.Key;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;
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
        UnaryOperator<JwtBuilder> signed = switch (material.algorithm) {
            case HS256 -> {
                SecretKey key = Keys.hmacShaKeyFor(material.secret);
                yield jwt -> jwt.signWith(key, Jwts.SIG.HS256);
            }
            case RS256 -> jwt -> jwt.signWith(material.privateKey(), Jwts.SIG.RS256);
            case ES256 -> jwt -> jwt.signWith(material.privateKey(), Jwts.SIG.ES256);
            default -> jwt -> jwt.signWith(material.privateKey(), Jwts.SIG.EdDSA);
        };
        return () -> {
            Instant now = Instant.now();
            JwtBuilder jwt = Jwts.builder()
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
                    .claim("roles", ROLES);
            return signed.apply(jwt).compact();
        };
    }

    static TokenIssuer auth0(TokenMaterial material) {
        Algorithm algorithm = switch (material.algorithm) {
            case HS256 -> Algorithm.HMAC256(material.secret);
            case RS256 -> Algorithm.RSA256((RSAPublicKey) material.publicKey(), (RSAPrivateKey) material.privateKey());
            default -> Algorithm.ECDSA256((ECPublicKey) material.publicKey(), (ECPrivateKey) material.privateKey());
        };
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

    static TokenIssuer nimbus(TokenMaterial material) throws JOSEException {
        JWSSigner signer = switch (material.algorithm) {
            case HS256 -> new MACSigner(material.secret);
            case RS256 -> new RSASSASigner(material.privateKey());
            case ES256 -> new ECDSASigner((ECPrivateKey) material.privateKey());
            default -> new Ed25519Signer(octetPair(material));
        };
        JWSHeader header = new JWSHeader(JWSAlgorithm.parse(material.algorithm.headerName()));
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
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        };
    }

    /** Both halves of an Ed25519 key are the last 32 bytes of their encoding. */
    private static OctetKeyPair octetPair(TokenMaterial material) {
        return new OctetKeyPair.Builder(Curve.Ed25519, last32(material.publicKey()))
                .d(last32(material.privateKey()))
                .build();
    }

    private static Base64URL last32(Key key) {
        byte[] encoded = key.getEncoded();
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    static TokenIssuer fusionauth(TokenMaterial material) {
        Signer signer = switch (material.algorithm) {
            case HS256 -> HMACSigner.newSHA256Signer(material.secret);
            case RS256 -> RSASigner.newSHA256Signer(material.privateKey());
            default -> ECSigner.newSHA256Signer(material.privateKey());
        };
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
        Key key = material.algorithm.isSymmetric()
                ? new SecretKeySpec(material.secret, "HmacSHA256")
                : material.privateKey();
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
            jws.setAlgorithmHeaderValue(material.algorithm.headerName());
            return jws.getCompactSerialization();
        };
    }

    static TokenIssuer vertx(TokenMaterial material) {
        Buffer key = Buffer.buffer(
                material.algorithm.isSymmetric()
                        ? material.secret
                        : material.privatePem().getBytes(US_ASCII));
        JWTOptions options = new JWTOptions()
                .setAlgorithm(material.algorithm.headerName())
                .setIssuer(ISSUER)
                .addAudience(AUDIENCE)
                .setExpiresInSeconds((int) LIFETIME.toSeconds());
        JWTAuth auth = JWTAuth.create(
                Vertx.vertx(),
                new JWTAuthOptions()
                        .addPubSecKey(new PubSecKeyOptions()
                                .setAlgorithm(material.algorithm.headerName())
                                .setBuffer(key))
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
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        if (material.algorithm.isSymmetric()) {
            Mac mac = BareJca.hmac(material);
            return () -> prefix + base64.encodeToString(mac.doFinal(unsigned));
        }
        Signature signature = BareJca.signer(material);
        return () -> {
            signature.update(unsigned);
            return prefix + base64.encodeToString(signature.sign());
        };
    }
}
