package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionOptionsTest {

    private static final Secret KEY = Secret.ofUtf8("0123456789abcdef");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pay to DE89370400440532013000 now | pay to [redacted:iban] now",
                "DE89 3704 0044 0532 0130 00. | [redacted:iban].",
                "iban=GB82WEST12345698765432 | iban=[redacted:iban]",
                "NO9386011117947 | [redacted:iban]",
                "MT84MALT011000012345MTLCAST001S | [redacted:iban]",
                "DE88370400440532013000 | DE88370400440532013000",
                "DE8937040044053201300 | DE8937040044053201300",
                "XDE89370400440532013000 | XDE89370400440532013000",
                "DE89370400440532013000X | DE89370400440532013000X",
                "ZZ89370400440532013000 | ZZ89370400440532013000",
                "xapp-1-A02-123456789 | [redacted:token]",
                "ASIAIOSFODNN7EXAMPLE | [redacted:token]",
                "xAKIAIOSFODNN7EXAMPLE | xAKIAIOSFODNN7EXAMPLE",
                "AKIAIOSFODNN7EXAMPLEX | AKIAIOSFODNN7EXAMPLEX",
                "task_live_0123456789abc | task_live_0123456789abc",
                "glpat-0123456789abcdefghij | [redacted:token]"
            })
    void standard_knowsNumbersAndKeysByTheirRules(String text, String expected) {
        assertThat(Redactor.standard().redact(text)).isEqualTo(expected);
    }

    /** Forms in which secrets come beside the plain ones; a bar in a text is the end of a column. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eyJhbGciOiJkaXIifQ..aXZpdml2.Y2lwaGVydGV4dA.dGFn end | [redacted:jwt] end",
                "'{\"password\":\n  \"hunter2\"}' | '{\"password\":\n  \"[redacted]\"}'",
                "'password:\n  hunter2\nuser: x' | 'password:\n  [redacted]\nuser: x'",
                "'{\"password\"\n:\n\"x\"}' | '{\"password\"\n:\n\"[redacted]\"}'",
                "'Password\t= hunter2' | 'Password\t= [redacted]'",
                "user[password]=hunter2&a=1 | user[password]=[redacted]&a=1",
                "password[]=hunter2 | password[]=[redacted]",
                "user%5Bpassword%5D=hunter2 | user%5Bpassword%5D=[redacted]",
                "?p=1%26password%3Dhunter2 | ?p=1%26password%3D[redacted]",
                "password => hunter2 | password => [redacted]",
                "password := hunter2 | password := [redacted]",
                "password == hunter2 | password == [redacted]",
                "Authorization: hmac alice:secretsig1234 | Authorization: [redacted]",
                "Authorization: Digest username=\"ada\", response=\"0123\" | Authorization: [redacted]",
                "Authorization: ApiKey  abcd1234 | Authorization: [redacted]",
                "'Authorization: AWS4-HMAC-SHA256 Signature=ab\nHost: x' | 'Authorization: [redacted]\nHost: x'",
                "{\"password\":{\"v\":\"hunter2\"}} | {\"password\":{[redacted]}}",
                "password=<SECRET> | password=<[redacted]>",
                "https:\\/\\/u:p@h | https:\\/\\/[redacted:credentials]@h",
                "https%3A%2F%2Fu%3Apw%40h | https%3A%2F%2F[redacted:credentials]%40h",
                "mongodb://u:p@ss@h | mongodb://[redacted:credentials]@h",
                "smtp://user@example.org:pw@h | smtp://[redacted:credentials]@h",
                "4111.1111.1111.1111 | [redacted:card]",
                "4111%201111%201111%201111 | [redacted:card]",
                "'4111\u00a01111\u00a01111\u00a01111' | [redacted:card]",
                "DE89-3704-0044-0532-0130-00 | [redacted:iban]",
                "'bearer\tabcDEF123456' | 'bearer\t[redacted:credentials]'",
                "Bearer%20abcDEF123456 | Bearer%20[redacted:credentials]",
                "Bearer \"abcDEF123456\" | Bearer \"[redacted:credentials]\"",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----x-----END PGP PRIVATE KEY BLOCK----- | [redacted:key]",
                "sk-ant-0123456789abcdefghij | [redacted:token]",
                "X-Amz-Signature=0123 | X-Amz-Signature=[redacted]"
            })
    void otherFormsOfASecret_areFound(String text, String expected) {
        assertThat(Redactor.standard().redact(text)).isEqualTo(expected);
        assertThat(Redactor.standard().redact(expected)).as("again").isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max_tokens=4096 tokens: 512, {\"total_tokens\": 17}",
                "Bearer authentication-required here",
                "Basic R-squared value",
                "logo@2x.png",
                "password=&x=1 password={}",
                "4111.1111.1111.1112 2026/1121 4111%",
                "eyJhbGciOiJ... and so on"
            })
    void whatOnlyLooksLikeASecret_isLeftAlone(String text) {
        assertThat(Redactor.standard().redact(text)).isEqualTo(text);
    }

    @Test
    void cookieThatIsNoPair_losesAWordOnly() {
        assertThat(Redactor.standard().redact("no cookie: session expired at 10:00"))
                .isEqualTo("no cookie: [redacted] expired at 10:00");
    }

    @Test
    void pseudonyms_tellAddressesApartByTheirDashes() {
        Redactor keyed = Redactor.builder().pseudonyms(KEY).build();
        assertThat(keyed.redact("ann-e@x.com")).isNotEqualTo(keyed.redact("anne@x.com"));
        assertThat(keyed.redact("4111-1111-1111-1111"))
                .isEqualTo(keyed.redact("4111111111111111"))
                .isEqualTo(keyed.redact("4111%201111%201111%201111"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call +49 30 901820, please | call [redacted:phone], please",
                "+1 (212) 555-0100 | [redacted:phone]",
                "tel:+442079460958 | tel:[redacted:phone]",
                "1+49309018200 | 1+49309018200",
                "+0123456789 | +0123456789",
                "+4930 | +4930",
                "+12345678901234567 | +12345678901234567",
                "01993c1e-0000-7000-8000-000000000000 | 01993c1e-0000-7000-8000-000000000000"
            })
    void phoneNumbers_areFoundOnDemand(String text, String expected) {
        assertThat(Redactor.builder().phoneNumbers().build().redact(text)).isEqualTo(expected);
        assertThat(Redactor.standard().redact(text)).isEqualTo(text);
    }

    @Test
    void pseudonyms_areStableKeyedAndForPersonsOnly() {
        Redactor redactor = Redactor.builder().pseudonyms(KEY).build();
        String shown = redactor.redact("Bob@example.com and bob%40example.com, token ghp_0123456789abcdefghij0");
        assertThat(shown).matches("\\[email:([0-9a-f]{12})] and \\[email:\\1], token \\[redacted:token]");
        assertThat(redactor.redact(shown)).isEqualTo(shown);
        assertThat(redactor.redact("4111 1111 1111 1111")).isEqualTo(redactor.redact("4111111111111111"));
        assertThat(Redactor.builder()
                        .pseudonyms(Secret.ofUtf8("0123456789abcdeX"))
                        .build()
                        .redact("bob@example.com"))
                .isNotEqualTo(redactor.redact("bob@example.com"));
    }

    @Test
    void ownDetector_isAskedWhereItsFindsBegin() {
        Detector customer = Detector.of("customer", "C", (text, at) -> {
            boolean found = at + 8 <= text.length()
                    && text.subSequence(at, at + 8).toString().matches("CU-[0-9]{5}");
            return found ? at + 8 : -1;
        });
        Redactor redactor = Redactor.builder().detector(customer).build();
        assertThat(redactor.redact("for CU-12345 and CU-1")).isEqualTo("for [redacted:customer] and CU-1");
    }

    @Test
    void detectorThatThrows_hidesTheText() {
        Redactor redactor = Redactor.builder()
                .detector(Detector.of("broken", "C", (text, at) -> {
                    throw new IllegalStateException("broken");
                }))
                .build();
        assertThat(redactor.redact("secret C secret")).isEqualTo("[redacted:failed]");
        assertThat(redactor.redact("secret")).isEqualTo("secret");
    }

    @Test
    void path_isThatNameAndNoOther() {
        Redactor redactor = Redactor.builder().sensitivePath("customer.note").build();
        assertThat(redactor.isSensitive("customer.note")).isTrue();
        assertThat(redactor.isSensitive("Customer.Note")).isTrue();
        assertThat(redactor.isSensitive("other.customer.note")).isFalse();
        assertThat(redactor.isSensitive("note")).isFalse();
    }

    @Test
    void sensitive_masksItselfEverywhere() {
        Sensitive<String> secret = Sensitive.of("hunter2");
        assertThat("x" + secret).isEqualTo("x[redacted]");
        assertThat(java.util.List.of(secret).toString()).doesNotContain("hunter2");
        assertThat(secret.expose()).isEqualTo("hunter2");
        assertThat(secret).isEqualTo(Sensitive.of("hunter2")).isNotEqualTo(Sensitive.of("x"));
        assertThat(secret).hasSameHashCodeAs(Sensitive.of("x"));
    }

    @Test
    void withoutDetectors_everythingPasses() {
        assertThat(Redactor.dangerouslyWithoutDetectors().redact("bob@example.com"))
                .isEqualTo("bob@example.com");
    }

    @Test
    void faults_areReportedTogether() {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> Redactor.builder()
                        .sensitivePath("a b")
                        .phoneNumbers()
                        .phoneNumbers()
                        .detector(Detector.of("A B", "é", (text, at) -> -1))
                        .pseudonyms(Secret.ofUtf8("short"))
                        .build());
        assertThat(refused.violations())
                .extracting(v -> v.path() + " " + v.reason())
                .containsExactly(
                        "sensitivePath invalid",
                        "phoneNumbers set_twice",
                        "detector invalid",
                        "detector invalid_characters",
                        "pseudonyms too_short");
    }
}
