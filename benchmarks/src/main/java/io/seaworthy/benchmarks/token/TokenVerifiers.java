package io.seaworthy.benchmarks.token;

import static io.seaworthy.benchmarks.token.TokenMaterial.AUDIENCE;
import static io.seaworthy.benchmarks.token.TokenMaterial.ISSUER;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import io.fusionauth.jwt.JWTDecoder;
import io.fusionauth.jwt.Verifier;
import io.fusionauth.jwt.ec.ECVerifier;
import io.fusionauth.jwt.hmac.HMACVerifier;
import io.fusionauth.jwt.rsa.RSAVerifier;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.VerifiedToken;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** How each library is set up to accept the same tokens and no others. */
final class TokenVerifiers {

    private TokenVerifiers() {}

    static TokenVerifier seaworthy(TokenMaterial material) {
        AccessTokens tokens = material.tokens().build();
        return token -> tokens.verify(token) instanceof VerifiedToken verified ? verified : null;
    }

    static TokenVerifier seaworthyCached(TokenMaterial material) {
        AccessTokens tokens = material.tokens().rememberVerified(4096).build();
        return token -> tokens.verify(token) instanceof VerifiedToken verified ? verified : null;
    }

    static TokenVerifier jjwt(TokenMaterial material) {
        JwtParserBuilder builder = Jwts.parser().requireIssuer(ISSUER).requireAudience(AUDIENCE);
        JwtParser parser = (material.algorithm.isSymmetric()
                        ? builder.verifyWith(Keys.hmacShaKeyFor(material.secret))
                        : builder.verifyWith(material.publicKey()))
                .build();
        return token -> parser.parseSignedClaims(token).getPayload();
    }

    static TokenVerifier auth0(TokenMaterial material) {
        Algorithm algorithm = switch (material.algorithm) {
            case HS256 -> Algorithm.HMAC256(material.secret);
            case RS256 -> Algorithm.RSA256((RSAPublicKey) material.publicKey(), null);
            default -> Algorithm.ECDSA256((ECPublicKey) material.publicKey(), null);
        };
        JWTVerifier verifier =
                JWT.require(algorithm).withIssuer(ISSUER).withAudience(AUDIENCE).build();
        return verifier::verify;
    }

    /** It checks neither issuer nor audience by itself. */
    static TokenVerifier fusionauth(TokenMaterial material) {
        Verifier verifier = switch (material.algorithm) {
            case HS256 -> HMACVerifier.newVerifier(material.secret);
            case RS256 -> RSAVerifier.newVerifier(material.publicKey());
            default -> ECVerifier.newVerifier(material.publicKey());
        };
        JWTDecoder decoder = io.fusionauth.jwt.domain.JWT.getDecoder();
        return token -> {
            io.fusionauth.jwt.domain.JWT jwt = decoder.decode(token, verifier);
            boolean ours = ISSUER.equals(jwt.issuer)
                    && (AUDIENCE.equals(jwt.audience)
                            || jwt.audience instanceof List<?> audiences && audiences.contains(AUDIENCE));
            return ours ? jwt : null;
        };
    }

    static TokenVerifier jose4j(TokenMaterial material) {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKey(
                        material.algorithm.isSymmetric()
                                ? new SecretKeySpec(material.secret, "HmacSHA256")
                                : material.publicKey())
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, material.algorithm.headerName()))
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(AUDIENCE)
                .setRequireExpirationTime()
                .build();
        return consumer::processToClaims;
    }

    static TokenVerifier vertx(TokenMaterial material) {
        Buffer key =
                material.algorithm.isSymmetric() ? Buffer.buffer(material.secret) : Buffer.buffer(material.publicPem());
        JWTAuth auth = JWTAuth.create(
                Vertx.vertx(),
                new JWTAuthOptions()
                        .addPubSecKey(new PubSecKeyOptions()
                                .setAlgorithm(material.algorithm.headerName())
                                .setBuffer(key))
                        .setJWTOptions(new JWTOptions().setIssuer(ISSUER).addAudience(AUDIENCE)));
        return token -> auth.authenticate(new TokenCredentials(token)).result();
    }
}
