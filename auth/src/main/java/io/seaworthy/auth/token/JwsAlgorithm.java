package io.seaworthy.auth.token;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The signature algorithms that are accepted (RFC 7518 section 3.1, RFC 8037). There is no {@code none}. A key has
 * exactly one of them, and a token is verified with its key's, whatever its header would like.
 */
public enum JwsAlgorithm {
    HS256("HmacSHA256", 32),
    HS384("HmacSHA384", 48),
    HS512("HmacSHA512", 64),
    RS256("SHA256withRSA", 0),
    RS384("SHA384withRSA", 0),
    RS512("SHA512withRSA", 0),
    PS256("RSASSA-PSS", 32),
    PS384("RSASSA-PSS", 48),
    PS512("RSASSA-PSS", 64),
    ES256("SHA256withECDSAinP1363Format", 32),
    ES384("SHA384withECDSAinP1363Format", 48),
    ES512("SHA512withECDSAinP1363Format", 66),
    /** Ed25519. Tokens may name it {@code EdDSA} (RFC 8037) or {@code Ed25519} (RFC 9864): it is the same. */
    EDDSA("Ed25519", 32);

    enum Kind {
        HMAC("oct"),
        RSA("RSA"),
        EC("EC"),
        ED25519("OKP");

        /** The {@code kty} of a JWK. */
        final String keyType;

        Kind(String keyType) {
            this.keyType = keyType;
        }
    }

    private final String jca;
    private final int size;

    JwsAlgorithm(String jca, int size) {
        this.jca = jca;
        this.size = size;
    }

    /** The value of {@code alg} in headers and keys. */
    public String headerName() {
        return this == EDDSA ? "EdDSA" : name();
    }

    /** Whether signer and verifier share one secret. */
    public boolean isSymmetric() {
        return kind() == Kind.HMAC;
    }

    Kind kind() {
        return switch (this) {
            case HS256, HS384, HS512 -> Kind.HMAC;
            case RS256, RS384, RS512, PS256, PS384, PS512 -> Kind.RSA;
            case ES256, ES384, ES512 -> Kind.EC;
            case EDDSA -> Kind.ED25519;
        };
    }

    /** The name of the algorithm in the JDK. */
    String jca() {
        return jca;
    }

    /** Bytes of an HMAC and its shortest key, of a PSS salt, of an EC coordinate or of an Ed25519 key. */
    int size() {
        return size;
    }

    /** The name of the curve in the JDK; of EC only. */
    String curve() {
        return size == 32 ? "secp256r1" : size == 48 ? "secp384r1" : "secp521r1";
    }

    /** The {@code crv} of a JWK, of EC and Ed25519 only. */
    String jwkCurve() {
        return this == EDDSA ? "Ed25519" : size == 32 ? "P-256" : size == 48 ? "P-384" : "P-521";
    }

    /** RSASSA-PSS as RFC 7518 section 3.5 fixes it; null for all others. */
    @Nullable
    AlgorithmParameterSpec parameters() {
        return switch (this) {
            case PS256 -> new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, size, 1);
            case PS384 -> new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, size, 1);
            case PS512 -> new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, size, 1);
            default -> null;
        };
    }

    /** The algorithm of an exact header name, or null. */
    static @Nullable JwsAlgorithm ofHeader(@Nullable Object name) {
        if ("Ed25519".equals(name)) {
            return EDDSA;
        }
        for (JwsAlgorithm algorithm : values()) {
            if (algorithm.headerName().equals(name)) {
                return algorithm;
            }
        }
        return null;
    }
}
