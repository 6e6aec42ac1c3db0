package io.seaworthy.headers.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsPolicyBuilderTest {

    private static List<String> faultsOf(CorsPolicyBuilder builder) {
        ConfigurationException e = catchThrowableOfType(ConfigurationException.class, builder::build);
        assertThat(e).as("faults").isNotNull();
        return e.violations().stream().map(Violation::reason).toList();
    }

    private static CorsPolicyBuilder valid() {
        return CorsPolicy.builder().origins("https://app.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "null, null_origin",
        "*, wildcard",
        "https://*, wildcard",
        "h*, wildcard",
        "https://*example.com, wildcard",
        "https://app.example.com/, not_only_an_origin",
        "https://app.example.com/path, not_only_an_origin",
        "https://app.example.com?q, not_only_an_origin",
        "https://APP.example.com, not_lower_case",
        "https://app.example.com:443, default_port",
        "https://app.example.com:0, bad_port",
        "https://app.example.com:65536, bad_port",
        "https://user@app.example.com, user_info",
        "app.example.com, missing_scheme",
        "file:///etc, opaque_scheme",
        "https://münchen.example, not_ascii",
        "https://127.1, bad_ipv4",
        "https://[::ffff:1.2.3.4], bad_ipv6",
        "'', missing",
    })
    void originThatNoBrowserSends_isAFault(String origin, String reason) {
        assertThat(faultsOf(CorsPolicy.builder().origins(origin))).containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "https://*.com, public_suffix",
        "https://*.co.uk, public_suffix",
        "https://*.github.io, public_suffix",
        "https://*.localhost, public_suffix",
        "https://a.*.example.com, wildcard",
        "https://*.*.example.com, wildcard",
        "https://**.example.com, wildcard",
        "https://*a.example.com, wildcard",
        "https://*.127.0.0.1, wildcard",
        "https://*.[::1], wildcard",
        "https://*., bad_host",
        "*://*.example.com, wildcard",
        "https://example.com:8*, wildcard",
    })
    void wildcardThatLetsStrangersIn_isAFault(String origin, String reason) {
        assertThat(faultsOf(CorsPolicy.builder().origins(origin))).containsExactly(reason);
    }

    @Test
    void publicSuffix_isToleratedByNameOnly() {
        CorsPolicy policy = CorsPolicy.builder()
                .origins("https://*.github.io")
                .dangerouslyAllowSubdomainsOfPublicSuffixes()
                .build();
        assertThat(policy.evidence().get(0).weaknesses())
                .singleElement()
                .asString()
                .contains("Strangers");
    }

    @Test
    void jdkWithoutList_refusesSubdomainWildcards() {
        assertThat(faultsOf(CorsPolicy.builder()
                        .origins("https://*.example.com")
                        .publicSuffixes(domain -> PublicSuffixes.Kind.UNKNOWN)))
                .containsExactly("public_suffix_unknown");
    }

    @Test
    void subdomainsWithCredentials_areWeakened() {
        assertThat(CorsPolicy.builder()
                        .origins("https://*.example.com")
                        .credentials()
                        .build()
                        .evidence()
                        .get(0)
                        .isWeakened())
                .isTrue();
        assertThat(faultsOf(CorsPolicy.builder().origins("http://*.example.com").credentials()))
                .containsExactly("insecure_with_credentials");
    }

    @Test
    void noOrigin_isAFault() {
        assertThat(faultsOf(CorsPolicy.builder())).containsExactly("missing");
        assertThat(faultsOf(CorsPolicy.builder().origins())).containsExactly("missing");
    }

    @Test
    void anyOriginWithCredentials_isAFault() {
        assertThat(faultsOf(CorsPolicy.builder().anyOrigin().credentials()))
                .containsExactly("any_origin_with_credentials");
    }

    @Test
    void insecureOriginWithCredentials_isAFaultButOnTheOwnMachine() {
        assertThat(faultsOf(
                        CorsPolicy.builder().origins("http://app.example.com").credentials()))
                .containsExactly("insecure_with_credentials");
        CorsPolicy development = CorsPolicy.builder()
                .origins("http://localhost:5173")
                .credentials()
                .build();
        assertThat(development.evidence().get(0).weaknesses()).hasSize(1);
        CorsPolicy tolerated = CorsPolicy.builder()
                .origins("http://app.example.com")
                .credentials()
                .dangerouslyAllowInsecureOrigins()
                .build();
        assertThat(tolerated.evidence().get(0).weaknesses()).hasSize(1);
        assertThat(CorsPolicy.builder()
                        .origins("http://app.example.com")
                        .build()
                        .evidence()
                        .get(0)
                        .isWeakened())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "*, wildcard",
        "'', not_a_method",
        "GE T, not_a_method",
        "get, not_upper_case",
        "patch, not_upper_case",
        "CONNECT, forbidden_method",
        "trace, forbidden_method",
        "TRACK, forbidden_method",
    })
    void methodThatScriptsCannotSend_isAFault(String method, String reason) {
        assertThat(faultsOf(valid().methods(method))).containsExactly(reason);
    }

    @Test
    void lowerCaseMethod_getsAHint() {
        ConfigurationException e = catchThrowableOfType(ConfigurationException.class, valid().methods("patch")::build);
        assertThat(e.violations().get(0).hint()).isEqualTo("Did you mean PATCH?");
    }

    @ParameterizedTest
    @CsvSource({
        "'', not_a_header_name",
        "a b, not_a_header_name",
        "cookie, forbidden_header",
        "Host, forbidden_header",
        "Sec-Fetch-Site, forbidden_header",
        "proxy-authorization, forbidden_header",
        "Origin, forbidden_header",
        "access-control-request-headers, forbidden_header",
        "access-control-allow-origin, response_header",
    })
    void requestHeaderThatScriptsCannotSet_isAFault(String name, String reason) {
        assertThat(faultsOf(valid().requestHeaders(name))).containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "'', not_a_header_name",
        "Set-Cookie, forbidden_header",
        "set-cookie2, forbidden_header",
        "Origin, request_header",
        "Access-Control-Request-Method, request_header",
    })
    void exposedHeaderThatScriptsCannotRead_isAFault(String name, String reason) {
        assertThat(faultsOf(valid().exposedHeaders(name))).containsExactly(reason);
    }

    @Test
    void wildcardHeadersWithCredentials_areFaults() {
        assertThat(faultsOf(valid().credentials().requestHeaders("*").exposedHeaders("*")))
                .containsExactly("wildcard_with_credentials", "wildcard_with_credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "P2D", "PT24H0.1S", "PT0.5S"})
    void maxAgeOutOfRange_isAFault(String maxAge) {
        assertThat(faultsOf(valid().maxAge(Duration.parse(maxAge)))).containsExactly("out_of_range");
    }

    @Test
    void duplicates_areFaults() {
        assertThat(faultsOf(CorsPolicy.builder()
                        .origins("https://a.example", "https://a.example")
                        .methods("GET", "GET")
                        .requestHeaders("x-a", "X-A")
                        .exposedHeaders("X-B", "x-b")
                        .paths("/a", "/a")))
                .containsOnly("duplicate")
                .hasSize(5);
    }

    @Test
    void allFaults_areReportedAtOnce() {
        assertThat(faultsOf(CorsPolicy.builder()
                        .origins("null", "https://a.example/", "http://b.example")
                        .credentials()
                        .methods("get")
                        .requestHeaders("*", "cookie")
                        .exposedHeaders("Set-Cookie")
                        .maxAge(Duration.ofDays(2))
                        .paths("api")))
                .containsExactly(
                        "null_origin",
                        "not_only_an_origin",
                        "insecure_with_credentials",
                        "not_upper_case",
                        "wildcard_with_credentials",
                        "forbidden_header",
                        "forbidden_header",
                        "out_of_range",
                        "invalid_path");
    }

    @Test
    void optionSetTwice_isAnError() {
        assertThatThrownBy(() -> valid().anyOrigin()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> valid().credentials().credentials()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sensitiveValues_areAccepted() {
        CorsPolicy policy = CorsPolicy.builder()
                .origins("https://a.example", "capacitor://localhost", "https://[2001:db8::1]:8443")
                .methods("GET", "PUT", "PURGE", "custom-method")
                .requestHeaders("Authorization", "X-Custom")
                .exposedHeaders("*")
                .maxAge(Duration.ofDays(1))
                .paths("/api/**", "GET /feed")
                .build();
        assertThat(policy.lists("https://a.example")).isTrue();
        assertThat(policy.lists("https://a.example:443")).isFalse();
    }
}
