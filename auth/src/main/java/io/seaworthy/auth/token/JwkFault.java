package io.seaworthy.auth.token;

import java.util.Locale;

/** Why a key is not taken. */
public enum JwkFault {
    MALFORMED("one strict JSON object of at most 16 KiB, its numbers in canonical base64url (RFC 7517)"),
    KEY_TYPE("kty oct, RSA, EC or OKP, and the one that the algorithm has"),
    ALGORITHM("an algorithm of JwsAlgorithm that fits the key; an oct key and a private RSA key must name it"),
    CURVE("P-256, P-384, P-521 or Ed25519, and the one that the algorithm has"),
    USE("use sig, or none"),
    KEY_OPS("key_ops with verify, and sign for a private key; no name twice; or none"),
    PRIVATE_MEMBERS("a public key only: whoever published its private half must replace it"),
    PRIVATE_MISSING("a key with its private half or a secret"),
    TOO_SHORT("a secret as long as the digest (RFC 7518 section 3.2), RSA of 2048 bits and more"),
    TOO_LONG("RSA of at most 8192 bits, a secret of at most 1024 bytes"),
    EXPONENT("an odd public exponent from 65537 to 64 bits"),
    ROCA("a modulus that does not bear the pattern of CVE-2017-15361"),
    POINT("a point on its curve"),
    PAIR("halves that belong together"),
    KEY_ID("a kid of 1 to 200 characters, each once in a set"),
    MIXED_SET("either secrets or public keys in one set, not both"),
    SET("an object with 1 to 100 keys");

    private final String allowed;

    JwkFault(String allowed) {
        this.allowed = allowed;
    }

    /** What would have been right. */
    public String allowed() {
        return allowed;
    }

    /** The machine-readable code: the name in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
