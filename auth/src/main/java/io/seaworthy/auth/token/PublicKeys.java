package io.seaworthy.auth.token;

import io.seaworthy.auth.internal.Codec;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.NamedParameterSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a public key must be before a token is believed for its sake, and how a JWK spells it. Stateless. */
final class PublicKeys {

    private static final int MIN_RSA = 2048;
    private static final int MAX_RSA = 8192;
    private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65_537);

    private PublicKeys() {}

    static @Nullable JwkFault check(JwsAlgorithm algorithm, PublicKey key) {
        return switch (algorithm.kind()) {
            case RSA -> key instanceof RSAPublicKey rsa ? rsa(rsa) : JwkFault.KEY_TYPE;
            case EC -> key instanceof ECPublicKey point ? ec(algorithm, point) : JwkFault.KEY_TYPE;
            case ED25519 -> key instanceof EdECPublicKey ed ? ed25519(ed) : JwkFault.KEY_TYPE;
            case HMAC -> JwkFault.KEY_TYPE;
        };
    }

    private static @Nullable JwkFault rsa(RSAPublicKey key) {
        BigInteger modulus = key.getModulus();
        BigInteger exponent = key.getPublicExponent();
        if (modulus.bitLength() < MIN_RSA) {
            return JwkFault.TOO_SHORT;
        }
        if (modulus.bitLength() > MAX_RSA) {
            return JwkFault.TOO_LONG;
        }
        if (exponent.compareTo(MIN_EXPONENT) < 0 || exponent.bitLength() > 64 || !exponent.testBit(0)) {
            return JwkFault.EXPONENT;
        }
        return Roca.isWeak(modulus) ? JwkFault.ROCA : null;
    }

    private static @Nullable JwkFault ec(JwsAlgorithm algorithm, ECPublicKey key) {
        ECParameterSpec wanted = curve(algorithm);
        ECParameterSpec given = key.getParams();
        boolean same = given.getCurve().equals(wanted.getCurve())
                && given.getGenerator().equals(wanted.getGenerator())
                && given.getOrder().equals(wanted.getOrder());
        if (!same) {
            return JwkFault.CURVE;
        }
        return isOn(wanted, key.getW()) ? null : JwkFault.POINT;
    }

    private static boolean isOn(ECParameterSpec curve, ECPoint point) {
        if (point.equals(ECPoint.POINT_INFINITY)) {
            return false;
        }
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        boolean inField = x.signum() >= 0 && y.signum() >= 0 && x.compareTo(p) < 0 && y.compareTo(p) < 0;
        BigInteger right = x.pow(3)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(p);
        return inField && y.pow(2).mod(p).equals(right);
    }

    private static @Nullable JwkFault ed25519(EdECPublicKey key) {
        return NamedParameterSpec.ED25519
                        .getName()
                        .equalsIgnoreCase(key.getParams().getName())
                ? null
                : JwkFault.CURVE;
    }

    static ECParameterSpec curve(JwsAlgorithm algorithm) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(algorithm.curve()));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has the curve of " + algorithm, e);
        }
    }

    /** The members of the thumbprint (RFC 7638 section 3.2, RFC 8037 section 2). */
    static Map<String, Object> members(JwsAlgorithm algorithm, PublicKey key) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kty", algorithm.kind().keyType);
        if (key instanceof RSAPublicKey rsa) {
            members.put("n", Codec.base64Url(unsigned(rsa.getModulus(), 0)));
            members.put("e", Codec.base64Url(unsigned(rsa.getPublicExponent(), 0)));
        } else if (key instanceof ECPublicKey point) {
            members.put("crv", algorithm.jwkCurve());
            members.put("x", Codec.base64Url(unsigned(point.getW().getAffineX(), algorithm.size())));
            members.put("y", Codec.base64Url(unsigned(point.getW().getAffineY(), algorithm.size())));
        } else if (key instanceof EdECPublicKey ed) {
            // RFC 8032 section 5.1.2: y, the least byte first; the top bit is the lowest of x.
            byte[] y = unsigned(ed.getPoint().getY(), algorithm.size());
            byte[] encoded = reversed(y);
            encoded[encoded.length - 1] |= (byte) (ed.getPoint().isXOdd() ? 0x80 : 0);
            members.put("crv", algorithm.jwkCurve());
            members.put("x", Codec.base64Url(encoded));
        }
        return members;
    }

    static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    /** The magnitude, with zeros in front up to a length. */
    private static byte[] unsigned(BigInteger value, int length) {
        byte[] signed = value.toByteArray();
        int from = signed.length > 1 && signed[0] == 0 ? 1 : 0;
        byte[] bytes = new byte[Math.max(length, signed.length - from)];
        System.arraycopy(signed, from, bytes, bytes.length - (signed.length - from), signed.length - from);
        return bytes;
    }
}
