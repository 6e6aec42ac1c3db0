package io.seaworthy.benchmarks.token;

import static io.seaworthy.benchmarks.token.TokenMaterial.AUDIENCE;
import static io.seaworthy.benchmarks.token.TokenMaterial.ISSUER;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.seaworthy.auth.token.JwsAlgorithm;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Set;

/** Nimbus as Spring Security uses it: a processor that selects the key and checks the claims. */
final class NimbusVerifiers {

    private NimbusVerifiers() {}

    static TokenVerifier of(TokenMaterial material) {
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                AUDIENCE, new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("exp", "sub"));
        if (material.algorithm == JwsAlgorithm.EDDSA) {
            return ed25519(material, claims);
        }
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        JWSAlgorithm algorithm = JWSAlgorithm.parse(material.algorithm.headerName());
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithm, keys(material)));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWTClaimsSetVerifier(claims);
        return token -> processor.process(token, null);
    }

    /** A key set of one, whose key has the id that the token names. */
    private static JWKSource<SecurityContext> keys(TokenMaterial material) {
        String kid = kid(material);
        if (material.algorithm.isSymmetric()) {
            return new ImmutableJWKSet<>(new JWKSet(
                    new OctetSequenceKey.Builder(material.secret).keyID(kid).build()));
        }
        return new ImmutableJWKSet<>(new JWKSet(
                material.algorithm == JwsAlgorithm.RS256
                        ? new RSAKey.Builder((RSAPublicKey) material.publicKey())
                                .keyID(kid)
                                .build()
                        : new ECKey.Builder(Curve.P_256, (ECPublicKey) material.publicKey())
                                .keyID(kid)
                                .build()));
    }

    private static String kid(TokenMaterial material) {
        try {
            return SignedJWT.parse(material.token(material.tokens().build()))
                    .getHeader()
                    .getKeyID();
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The processor knows no EdDSA. */
    private static TokenVerifier ed25519(TokenMaterial material, DefaultJWTClaimsVerifier<SecurityContext> claims) {
        try {
            byte[] spki = material.publicKey().getEncoded();
            byte[] point = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
            Ed25519Verifier verifier =
                    new Ed25519Verifier(new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point)).build());
            return token -> {
                SignedJWT jwt = SignedJWT.parse(token);
                if (!jwt.verify(verifier)) {
                    return null;
                }
                JWTClaimsSet read = jwt.getJWTClaimsSet();
                claims.verify(read, null);
                return read;
            };
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
