package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.http.HeaderSyntax;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderValuesTest {

    static Stream<HeaderValue> all() {
        return Stream.of(
                        ReferrerPolicy.values(),
                        FrameOptions.values(),
                        CrossOriginOpenerPolicy.values(),
                        CrossOriginEmbedderPolicy.values(),
                        CrossOriginResourcePolicy.values(),
                        DocumentIsolationPolicy.values(),
                        FixedHeader.values(),
                        new HeaderValue[] {
                            Hsts.recommended(),
                            ClearSiteData.atLogout(),
                            PermissionsPolicy.denySensitive(),
                            ReportingEndpoints.of("csp", "/csp-reports"),
                            IntegrityPolicy.of(IntegrityPolicy.Destination.SCRIPT)
                        })
                .flatMap(Stream::of);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyValue_mayBeSent(HeaderValue value) {
        assertThat(HeaderSyntax.isToken(value.field())).isTrue();
        assertThat(HeaderSyntax.isValue(value.value())).isTrue();
        assertThat(value.value()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_REFERRER, no-referrer, 0",
        "SAME_ORIGIN, same-origin, 0",
        "STRICT_ORIGIN, strict-origin, 0",
        "STRICT_ORIGIN_WHEN_CROSS_ORIGIN, strict-origin-when-cross-origin, 0",
        "ORIGIN, origin, 1",
        "ORIGIN_WHEN_CROSS_ORIGIN, origin-when-cross-origin, 1",
        "NO_REFERRER_WHEN_DOWNGRADE, no-referrer-when-downgrade, 1",
        "DANGEROUSLY_UNSAFE_URL, unsafe-url, 1",
    })
    void referrerPolicy_isTheStandardsToken(ReferrerPolicy policy, String token, int weaknesses) {
        assertThat(policy.value()).isEqualTo(token);
        assertThat(policy.weaknesses()).hasSize(weaknesses);
    }

    @Test
    void openerPolicyOff_isWeakened() {
        assertThat(CrossOriginOpenerPolicy.UNSAFE_NONE.weaknesses()).hasSize(1);
        assertThat(CrossOriginOpenerPolicy.SAME_ORIGIN.weaknesses()).isEmpty();
    }

    @Test
    void clearSiteData_quotesItsTypes() {
        assertThat(ClearSiteData.atLogout().value()).isEqualTo("\"cache\", \"cookies\", \"storage\"");
        assertThat(ClearSiteData.of(ClearSiteData.Kind.COOKIES).value()).isEqualTo("\"cookies\"");
        assertThatThrownBy(ClearSiteData::of).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> ClearSiteData.of(ClearSiteData.Kind.CACHE, ClearSiteData.Kind.CACHE))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void integrityPolicy_isADictionaryOfLists() {
        IntegrityPolicy policy = IntegrityPolicy.of(
                        IntegrityPolicy.Destination.SCRIPT, IntegrityPolicy.Destination.STYLE)
                .reportingTo("csp");
        assertThat(policy.value()).isEqualTo("blocked-destinations=(script style), endpoints=(csp)");
        assertThat(policy.field()).isEqualTo("Integrity-Policy");
        SecurityHeaders trial = SecurityHeaders.api().toBuilder()
                .integrityPolicyReportOnly(policy)
                .reportTo("/csp-reports")
                .build();
        assertThat(trial.describe())
                .containsEntry("Integrity-Policy-Report-Only", policy.value())
                .doesNotContainKey("Integrity-Policy");
        assertThatThrownBy(() -> IntegrityPolicy.of()).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> policy.reportingTo("not a token")).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void reportingEndpoints_areADictionaryOfStrings() {
        assertThat(ReportingEndpoints.of(Map.of("csp", "/csp-reports", "a", "https://r.example/x"))
                        .value())
                .isEqualTo("a=\"https://r.example/x\", csp=\"/csp-reports\"");
    }

    @ParameterizedTest
    @CsvSource({
        "CSP, /x",
        "'', /x",
        "1a, /x",
        "a b, /x",
        "csp, x",
        "csp, //evil.example/x",
        "csp, http://r.example/x",
        "csp, https://",
        "csp, https://R.example/",
        "csp, '/x\"y'",
        "csp, /x;y",
        "csp, '/x y'",
    })
    void reportingEndpoints_refuseWhatBrowsersWould(String name, String address) {
        assertThatThrownBy(() -> ReportingEndpoints.of(name, address)).isInstanceOf(ConfigurationException.class);
    }
}
