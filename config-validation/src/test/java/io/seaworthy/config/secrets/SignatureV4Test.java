package io.seaworthy.config.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Secret;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The worked example of the AWS General Reference, Signature Version 4. */
class SignatureV4Test {

    private static final Secret KEY = Secret.ofUtf8("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    @Test
    void signingKey_isTheExamples() {
        assertThat(HexFormat.of().formatHex(SignatureV4.key(KEY, "20150830/us-east-1/iam/aws4_request")))
                .isEqualTo("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
    }

    @Test
    void authorization_isTheExamples() {
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        headers.put("host", "iam.amazonaws.com");
        headers.put("x-amz-date", SignatureV4.time(Instant.parse("2015-08-30T12:36:00Z")));

        assertThat(SignatureV4.authorization(
                        new AwsCredentials("AKIDEXAMPLE", KEY, null),
                        "20150830/us-east-1/iam",
                        "GET",
                        "/",
                        "Action=ListUsers&Version=2010-05-08",
                        headers,
                        new byte[0]))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
                        + "SignedHeaders=content-type;host;x-amz-date, "
                        + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }
}
