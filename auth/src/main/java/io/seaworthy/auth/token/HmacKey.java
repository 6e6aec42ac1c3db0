package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A secret with a small pool of initialised MACs. Thread-safe. */
final class HmacKey extends TokenKey {

    private static final int POOLED = 16;

    private final Secret secret;
    private final SecretKey key;
    private final Mac prototype;

    /** A pool and no ThreadLocal: virtual threads would each grow one. */
    private final AtomicReferenceArray<@Nullable Mac> pool = new AtomicReferenceArray<>(POOLED);

    private HmacKey(String id, JwsAlgorithm algorithm, Secret secret, SecretKey key) {
        super(id, algorithm);
        this.secret = secret;
        this.key = key;
        this.prototype = initialised();
    }

    static HmacKey of(JwsAlgorithm algorithm, Secret secret) {
        return secret.exposeTo(bytes -> {
            byte[] derived = Codec.hkdf(bytes, "seaworthy key id");
            return new HmacKey(
                    Codec.base64Url(Arrays.copyOf(derived, 9)),
                    algorithm,
                    Secret.of(bytes),
                    new SecretKeySpec(bytes, algorithm.jca()));
        });
    }

    @Override
    HmacKey withId(String id) {
        return new HmacKey(id, algorithm(), secret, key);
    }

    @Override
    public boolean signs() {
        return true;
    }

    @Override
    @Nullable
    Map<String, Object> publicJwk() {
        return null;
    }

    @Override
    boolean sameKey(TokenKey other) {
        return other instanceof HmacKey hmac && secret.matches(hmac.secret);
    }

    @Override
    boolean verify(byte[] signed, int length, byte[] signature) {
        return MessageDigest.isEqual(mac(signed, length), signature);
    }

    @Override
    Secret material() {
        return secret;
    }

    byte[] mac(byte[] data, int length) {
        int slot = (int) (Thread.currentThread().getId() & (POOLED - 1));
        Mac mac = pool.getAndSet(slot, null);
        if (mac == null) {
            mac = fresh();
        }
        mac.update(data, 0, length);
        byte[] result = mac.doFinal();
        pool.lazySet(slot, mac);
        return result;
    }

    private Mac fresh() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            return initialised();
        }
    }

    private Mac initialised() {
        try {
            Mac mac = Mac.getInstance(algorithm().jca());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + algorithm().jca(), e);
        }
    }
}
