package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JWK (RFC 7517, RFC 7518 section 6, RFC 8037): a {@link TokenKey} or a {@link JwkFault}. Members that it does
 * not know, {@code x5c}, {@code x5u} and {@code x5t} among them, are left alone. Stateless.
 */
final class JwkReader {

    private static final JsonLimits LIMITS = JsonLimits.strict()
            .bytes(16 << 10)
            .string(8 << 10)
            .depth(4)
            .digits(20)
            .members(200);
    private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final List<String> CRT = List.of("p", "q", "dp", "dq", "qi");
    private static final int LONGEST_SECRET = 1024;
    private static final int LONGEST_ID = 200;

    private JwkReader() {}

    static Object read(byte[] json, boolean publicOnly) {
        try {
            return read(Json.readObject(json, LIMITS), publicOnly);
        } catch (JsonException e) {
            return JwkFault.MALFORMED;
        }
    }

    static Object read(Map<String, @Nullable Object> jwk, boolean publicOnly) {
        if (publicOnly && PRIVATE.stream().anyMatch(jwk::containsKey)) {
            return JwkFault.PRIVATE_MEMBERS;
        }
        if (jwk.containsKey("use") && !"sig".equals(jwk.get("use"))) {
            return JwkFault.USE;
        }
        if (jwk.containsKey("key_ops") && !permits(jwk.get("key_ops"), publicOnly)) {
            return JwkFault.KEY_OPS;
        }
        String id = null;
        if (jwk.containsKey("kid")) {
            if (!(jwk.get("kid") instanceof String kid) || kid.isEmpty() || kid.length() > LONGEST_ID) {
                return JwkFault.KEY_ID;
            }
            id = kid;
        }
        Object algorithm = algorithm(jwk, publicOnly);
        if (!(algorithm instanceof JwsAlgorithm known)) {
            return algorithm;
        }
        if (!known.kind().keyType.equals(jwk.get("kty"))) {
            return JwkFault.KEY_TYPE;
        }
        try {
            return known.isSymmetric() ? secret(jwk, known, id) : asymmetric(jwk, known, id, publicOnly);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return JwkFault.MALFORMED;
        }
    }

    private static boolean permits(@Nullable Object operations, boolean publicOnly) {
        if (!(operations instanceof List<?> list)) {
            return false;
        }
        Set<Object> names = new HashSet<>();
        for (Object name : list) {
            if (!(name instanceof String) || !names.add(name)) {
                return false;
            }
        }
        return names.contains("verify") && (publicOnly || names.contains("sign"));
    }

    /** The named algorithm, or the one that the key's type leaves; or a fault. */
    private static Object algorithm(Map<String, @Nullable Object> jwk, boolean publicOnly) {
        if (jwk.containsKey("alg")) {
            JwsAlgorithm named = JwsAlgorithm.ofHeader(jwk.get("alg"));
            return named == null ? JwkFault.ALGORITHM : named;
        }
        if ("EC".equals(jwk.get("kty"))) {
            for (JwsAlgorithm candidate : List.of(JwsAlgorithm.ES256, JwsAlgorithm.ES384, JwsAlgorithm.ES512)) {
                if (candidate.jwkCurve().equals(jwk.get("crv"))) {
                    return candidate;
                }
            }
            return JwkFault.CURVE;
        }
        if ("OKP".equals(jwk.get("kty"))) {
            return JwsAlgorithm.EDDSA;
        }
        if ("RSA".equals(jwk.get("kty"))) {
            return publicOnly ? JwsAlgorithm.RS256 : JwkFault.ALGORITHM;
        }
        return "oct".equals(jwk.get("kty")) ? JwkFault.ALGORITHM : JwkFault.KEY_TYPE;
    }

    private static Object secret(Map<String, @Nullable Object> jwk, JwsAlgorithm algorithm, @Nullable String id) {
        byte[] bytes = bytes(jwk, "k");
        if (bytes == null) {
            return JwkFault.MALFORMED;
        }
        if (bytes.length < algorithm.size()) {
            return JwkFault.TOO_SHORT;
        }
        if (bytes.length > LONGEST_SECRET) {
            return JwkFault.TOO_LONG;
        }
        TokenKey key = HmacKey.of(algorithm, Secret.of(bytes));
        return id == null ? key : key.withId(id);
    }

