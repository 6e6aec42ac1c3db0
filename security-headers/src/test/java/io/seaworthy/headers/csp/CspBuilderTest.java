package io.seaworthy.headers.csp;

import static io.seaworthy.headers.csp.CspSource.NONCE;
import static io.seaworthy.headers.csp.CspSource.NONE;
import static io.seaworthy.headers.csp.CspSource.SELF;
import static io.seaworthy.headers.csp.CspSource.STRICT_DYNAMIC;
import static io.seaworthy.headers.csp.CspSource.UNSAFE_INLINE;
import static io.seaworthy.headers.csp.CspSource.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CspBuilderTest {

    private static List<String> faultsOf(CspBuilder builder) {
        ConfigurationException e = catchThrowableOfType(ConfigurationException.class, builder::build);
        assertThat(e).as("faults").isNotNull();
        return e.violations().stream().map(Violation::reason).toList();
    }

    @Test
    void policy_isPrintedInOrder() {
        assertThat(Csp.builder()
                        .defaultSrc(NONE)
                        .scriptSrc(SELF, host("https://cdn.example.com/js/"))
                        .connectSrc(SELF, CspSource.scheme("wss"))
                        .sandbox("allow-scripts", "allow-forms")
                        .webrtc("'block'")
                        .trustedTypes("dompurify")
                        .upgradeInsecureRequests()
                        .reportTo("csp", "/csp-reports")
                        .build())
                .hasToString(
                        "default-src 'none'; script-src 'self' https://cdn.example.com/js/; connect-src 'self' wss:;"
                                + " sandbox allow-scripts allow-forms; webrtc 'block'; trusted-types dompurify;"
                                + " upgrade-insecure-requests; report-uri /csp-reports; report-to csp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;script-src *", "a,b", "a b", "", "a\nb", "ä.example"})
    void sourceThatBreaksOut_isAFault(String source) {
        assertThat(faultsOf(Csp.builder().defaultSrc(NONE).imgSrc(host(source))))
                .contains("bad_value");
    }

    /** What stands there goes to addresses and into reports. */
    @Test
    void nonceOutsideOfSources_isAFault() {
        assertThat(faultsOf(Csp.builder().defaultSrc(NONE).reportTo("csp", "'nonce-{nonce}'")))
                .contains("nonce_elsewhere");
        assertThat(faultsOf(Csp.builder().defaultSrc(NONE).trustedTypes("'nonce-{nonce}'")))
                .contains("nonce_elsewhere");
    }

    /** A host of somebody's making must not become a keyword. */
    @ParameterizedTest
    @ValueSource(strings = {"'self'", "'none'", "'nonce-abc'", "'unsafe-inline'", "'self", "self'"})
    void quotedText_isNoHost(String source) {
        assertThat(faultsOf(Csp.builder().defaultSrc(NONE).imgSrc(host(source))))
                .contains("not_a_host");
    }

    @Test
    void allFaults_areReportedAtOnce() {
        assertThat(faultsOf(Csp.builder()
                        .scriptSrc(UNSAFE_INLINE)
                        .imgSrc(host("self"), host("https://a.example"), host("https://a.example"))
                        .styleSrc()))
                .containsExactly("duplicate", "missing", "unquoted_keyword", "unsafe_inline", "missing_object");
    }

    @Test
    void unquotedKeyword_getsAHint() {
        ConfigurationException e =
                catchThrowableOfType(ConfigurationException.class, Csp.builder().defaultSrc(host("none"))::build);
        assertThat(e.violations().get(0).hint()).isEqualTo("Did you mean 'none' with its quotes?");
    }

    @Test
    void highFinding_passesOnlyByName() {
        CspBuilder weak = Csp.builder()
                .defaultSrc(NONE)
                .scriptSrc(SELF, UNSAFE_INLINE)
                .dangerouslyTolerate(CspRule.UNSAFE_INLINE);
        Csp policy = weak.build();
        assertThat(policy.tolerated()).containsExactly(CspRule.UNSAFE_INLINE);
        assertThat(policy.lint()).anyMatch(finding -> finding.rule() == CspRule.UNSAFE_INLINE);
        assertThat(faultsOf(Csp.builder().defaultSrc(NONE).scriptSrc(UNSAFE_INLINE)))
                .containsExactly("unsafe_inline");
    }

    @Test
    void toleranceWithoutNeed_isAFault() {
        assertThat(faultsOf(Csp.builder().defaultSrc(NONE).dangerouslyTolerate(CspRule.WILDCARD)))
                .containsExactly("not_needed");
        assertThat(faultsOf(Csp.builder().defaultSrc(NONE).dangerouslyTolerate(CspRule.MISSING_REPORTING)))
                .containsExactly("not_needed");
    }

    /** A nonce makes browsers ignore fallbacks; taking it out must not bring them to life. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "script-src 'nonce-{nonce}' 'strict-dynamic' https: 'unsafe-inline' | script-src 'none'",
                "script-src 'nonce-{nonce}' 'strict-dynamic' 'self' a.example 'report-sample' | script-src 'report-sample'",
                "script-src 'nonce-{nonce}' 'sha256-abcd' 'strict-dynamic' https: | script-src 'sha256-abcd' 'strict-dynamic'",
                "style-src 'self' 'nonce-{nonce}' 'unsafe-inline' | style-src 'self'",
                "default-src 'nonce-{nonce}' 'Unsafe-Inline' | default-src 'none'",
                "style-src 'self' 'unsafe-inline'; img-src * | style-src 'self' 'unsafe-inline'; img-src *",
            })
    void withoutNonces_isOnlyStricter(String policy, String stricter) {
        assertThat(ParsedCsp.of(policy).policy().withoutNonces()).hasToString(stricter);
    }

    @Test
    void emptyPolicy_isAFault() {
        assertThat(faultsOf(Csp.builder())).contains("missing");
    }

    @Test
    void directiveSetTwice_isAnError() {
        assertThatThrownBy(() -> Csp.builder().imgSrc(SELF).imgSrc(NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("img-src");
    }

    @Test
    void toBuilder_replacesADirectiveInItsPlace() {
        Csp policy = Csp.strict().toBuilder().imgSrc(SELF).build();
        assertThat(policy.toString()).contains("img-src 'self'; font-src").doesNotContain("data:");
    }

    @Test
    void hashOfInlineCode_isTheStandardsExample() {
        // CSP3 section 8.4 prints the SHA-256 of alert('Hello, world.').
        assertThat(CspSource.sha256Of("alert('Hello, world.');"))
                .hasToString("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
        assertThat(CspSource.sha384Of("").toString()).startsWith("'sha384-").hasSize(8 + 64 + 1);
        assertThat(CspSource.sha512Of("").toString()).startsWith("'sha512-").hasSize(8 + 88 + 1);
    }

    @Test
    void withoutNonces_isOnlyStricter() {
        Csp policy = Csp.builder()
                .scriptSrc(NONCE, STRICT_DYNAMIC, CspSource.HTTPS)
                .styleSrc(NONCE)
                .objectSrc(NONE)
                .baseUri(NONE)
                .build();
        assertThat(policy.usesNonce()).isTrue();
        assertThat(Csp.strict().withoutNonces().usesNonce()).isFalse();
        assertThat(Csp.strict().withoutNonces().toString()).contains("script-src 'none'", "style-src 'self'");
    }

    @Test
    void unknownKeyword_isTolerated() {
        assertThat(Csp.builder()
                        .defaultSrc(NONE)
                        .styleSrc(CspSource.keyword("'new-thing'"))
                        .build())
                .hasToString("default-src 'none'; style-src 'new-thing'");
    }
}
