package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7515 appendix A, RFC 7638 and RFC 8037 appendix A. */
class RfcVectorsTest {

    /** The claims of RFC 7515 appendices A.1 to A.3, with their line breaks. */
    private static final String JOE =
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt" + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    private static Object open(String token, TokenKey key) {
        return TokenGate.withoutType().open(token, new KeyRing(List.of(key), key));
    }

    private static void assertVerifies(String token, TokenKey key, String payload) {
        assertThat(open(token, key))
                .isInstanceOfSatisfying(
                        TokenGate.Opened.class,
                        opened -> assertThat(new String(opened.payload(), StandardCharsets.UTF_8))
                                .isEqualTo(payload));
        String signed = token.substring(0, token.lastIndexOf('.'));
        char last = signed.charAt(signed.length() - 5);
        String altered = signed.substring(0, signed.length() - 5)
                + (last == 'A' ? 'B' : 'A')
                + signed.substring(signed.length() - 4)
                + token.substring(token.lastIndexOf('.'));
        assertThat(open(altered, key)).isEqualTo(TokenRefusal.SIGNATURE);
    }

    private static String joe() {
        return new String(Codec.fromBase64Url(JOE), StandardCharsets.UTF_8);
    }

    @Test
    void rfc7515AppendixA1_hs256() {
        TokenKey key = TokenKey.ofJwk(
                Secret.ofUtf8("{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"AyM1SysPpbyDfgZld3umj1qzKObwVMkoq"
                        + "Q-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow\"}"));

        assertVerifies(
                "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + JOE + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
                key,
                joe());
    }

    @Test
    void rfc7515AppendixA2_rs256() {
        TokenKey key = TokenKey.ofPublicJwk(
                "{\"kty\":\"RSA\",\"n\":\"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddx"
                        + "HmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMs"
                        + "D1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSH"
                        + "SXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdV"
                        + "MTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8"
                        + "NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ\",\"e\":\"AQAB\"}");

        assertVerifies(
                "eyJhbGciOiJSUzI1NiJ9." + JOE
                        + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7"
                        + "AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4"
                        + "BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K"
                        + "0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv"
                        + "hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrB"
                        + "p0igcN_IoypGlUPQGe77Rw",
                key,
                joe());
    }

    @Test
    void rfc7515AppendixA3_es256() {
        TokenKey key = TokenKey.ofPublicJwk("{\"kty\":\"EC\",\"crv\":\"P-256\","
                + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}");

        assertVerifies(
                "eyJhbGciOiJFUzI1NiJ9." + JOE + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSA"
                        + "pmWQxfKTUJqPP3-Kg6NU1Q",
                key,
                joe());
    }

    @Test
    void rfc7515AppendixA4_es512() {
        TokenKey key = TokenKey.ofPublicJwk(
                "{\"kty\":\"EC\",\"crv\":\"P-521\","
                        + "\"x\":\"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk\","
                        + "\"y\":\"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2\"}");

        assertVerifies(
                "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZq"
                        + "wqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8Kp"
                        + "EHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn",
                key,
                "Payload");
    }

    @Test
    void rfc7515AppendixA5_unsecuredIsRefused() {
        TokenKey key = TokenKey.generate(JwsAlgorithm.HS256);

        assertThat(open("eyJhbGciOiJub25lIn0." + JOE + ".", key)).isEqualTo(TokenRefusal.NOT_COMPACT);
        assertThat(open("eyJhbGciOiJub25lIn0." + JOE + ".AAAA", key)).isEqualTo(TokenRefusal.ALGORITHM);
    }

    private static final String ED25519_X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    private static final String ED25519_PRIVATE = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
            + "\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\",\"x\":\"" + ED25519_X + "\"}";

    @Test
    void rfc8037AppendixA4And5_ed25519() {
        String token = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
                + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

        assertVerifies(token, TokenKey.ofJwk(Secret.ofUtf8(ED25519_PRIVATE)), "Example of Ed25519 signing");
    }

    @Test
    void rfc8037AppendixA3_thumbprintIsTheId() {
        TokenKey key = TokenKey.ofPublicJwk("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + ED25519_X + "\"}");

        assertThat(key.id()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    // RFC 8037 appendix A.2: the public half follows from the private one, which our check of the pair relies on.
    @Test
    void rfc8037AppendixA2_foreignPublicHalfIsRefused() {
        String other = ED25519_PRIVATE.replace(ED25519_X, "fU0Of2FTpptiQrUiq77mhf2kQg-INLEIw72uNp71Sfo");

        assertThat(JwkReader.read(other.getBytes(StandardCharsets.UTF_8), false))
                .isEqualTo(JwkFault.PAIR);
    }

    // RFC 7638 section 3.1.
    @Test
    void rfc7638Section3_thumbprintIsTheId() {
        TokenKey key = TokenKey.ofPublicJwk(
                "{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAt"
                        + "VT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W"
                        + "-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQ"
                        + "MicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdk"
                        + "t-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-cs"
                        + "FCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\",\"alg\":\"RS256\"}");

        assertThat(key.id()).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }
}