    private static Object asymmetric(
            Map<String, @Nullable Object> jwk, JwsAlgorithm algorithm, @Nullable String id, boolean publicOnly)
            throws GeneralSecurityException {
        if (!publicOnly && !jwk.containsKey("d")) {
            return JwkFault.PRIVATE_MISSING;
        }
        boolean curved = algorithm.kind() != JwsAlgorithm.Kind.RSA;
        if (curved && !algorithm.jwkCurve().equals(jwk.get("crv"))) {
            return JwkFault.CURVE;
        }
        KeySpec spec = switch (algorithm.kind()) {
            case RSA -> new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e"));
            case EC -> new ECPublicKeySpec(point(jwk, algorithm), PublicKeys.curve(algorithm));
            default -> new EdECPublicKeySpec(NamedParameterSpec.ED25519, edPoint(exact(jwk, "x", 32)));
        };
        KeyFactory factory = KeyFactory.getInstance(
                switch (algorithm.kind()) {
                    case RSA -> "RSA";
                    case EC -> "EC";
                    default -> "Ed25519";
                });
        PublicKey key;
        try {
            key = factory.generatePublic(spec);
        } catch (GeneralSecurityException e) {
            // The JDK refuses short moduli and odd exponents on its own; ask ours for the better reason.
            return spec instanceof RSAPublicKeySpec rsa && rsa.getModulus().bitLength() < 2048
                    ? JwkFault.TOO_SHORT
                    : spec instanceof RSAPublicKeySpec ? JwkFault.EXPONENT : JwkFault.POINT;
        }
        PrivateKey secret = publicOnly ? null : factory.generatePrivate(privateSpec(jwk, algorithm));
        return AsymmetricKey.of(id, algorithm, key, secret);
    }

    private static KeySpec privateSpec(Map<String, @Nullable Object> jwk, JwsAlgorithm algorithm) {
        if (algorithm.kind() == JwsAlgorithm.Kind.EC) {
            ECParameterSpec curve = PublicKeys.curve(algorithm);
            return new ECPrivateKeySpec(new BigInteger(1, exact(jwk, "d", algorithm.size())), curve);
        }
        if (algorithm.kind() == JwsAlgorithm.Kind.ED25519) {
            return new EdECPrivateKeySpec(NamedParameterSpec.ED25519, exact(jwk, "d", 32));
        }
        if (jwk.containsKey("oth")) {
            throw new IllegalArgumentException("more than two primes");
        }
        if (CRT.stream().noneMatch(jwk::containsKey)) {
            return new RSAPrivateKeySpec(number(jwk, "n"), number(jwk, "d"));
        }
        return new RSAPrivateCrtKeySpec(
                number(jwk, "n"),
                number(jwk, "e"),
                number(jwk, "d"),
                number(jwk, "p"),
                number(jwk, "q"),
                number(jwk, "dp"),
                number(jwk, "dq"),
                number(jwk, "qi"));
    }

    private static ECPoint point(Map<String, @Nullable Object> jwk, JwsAlgorithm algorithm) {
        return new ECPoint(
                new BigInteger(1, exact(jwk, "x", algorithm.size())),
                new BigInteger(1, exact(jwk, "y", algorithm.size())));
    }

    private static EdECPoint edPoint(byte[] encoded) {
        boolean odd = encoded[31] < 0;
        encoded[31] &= 0x7f;
        return new EdECPoint(odd, new BigInteger(1, PublicKeys.reversed(encoded)));
    }

    private static byte @Nullable [] bytes(Map<String, @Nullable Object> jwk, String name) {
        return jwk.get(name) instanceof String text ? Codec.fromBase64Url(text) : null;
    }

    private static byte[] exact(Map<String, @Nullable Object> jwk, String name, int length) {
        byte[] bytes = bytes(jwk, name);
        if (bytes == null || bytes.length != length) {
            throw new IllegalArgumentException(name);
        }
        return bytes;
    }

    /** One zero in front is let pass: the RFC itself says that libraries put it there. */
    private static BigInteger number(Map<String, @Nullable Object> jwk, String name) {
        byte[] bytes = bytes(jwk, name);
        if (bytes == null || bytes.length == 0 || (bytes.length > 1 && bytes[0] == 0 && bytes[1] == 0)) {
            throw new IllegalArgumentException(name);
        }
        return new BigInteger(1, bytes);
    }
}
