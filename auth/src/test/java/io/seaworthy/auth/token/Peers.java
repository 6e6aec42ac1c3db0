package io.seaworthy.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.text.ParseException;
import java.util.Date;

/** jjwt and Nimbus with one secret, each told to check signature, issuer, audience and expiry. */
final class Peers {

    private static final String ISSUER = "https://api.example.com";
    private static final String AUDIENCE = "api";

    private final JwtParser jjwt;
    private final JWSVerifier nimbus;
    private final long now;

    Peers(byte[] secret, long now) {
        this.now = now;
        jjwt = Jwts.parser()
                .json(JjwtJson.reader())
                .verifyWith(Keys.hmacShaKeyFor(secret))
                .requireIssuer(ISSUER)
                .requireAudience(AUDIENCE)
                .clock(() -> new Date(now * 1000))
                .clockSkewSeconds(60)
                .build();
        try {
            nimbus = new MACVerifier(secret);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What jjwt reads, or null where it refuses. */
    Claims jjwt(String token) {
        try {
            return jjwt.parseSignedClaims(token).getPayload();
        } catch (JwtException | IllegalArgumentException e) {
            return null;
        }
    }

    /** What Nimbus reads, or null where it refuses. */
    JWTClaimsSet nimbus(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!jwt.verify(nimbus)) {
                return null;
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean good = ISSUER.equals(claims.getIssuer())
                    && claims.getAudience().contains(AUDIENCE)
                    && claims.getExpirationTime() != null
                    && claims.getExpirationTime().getTime() > (now - 60) * 1000;
            return good ? claims : null;
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            return null;
        }
    }
}
