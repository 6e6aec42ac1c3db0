package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.auth.internal.WeakSecrets;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.internal.Json;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key with its one algorithm and its id ({@code kid}). The id is derived from the key unless one is given: of a
 * public key it is the thumbprint of RFC 7638.
 *
 * <p>Refused, with a {@link io.seaworthy.kernel.config.ConfigurationException}: HMAC secrets shorter than the digest
 * (RFC 7518 section 3.2) or of fewer than eight different bytes, RSA below 2048 or above 8192 bits, public exponents below 65537, moduli of the ROCA pattern
 * (CVE-2017-15361), points that are not on their curve, halves that do not belong together, a JWK whose {@code alg},
 * {@code use} or {@code key_ops} say that it is for something else, and private members where a public key is expected.
 *
 * <p>Immutable, thread-safe; {@code toString} names id and algorithm only.
 */
public abstract sealed class TokenKey permits HmacKey, AsymmetricKey {

    private static final int LONGEST_ID = 200;

    private final String id;
    private final JwsAlgorithm algorithm;
    private final String header;
    private final byte[] headerBytes;

    TokenKey(String id, JwsAlgorithm algorithm) {
        this.id = id;
        this.algorithm = algorithm;
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("alg", algorithm.headerName());
        members.put("typ", AccessTokens.TYPE);
        members.put("kid", id);
        header = Codec.base64Url(Json.write(members));
        headerBytes = header.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** A secret that signs and verifies. */
    public static TokenKey hmac(JwsAlgorithm algorithm, Secret secret) {
        Faults faults = Faults.in("TokenKey");
        faults.check(algorithm.isSymmetric(), "algorithm", algorithm.name(), "wrong_type", "HS256, HS384 or HS512");
        faults.check(
                !algorithm.isSymmetric() || secret.length() >= algorithm.size(),
                "secret",
                null,
                "too_short",
                "at least " + algorithm.size() + " random bytes (RFC 7518 section 3.2)");
        faults.check(!WeakSecrets.isWeak(secret), "secret", null, "weak", WeakSecrets.EXPECTED);
        faults.throwIfAny();
        return HmacKey.of(algorithm, secret);
    }

    /** A pair: its private half signs, its public half verifies and is published. */
    public static TokenKey of(JwsAlgorithm algorithm, KeyPair pair) {
        return orThrow(AsymmetricKey.of(null, algorithm, pair.getPublic(), pair.getPrivate()));
    }

    /** A public key, which verifies only. */
    public static TokenKey ofPublic(JwsAlgorithm algorithm, PublicKey key) {
        return orThrow(AsymmetricKey.of(null, algorithm, key, null));
    }

    /** A private or symmetric JWK (RFC 7517); it must name its {@code alg}, but for EC and OKP, whose curve does. */
    public static TokenKey ofJwk(Secret json) {
        return orThrow(json.exposeTo(bytes -> JwkReader.read(bytes, false)));
    }

    /** A public JWK (RFC 7517), which verifies only. An RSA key without {@code alg} is one of RS256. */
    public static TokenKey ofPublicJwk(String json) {
        return orThrow(JwkReader.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), true));
    }

    /** A new key: 3072 bits of RSA, the algorithm's curve, or as many bytes as its digest. */
    public static TokenKey generate(JwsAlgorithm algorithm) {
        if (algorithm.isSymmetric()) {
            return hmac(algorithm, Secret.of(Codec.random(algorithm.size())));
        }
        try {
            KeyPairGenerator generator = switch (algorithm.kind()) {
                case RSA -> KeyPairGenerator.getInstance("RSA");
                case EC -> KeyPairGenerator.getInstance("EC");
                default -> KeyPairGenerator.getInstance("Ed25519");
            };
            if (algorithm.kind() == JwsAlgorithm.Kind.RSA) {
                generator.initialize(3072);
            } else if (algorithm.kind() == JwsAlgorithm.Kind.EC) {
                generator.initialize(new ECGenParameterSpec(algorithm.curve()));
            }
            return of(algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK generates keys for " + algorithm, e);
        }
    }

    private static TokenKey orThrow(Object keyOrFault) {
        if (keyOrFault instanceof JwkFault fault) {
            Faults.in("TokenKey")
                    .add("key", null, fault.code(), fault.allowed())
                    .throwIfAny();
        }
        return (TokenKey) keyOrFault;
    }

    /** The same key under another id of 1 to 200 characters: one that another system gave it. */
    public TokenKey named(String id) {
        Faults.in("TokenKey")
                .check(!id.isBlank() && id.length() <= LONGEST_ID, "id", id, "out_of_range", "1 to 200 characters")
                .throwIfAny();
        return withId(id);
    }

    /** The {@code kid}. */
    public String id() {
        return id;
    }

    /** The only algorithm that it is used with. */
    public JwsAlgorithm algorithm() {
        return algorithm;
    }

    /** Whether it can sign, or verifies only. */
    public abstract boolean signs();

    /** The public JWK with {@code use} {@code sig} and {@code alg}; null for a secret. */
    abstract @Nullable Map<String, Object> publicJwk();

    abstract TokenKey withId(String id);

    /** Whether it is the same key, whatever its id. */
    abstract boolean sameKey(TokenKey other);

    /** Whether the signature fits the first bytes. */
    abstract boolean verify(byte[] signed, int length, byte[] signature);

    /** A secret to derive others from, bound to this key; fails where the private half cannot be read. */
    abstract Secret material();

    /** The encoded header of the access tokens that this key signs. */
    String header() {
        return header;
    }

    /** Whether a token begins with exactly that header. */
    final boolean hasHeader(byte[] token, int end) {
        return end == headerBytes.length && Arrays.equals(token, 0, end, headerBytes, 0, end);
    }

    @Override
    public final String toString() {
        return "TokenKey[" + id + ", " + algorithm + (signs() ? "]" : ", public]");
    }
}
