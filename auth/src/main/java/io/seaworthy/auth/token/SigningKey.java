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

/** One HS256 key with its id and a small pool of initialised MACs. Thread-safe. */
final class SigningKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int POOLED = 16;

    private final String id;
    private final SecretKey key;
    private final Mac prototype;
    private final String header;

    /** A pool and no ThreadLocal: virtual threads would each grow one. */
    private final AtomicReferenceArray<@Nullable Mac> pool = new AtomicReferenceArray<>(POOLED);

    private SigningKey(String id, SecretKey key, Mac prototype) {
        this.id = id;
        this.key = key;
        this.prototype = prototype;
        this.header = Codec.base64Url(io.seaworthy.kernel.internal.Json.write(header(id)));
    }

    static SigningKey of(Secret secret) {
        return secret.exposeTo(bytes -> {
            SecretKey key = new SecretKeySpec(bytes, ALGORITHM);
            byte[] derived = Codec.hkdf(bytes, "seaworthy key id");
            return new SigningKey(Codec.base64Url(Arrays.copyOf(derived, 9)), key, mac(key));
        });
    }

    private static Mac mac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    private static Map<String, Object> header(String id) {
        Map<String, Object> header = new java.util.LinkedHashMap<>();
        header.put("alg", "HS256");
        header.put("typ", AccessTokens.TYPE);
        header.put("kid", id);
        return header;
    }

    String id() {
        return id;
    }

    SecretKey key() {
        return key;
    }

    /** The encoded header of the tokens that this key signs. */
    String header() {
        return header;
    }

    boolean verify(byte[] signed, int length, byte[] signature) {
        return MessageDigest.isEqual(mac(signed, length), signature);
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
            return mac(key);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
