package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The compact signatures of RFC 7520 (section 4) under the keys of its section 3. */
class Rfc7520VectorsTest {

    private static final String PAYLOAD =
            "SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91"
                    + "IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXi"
                    + "gJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4";
    private static final String N = "n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0"
            + "VEiZQHz_AJmSCpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBord"
            + "aZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzw"
            + "OHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwU"
            + "kRz5iaiQkqgc5gHdrNP5zw";

    private static final String KID = "bilbo.baggins@hobbiton.example";

    private static TokenKey rsa(String algorithm) {
        return TokenKey.ofPublicJwk("{\"kty\":\"RSA\",\"kid\":\"" + KID + "\",\"use\":\"sig\",\"alg\":\"" + algorithm
                + "\",\"n\":\"" + N + "\",\"e\":\"AQAB\"}");
    }

    private static void assertVerifies(TokenKey key, String header, String signature) {
        String token = header + "." + PAYLOAD + "." + signature;
        KeyRing ring = new KeyRing(java.util.List.of(key), null);

        assertThat(TokenGate.withoutType().open(token, ring))
                .isInstanceOfSatisfying(
                        TokenGate.Opened.class,
                        opened -> assertThat(new String(opened.payload(), StandardCharsets.UTF_8))
                                .startsWith("It\u2019s a dangerous business, Frodo, going out your door.")
                                .endsWith("swept off to."));
        char first = signature.charAt(0);
        String forged = header + "." + PAYLOAD + "." + (first == 'A' ? 'B' : 'A') + signature.substring(1);
        assertThat(TokenGate.withoutType().open(forged, ring)).isEqualTo(TokenRefusal.SIGNATURE);
    }

    @Test
    void section41_rs256() {
        assertVerifies(
                rsa("RS256"),
                "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9",
                "MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx"
                        + "996ivp83xuglII7PNDi84wnB-BDkoBwA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHR"
                        + "D68BNt1uSNCrUCTJDt5aAE6x8wW1Kt9eRo4QPocSadnHXFxnt8Is9UzpERV0ePPQdLuW3IS_de3xyIrD"
                        + "aLGdjluPxUAhb6L2aXic1U12podGU0KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_fcIe8u9ipH8"
                        + "4ogoree7vjbU5y18kDquDg");
    }

    @Test
    void section42_ps384() {
        assertVerifies(
                rsa("PS384"),
                "eyJhbGciOiJQUzM4NCIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9",
                "cu22eBqkYDKgIlTpzDXGvaFfz6WGoz7fUDcfT0kkOy42miAh2qyBzk1xEsnk2IpN6-tPid6VrklHkqsG"
                        + "qDqHCdP6O8TTB5dDDItllVo6_1OLPpcbUrhiUSMxbbXUvdvWXzg-UD8biiReQFlfz28zGWVsdiNAUf8Z"
                        + "nyPEgVFn442ZdNqiVJRmBqrYRXe8P_ijQ7p8Vdz0TTrxUeT3lm8d9shnr2lfJT8ImUjvAA2Xez2Mlp8c"
                        + "BE5awDzT0qI0n6uiP1aCN_2_jLAeQTlqRHtfa64QQSUmFAAjVKPbByi7xho0uTOcbH510a6GYmJUAfmW"
                        + "jwZ6oD4ifKo8DYM-X72Eaw");
    }

    @Test
    void section43_es512() {
        assertVerifies(
                TokenKey.ofPublicJwk("{\"kty\":\"EC\",\"kid\":\"" + KID + "\",\"use\":\"sig\",\"crv\":\"P-521\","
                        + "\"x\":\"AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTK"
                        + "qjqvjyekWF-7ytDyRXYgCF5cj0Kt\","
                        + "\"y\":\"AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQ"
                        + "kAgDPrwQrJmbnX9cwlGfP-HqHZR1\"}"),
                "eyJhbGciOiJFUzUxMiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9",
                "AE_R_YZCChjn4791jSQCrdPZCNYqHXCTZH0-JZGYNlaAjP2kqaluUIIUnC9qvbu9Plon7KRTzoNEuT4V"
                        + "a2cmL1eJAQy3mtPBu_u_sDDyYjnAMDxXPn7XrT0lw-kvAD890jl8e2puQens_IEKBpHABlsbEPX6sFY8"
                        + "OcGDqoRuBomu9xQ2");
    }

    @Test
    void section44_hs256() {
        assertVerifies(
                TokenKey.ofJwk(Secret.ofUtf8("{\"kty\":\"oct\",\"kid\":\"018c0ae5-4d9b-471b-bfd6-eef314bc7037\","
                        + "\"use\":\"sig\",\"alg\":\"HS256\",\"k\":\"hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg\"}")),
                "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9",
                "s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0");
    }
}
