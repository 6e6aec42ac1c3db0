package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.internal.Json;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A public key and, where it signs, its private half, with a small pool of initialised {@link Signature}s. Thread-safe. */
final class AsymmetricKey extends TokenKey {

    private static final int POOLED = 16;
    private static final byte[] PROBE = {'s', 'e', 'a'};

    private final PublicKey publicKey;
    private final @Nullable PrivateKey privateKey;
    private final @Nullable AlgorithmParameterSpec parameters;
    private final Map<String, Object> jwk;
    private final @Nullable BigInteger order;

    /** Decoding the point of an Ed25519 key costs a root in its field, so a verifier that knows the key is kept. */
    private final AtomicReferenceArray<@Nullable Signature> pool = new AtomicReferenceArray<>(POOLED);

    private AsymmetricKey(
            String id,
            JwsAlgorithm algorithm,
            PublicKey publicKey,
            @Nullable PrivateKey privateKey,
            Map<String, Object> members) {
        super(id, algorithm);
        this.publicKey = publicKey;
        this.privateKey = privateKey;
        this.parameters = algorithm.parameters();
        this.jwk = members;
        this.order = publicKey instanceof ECPublicKey point ? point.getParams().getOrder() : null;
    }

    /** The key, or a {@link JwkFault}. */
    static Object of(
            @Nullable String id, JwsAlgorithm algorithm, PublicKey publicKey, @Nullable PrivateKey privateKey) {
        JwkFault fault = PublicKeys.check(algorithm, publicKey);
        if (fault != null) {
            return fault;
        }
        Map<String, Object> members = PublicKeys.members(algorithm, publicKey);
        // RFC 7638: the required members only, in the order of their names.
        String thumbprint = Codec.base64Url(Codec.sha256(Json.write(new TreeMap<>(members))));
        AsymmetricKey key = new AsymmetricKey(id == null ? thumbprint : id, algorithm, publicKey, privateKey, members);
        return privateKey == null || key.halvesBelongTogether() ? key : JwkFault.PAIR;
    }

    private boolean halvesBelongTogether() {
        try {
            return verify(PROBE, PROBE.length, sign(PROBE));
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Override
    TokenKey withId(String id) {
        return new AsymmetricKey(id, algorithm(), publicKey, privateKey, jwk);
    }

    @Override
    public boolean signs() {
        return privateKey != null;
    }

    @Override
    Map<String, Object> publicJwk() {
        Map<String, Object> members = new LinkedHashMap<>(jwk);
        members.put("kid", id());
        members.put("use", "sig");
        members.put("alg", algorithm().headerName());
        return members;
    }

    @Override
    boolean sameKey(TokenKey other) {
        return other instanceof AsymmetricKey key && jwk.equals(key.jwk);
    }

    PrivateKey privateKey() {
        if (privateKey == null) {
            throw new IllegalStateException("Key " + id() + " is public; only a key with its private half signs");
        }
        return privateKey;
    }

    private byte[] sign(byte[] data) {
        try {
            Signature signature = signature();
            signature.initSign(privateKey());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This private key does not sign with " + algorithm(), e);
        }
    }

    @Override
    boolean verify(byte[] signed, int length, byte[] signature) {
        if (!hasForm(signature)) {
            return false;
        }
        int slot = (int) (Thread.currentThread().getId() & (POOLED - 1));
        try {
            Signature verifier = pool.getAndSet(slot, null);
            if (verifier == null) {
                verifier = signature();
                verifier.initVerify(publicKey);
            }
            verifier.update(signed, 0, length);
            if (!verifier.verify(signature)) {
                // Not kept: nothing that a bad signature left behind in a provider meets the next token.
                return false;
            }
            pool.lazySet(slot, verifier);
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            // What a provider makes of a stranger's bytes is a bad signature, whatever it throws.
            return false;
        }
    }

    private Signature signature() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm().jca());
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        return signature;
    }

    /** Length, and for ECDSA that r and s lie between 0 and the order, which some JDKs forgot to look at (CVE-2022-21449). */
    private boolean hasForm(byte[] signature) {
        int size = algorithm().size();
        return switch (algorithm().kind()) {
            case EC -> signature.length == 2 * size && inOrder(signature, 0, size) && inOrder(signature, size, size);
            case ED25519 -> signature.length == 64;
            default -> true;
        };
    }

    private boolean inOrder(byte[] signature, int from, int length) {
        BigInteger value = new BigInteger(1, signature, from, length);
        return order != null && value.signum() > 0 && value.compareTo(order) < 0;
    }

    @Override
    Secret material() {
        byte[] bytes = null;
        if (privateKey instanceof RSAPrivateKey rsa) {
            bytes = rsa.getPrivateExponent().toByteArray();
        } else if (privateKey instanceof ECPrivateKey scalar) {
            bytes = scalar.getS().toByteArray();
        } else if (privateKey instanceof EdECPrivateKey seed) {
            bytes = seed.getBytes().orElse(null);
        }
        if (bytes == null) {
            throw new IllegalStateException(
                    "Key " + id() + " does not show its private half, so nothing can be derived from it;"
                            + " derive from an HMAC key instead");
        }
        Secret secret = Secret.of(bytes);
        Arrays.fill(bytes, (byte) 0);
        return secret;
    }
}
