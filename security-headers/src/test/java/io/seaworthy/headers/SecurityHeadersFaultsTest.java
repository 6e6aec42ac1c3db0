package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.headers.csp.Csp;
import io.seaworthy.headers.csp.CspDirective;
import io.seaworthy.headers.csp.CspRule;
import io.seaworthy.headers.csp.CspSource;
import io.seaworthy.headers.csp.ParsedCsp;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.testkit.RequestHeads;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles that must not be built, by whatever way their parts came. */
class SecurityHeadersFaultsTest {

    private static void fails(SecurityHeadersBuilder builder, String reason) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script-src * 'unsafe-inline'",
                "script-src 'nonce-abc'; object-src 'none'; base-uri 'none'",
                "default-src 'self', script-src *",
                "script-src * '\u017ftrict-dynamic'; object-src 'none'",
                "default-src 'self'; img-src 'self',evil",
                "defaul-src 'self'",
                "",
            })
    void parsedPolicy_isLintedBeforeItIsSent(String text) {
        Csp parsed = ParsedCsp.of(text).policy();
        assertThatThrownBy(() -> SecurityHeaders.builder().csp(parsed).build())
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> SecurityHeaders.builder()
                        .csp(Csp.nothing())
                        .cspReportOnly(parsed)
                        .build())
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() ->
                        SecurityHeaders.builder().csp(parsed).reportTo("/r").build())
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void removedDirective_isLintedAtOnce() {
        Csp fewer = Csp.strict().without(CspDirective.DEFAULT_SRC);
        assertThatThrownBy(() -> fewer.without(CspDirective.SCRIPT_SRC)).isInstanceOf(ConfigurationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Security-Policy", "content-security-policy", "Strict-Transport-Security"})
    void ownFields_cannotBeRemoved(String name) {
        fails(SecurityHeaders.api().toBuilder().removing(name), "own_header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Set-Cookie",
                "Vary",
                "Content-Type",
                "content-length",
                "Location",
                "WWW-Authenticate",
                "Access-Control-Allow-Origin"
            })
    void fieldsThatOthersNeed_cannotBeRemoved(String name) {
        fails(SecurityHeaders.api().toBuilder().removing(name), "needed");
    }

    @Test
    void weakOtherwiseProfile_showsInTheEvidence() {
        HeadersByRoute guard = SecurityHeaders.byRoute(
                        SecurityHeaders.builder().withoutCsp().build())
                .profile("/**", SecurityHeaders.htmlStrict())
                .build();
        assertThat(guard.check(RequestHeads.get("/a//b").build()).headers().toString())
                .doesNotContain("content-security-policy");
        assertThat(guard.evidence()).filteredOn(Evidence::isWeakened).isNotEmpty();
    }

    @Test
    void endpointThatNobodyDefines_isAFault() {
        Csp reporting = Csp.nothing().toBuilder().reportTo("nope", "/r").build();
        fails(SecurityHeaders.builder().csp(reporting), "endpoint_unknown");
        fails(SecurityHeaders.builder().csp(reporting).reportTo("/csp"), "no_effect");
        fails(
                SecurityHeaders.api().toBuilder()
                        .integrityPolicy(IntegrityPolicy.of(IntegrityPolicy.Destination.SCRIPT)
                                .reportingTo("nope")),
                "endpoint_unknown");
        SecurityHeaders good = SecurityHeaders.builder()
                .csp(reporting)
                .reportingEndpoints(ReportingEndpoints.of("nope", "/r"))
                .build();
        assertThat(good.describe()).containsEntry("Reporting-Endpoints", "nope=\"/r\"");
    }

    @Test
    void frameOptions_followThePolicy() {
        SecurityHeaders adjusted =
                SecurityHeaders.htmlCompatible().toBuilder().csp(Csp.strict()).build();
        assertThat(adjusted.describe()).containsEntry("X-Frame-Options", "DENY");
        fails(SecurityHeaders.htmlStrict().toBuilder().frameOptions(FrameOptions.SAMEORIGIN), "contradicts_policy");
    }

    @Test
    void tolerance_goesWhenItsReasonIsGone() {
        Csp loose = Csp.strict().toBuilder()
                .scriptSrc(CspSource.SELF, CspSource.UNSAFE_INLINE)
                .dangerouslyTolerate(CspRule.UNSAFE_INLINE)
                .build();
        assertThat(loose.toBuilder().build().tolerated()).containsExactly(CspRule.UNSAFE_INLINE);
        assertThat(loose.toBuilder().scriptSrc(CspSource.SELF).build().tolerated())
                .isEmpty();
    }

    @Test
    void policyThatIsEmptyOverHttp_isLeftOut() {
        Csp upgradeOnly = Csp.builder()
                .upgradeInsecureRequests()
                .dangerouslyTolerate(CspRule.MISSING_SCRIPT)
                .dangerouslyTolerate(CspRule.MISSING_OBJECT)
                .build();
        SecurityHeaders guard = SecurityHeaders.builder().csp(upgradeOnly).build();
        assertThat(guard.check(RequestHeads.get("/").build()).headers().toString())
                .doesNotContainIgnoringCase(Csp.HEADER);
        assertThat(guard.check(RequestHeads.get("/").scheme("https").build())
                        .headers()
                        .toString())
                .containsIgnoringCase(Csp.HEADER);
    }

    @Test
    void nonce_neverGoesIntoAnAddress() {
        assertThatThrownBy(() -> Csp.strict().toBuilder()
                        .reportTo("csp", "https://third.example/{nonce}")
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("bad_value");
    }

    @Test
    void directivesThatLookRight_areLinted() {
        assertThat(rules("sandbox allow-script allow-same-orgin")).contains(CspRule.SANDBOX_TOKEN);
        assertThat(rules("sandbox allow-scripts allow-same-origin")).contains(CspRule.SANDBOX_OPEN);
        assertThat(rules("webrtc 'blokc'")).contains(CspRule.INVALID_SOURCE);
        assertThat(rules("frame-ancestors *")).contains(CspRule.OPEN_NAVIGATION);
        assertThat(rules("form-action *")).contains(CspRule.OPEN_NAVIGATION);
        assertThat(rules("frame-ancestors 'nonce-{nonce}'")).contains(CspRule.INVALID_SOURCE);
        assertThat(rules("base-uri 'unsafe-inline'")).contains(CspRule.INVALID_SOURCE);
        assertThat(rules("script-src *.github.io")).contains(CspRule.PUBLIC_SUFFIX);
        assertThat(rules("script-src *.co.uk")).contains(CspRule.PUBLIC_SUFFIX);
        assertThat(rules("script-src javascript:")).contains(CspRule.PLAIN_SCHEME);
        assertThat(rules("script-src *.example.com")).doesNotContain(CspRule.PUBLIC_SUFFIX);
    }

    private static List<CspRule> rules(String text) {
        return ParsedCsp.of(text).lint().stream().map(finding -> finding.rule()).toList();
    }

    @Test
    void integrityEndpoints_areTokensAndGivenOnce() {
        IntegrityPolicy policy = IntegrityPolicy.of(IntegrityPolicy.Destination.SCRIPT);
        assertThatThrownBy(() -> policy.reportingTo("1csp")).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> policy.reportingTo("csp").reportingTo("csp"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("duplicate");
    }
}
