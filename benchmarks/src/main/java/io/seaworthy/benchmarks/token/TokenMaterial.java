package io.seaworthy.benchmarks.token;

import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.AccessTokensBuilder;
import io.seaworthy.auth.token.JwsAlgorithm;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.TokenClaims;
import io.seaworthy.auth.token.TokenKey;
import io.seaworthy.kernel.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One key, which all competitors use, and the token that all of them read. */
final class TokenMaterial {

    static final String ISSUER = "https://api.example.com";
    static final String AUDIENCE = "api";
    static final String SUBJECT = "account-4711";
    static final String SESSION = "9f1c2d7e5b3a4c60";
    static final List<String> ROLES = List.of("user", "editor");
    static final Duration LIFETIME = Duration.ofHours(1);

    final JwsAlgorithm algorithm;
    final byte[] secret = new byte[32];
    private final @Nullable KeyPair pair;

    TokenMaterial(JwsAlgorithm algorithm) {
        this.algorithm = algorithm;
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) (i * 37 + 11);
        }
        this.pair = algorithm.isSymmetric() ? null : pairOf(algorithm);
    }

    private static KeyPair pairOf(JwsAlgorithm algorithm) {
        try {
            KeyPairGenerator generator = switch (algorithm) {
                case RS256 -> KeyPairGenerator.getInstance("RSA");
                case ES256 -> KeyPairGenerator.getInstance("EC");
                case EDDSA -> KeyPairGenerator.getInstance("Ed25519");
                default -> throw new IllegalArgumentException("No benchmark signs with " + algorithm);
            };
            if (algorithm == JwsAlgorithm.RS256) {
                generator.initialize(2048);
            } else if (algorithm == JwsAlgorithm.ES256) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    KeyPair pair() {
        if (pair == null) {
            throw new IllegalStateException(algorithm + " has a secret, not a pair");
        }
        return pair;
    }

    PublicKey publicKey() {
        return pair().getPublic();
    }

    String publicPem() {
        return pem("PUBLIC KEY", publicKey().getEncoded());
    }

    PrivateKey privateKey() {
        return pair().getPrivate();
    }

    String privatePem() {
        return pem("PRIVATE KEY", privateKey().getEncoded());
    }

    private static String pem(String what, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
    }

    AccessTokensBuilder tokens() {
        return tokensOf(ISSUER, AUDIENCE);
    }

    /** Tokens with the right signature that nobody may accept, by what is wrong with them. */
    Map<String, String> refused() {
        InstantSource earlier = InstantSource.offset(InstantSource.system(), LIFETIME.multipliedBy(-2));
        return Map.of(
                "for another audience", token(tokensOf(ISSUER, "billing").build()),
                "of another issuer",
                        token(tokensOf("https://other.example.com", AUDIENCE).build()),
                "that has expired", token(tokens().clock(earlier).build()));
    }

    private AccessTokensBuilder tokensOf(String issuer, String audience) {
        TokenKey key = algorithm.isSymmetric()
                ? TokenKey.hmac(algorithm, Secret.of(secret.clone()))
                : TokenKey.of(algorithm, pair());
        return AccessTokens.issuer(issuer).audience(audience).lifetime(LIFETIME).keys(SigningKeys.of(key));
    }

    String token(AccessTokens tokens) {
        return tokens.issue(SUBJECT, SESSION, TokenClaims.ofRoles(ROLES)).value();
    }
}
