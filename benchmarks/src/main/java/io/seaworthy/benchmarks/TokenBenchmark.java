package io.seaworthy.benchmarks;

import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.AccessTokensBuilder;
import io.seaworthy.auth.token.IssuedToken;
import io.seaworthy.auth.token.JwsAlgorithm;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.TokenClaims;
import io.seaworthy.auth.token.TokenKey;
import io.seaworthy.auth.token.Verification;
import io.seaworthy.auth.token.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Access tokens of one session with one role: verified with every check and the look at the revocations, verified again
 * where they are remembered, and issued; the package {@code token} has every algorithm and the peers.
 * {@code Bare} is the JDK's signature call over the same bytes and nothing else,
 * {@code digest} the SHA-256 that a remembered token costs. The floor reads the token's first character.
 */
public class TokenBenchmark extends Nanoseconds {

    private static final TokenClaims CLAIMS = TokenClaims.ofRoles(List.of("user"));

    /** A token, whoever verifies it, and what the bare call is given. */
    private record Signed(
            AccessTokens tokens, String token, byte[] bytes, byte[] signature, PublicKey key, String name) {

        static Signed of(JwsAlgorithm algorithm, String kind, @Nullable AlgorithmParameterSpec size, String name)
                throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (size != null) {
                generator.initialize(size);
            }
            KeyPair pair = generator.generateKeyPair();
            AccessTokens tokens =
                    TokenBenchmark.tokens(TokenKey.of(algorithm, pair)).build();
            String token = issue(tokens).value();
            int dot = token.lastIndexOf('.');
            return new Signed(
                    tokens,
                    token,
                    token.substring(0, dot).getBytes(StandardCharsets.US_ASCII),
                    Base64.getUrlDecoder().decode(token.substring(dot + 1)),
                    pair.getPublic(),
                    name);
        }

        Verification verify() {
            return tokens.verify(token);
        }

        boolean bare() throws GeneralSecurityException {
            Signature verifier = Signature.getInstance(name);
            verifier.initVerify(key);
            verifier.update(bytes);
            return verifier.verify(signature);
        }
    }

    private final AccessTokens plain;
    private final AccessTokens remembering;
    private final String token;
    private final Signed rs256;

    public TokenBenchmark() {
        TokenKey key = TokenKey.generate(JwsAlgorithm.HS256);
        plain = tokens(key).build();
        remembering = tokens(key).rememberVerified(10_000).build();
        token = issue(plain).value();
        try {
            rs256 = Signed.of(
                    JwsAlgorithm.RS256,
                    "RSA",
                    new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4),
                    "SHA256withRSA");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AccessTokensBuilder tokens(TokenKey key) {
        return AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.builder(key).build());
    }

    private static IssuedToken issue(AccessTokens tokens) {
        return tokens.issue("account-0123456789", "AAAAAAAAAAAAAAAAAAAAAA", CLAIMS);
    }

    @Setup
    public void check() throws GeneralSecurityException {
        for (Verification verification : List.of(hs256Verify(), remembered(), rs256Verify())) {
            require(verification instanceof VerifiedToken, "the token verifies");
        }
        Verification first = remembered();
        require(first == remembered(), "the second time it is remembered");
        require(rs256Bare(), "the bare signature verifies");
    }

    @Benchmark
    public Verification hs256Verify() {
        return plain.verify(token);
    }

    @Benchmark
    public Verification remembered() {
        return remembering.verify(token);
    }

    @Benchmark
    public IssuedToken hs256Issue() {
        return issue(plain);
    }

    @Benchmark
    public Verification rs256Verify() {
        return rs256.verify();
    }

    @Benchmark
    public boolean rs256Bare() throws GeneralSecurityException {
        return rs256.bare();
    }

    @Benchmark
    public byte[] digest() throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Benchmark
    public char token_floor() {
        return token.charAt(0);
    }
}
