package io.seaworthy.benchmarks.token;

import io.seaworthy.auth.token.JwsAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The floor: the signature alone, by the platform, and nothing read. */
final class BareJca {

    private BareJca() {}

    static TokenVerifier verifier(TokenMaterial material) throws GeneralSecurityException {
        return material.algorithm.isSymmetric() ? mac(material) : signature(material);
    }

    private static TokenVerifier mac(TokenMaterial material) throws GeneralSecurityException {
        Mac mac = hmac(material);
        return token -> {
            int dot = token.lastIndexOf('.');
            mac.update(token.substring(0, dot).getBytes(StandardCharsets.ISO_8859_1));
            byte[] presented = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            return MessageDigest.isEqual(mac.doFinal(), presented) ? presented : null;
        };
    }

    static Mac hmac(TokenMaterial material) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(material.secret, "HmacSHA256"));
        return mac;
    }

    private static TokenVerifier signature(TokenMaterial material) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(name(material.algorithm));
        signature.initVerify(material.publicKey());
        return token -> {
            int dot = token.lastIndexOf('.');
            signature.update(token.substring(0, dot).getBytes(StandardCharsets.ISO_8859_1));
            byte[] presented = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            return signature.verify(presented) ? presented : null;
        };
    }

    static Signature signer(TokenMaterial material) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(name(material.algorithm));
        signature.initSign(material.privateKey());
        return signature;
    }

    private static String name(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "SHA256withRSA";
            case ES256 -> "SHA256withECDSAinP1363Format";
            default -> "Ed25519";
        };
    }
}
