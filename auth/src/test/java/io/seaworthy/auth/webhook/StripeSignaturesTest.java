package io.seaworthy.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.seaworthy.auth.TestClock;
import io.seaworthy.auth.internal.Codec;
import io.seaworthy.auth.webhook.SignatureCheck.Reason;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.readiness.Evidence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StripeSignaturesTest {

    private static final String SECRET = "whsec_test_secret_0123456789";
    private static final byte[] BODY = "{\"id\":\"evt_1\",\"object\":\"event\"}".getBytes(StandardCharsets.UTF_8);
    private static final long NOW = 1_795_341_600;

    private final TestClock clock = TestClock.at(Instant.ofEpochSecond(NOW).toString());
    private final StripeSignatures signatures = StripeSignatures.of(
            List.of(Secret.ofUtf8(SECRET), Secret.ofUtf8("whsec_next_secret_0123456789")),
            Duration.ofMinutes(5),
            clock);

    private static String v1(String secret, long timestamp, byte[] body) {
        byte[] start = (timestamp + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] mac = Codec.hmac("HmacSHA256", secret.getBytes(StandardCharsets.UTF_8), start, body);
        return HexFormat.of().formatHex(mac);
    }

    private static String good(long timestamp) {
        return "t=" + timestamp + ",v1=" + v1(SECRET, timestamp, BODY);
    }

    /** Computed apart from this code: printf '%s' "$t.$body" | openssl dgst -sha256 -hmac "$secret". */
    @Test
    void fixedVector_isAuthentic() {
        String header = "t=1795341600,v1=de987f920270f0157d11bab285a62d154a0949368716926d7c2644e6822a06c9";

        assertThat(signatures.verify(BODY, header)).isEqualTo(new SignatureCheck.Authentic(Instant.ofEpochSecond(NOW)));
    }

    static Stream<Arguments> accepted() {
        String signature = v1(SECRET, NOW, BODY);
        String zeros = "0".repeat(64);
        return Stream.of(
                arguments("plain", good(NOW)),
                arguments("five minutes old", good(NOW - 300)),
                arguments("five minutes ahead", good(NOW + 300)),
                arguments("second signature", "t=" + NOW + ",v1=" + zeros + ",v1=" + signature),
                arguments("second secret", "t=" + NOW + ",v1=" + v1("whsec_next_secret_0123456789", NOW, BODY)),
                arguments("other schemes beside", "t=" + NOW + ",v0=xyz,v1=" + signature + ",v2=abc"),
                arguments("other order", "v1=" + signature + ",t=" + NOW),
                arguments("blanks", "t=" + NOW + ", v1=" + signature),
                arguments("upper-case hex", "t=" + NOW + ",v1=" + signature.toUpperCase(java.util.Locale.ROOT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void goodSignature_isAuthentic(String what, String header) {
        assertThat(signatures.verify(BODY, header)).isInstanceOf(SignatureCheck.Authentic.class);
    }

    static Stream<Arguments> refused() {
        String signature = v1(SECRET, NOW, BODY);
        return Stream.of(
                arguments("empty", Reason.MALFORMED, ""),
                arguments("no timestamp", Reason.MALFORMED, "v1=" + signature),
                arguments("no signature", Reason.MALFORMED, "t=" + NOW),
                arguments("v0 only", Reason.MALFORMED, "t=" + NOW + ",v0=" + signature),
                arguments("two timestamps", Reason.MALFORMED, "t=" + NOW + ",t=" + NOW + ",v1=" + signature),
                arguments("timestamp no number", Reason.MALFORMED, "t=now,v1=" + signature),
                arguments("timestamp negative", Reason.MALFORMED, "t=-1,v1=" + signature),
                arguments("timestamp too long", Reason.MALFORMED, "t=999999999999,v1=" + signature),
                arguments("timestamp empty", Reason.MALFORMED, "t=,v1=" + signature),
                arguments("hex too short", Reason.MALFORMED, "t=" + NOW + ",v1=abcd"),
                arguments("no hex", Reason.MALFORMED, "t=" + NOW + ",v1=" + "z".repeat(64)),
                arguments("no equals sign", Reason.MALFORMED, "t=" + NOW + ",v1"),
                arguments("too many", Reason.MALFORMED, "t=" + NOW + (",v1=" + signature).repeat(17)),
                arguments("huge", Reason.MALFORMED, "t=" + NOW + ",v1=" + signature + ",x=" + "y".repeat(5000)),
                arguments("six minutes old", Reason.OUTSIDE_TOLERANCE, good(NOW - 301)),
                arguments("six minutes ahead", Reason.OUTSIDE_TOLERANCE, good(NOW + 301)),
                arguments("other secret", Reason.MISMATCH, "t=" + NOW + ",v1=" + v1("whsec_other", NOW, BODY)),
                arguments("other timestamp", Reason.MISMATCH, "t=" + (NOW + 1) + ",v1=" + signature),
                arguments("other body", Reason.MISMATCH, "t=" + NOW + ",v1=" + v1(SECRET, NOW, new byte[0])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void badSignature_isRefusedForItsReason(String what, Reason reason, String header) {
        assertThat(signatures.verify(BODY, header)).isEqualTo(new SignatureCheck.Refused(reason));
    }

    @Test
    void noneOrSeveralHeaders_areMissing() {
        SignatureCheck missing = new SignatureCheck.Refused(Reason.MISSING);

        assertThat(signatures.verify(BODY, (String) null)).isEqualTo(missing);
        assertThat(signatures.verify(BODY, List.of())).isEqualTo(missing);
        assertThat(signatures.verify(BODY, List.of(good(NOW), good(NOW)))).isEqualTo(missing);
        assertThat(signatures.verify(BODY, List.of(good(NOW)))).isInstanceOf(SignatureCheck.Authentic.class);
    }

    @Test
    void faultyOptions_areReportedTogether() {
        assertThatThrownBy(() -> StripeSignatures.of(List.of(Secret.ofUtf8("short")), Duration.ZERO, clock))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).extracting("path").containsExactly("secrets[0]", "tolerance"));
        assertThatThrownBy(StripeSignatures::of).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void evidence_namesWebhooksAndNoSecret() {
        assertThat(signatures.evidence()).extracting(Evidence::id).containsExactly("AUTH-WEBHOOK");
        assertThat(signatures.toString() + signatures.evidence()).doesNotContain("whsec");
    }
}
