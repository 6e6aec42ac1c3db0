package io.seaworthy.headers.csrf;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.headers.cors.CorsPolicy;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import io.seaworthy.testkit.RequestHeads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfProtectionTest {

    private static RequestHeads request(String method, String site, String origin) {
        RequestHeads head = RequestHeads.of(method, "/notes").authority("example.com");
        if (!site.equals("-")) {
            head.header("Sec-Fetch-Site", site);
        }
        if (!origin.equals("-")) {
            head.header("Origin", origin);
        }
        return head;
    }

    /** The decisions of Go's net/http.CrossOriginProtection for a service at example.com; - is an absent field. */
    @ParameterizedTest
    @CsvSource({
        "POST, same-origin, -, SAME_ORIGIN",
        "POST, none, -, SAME_ORIGIN",
        "POST, cross-site, -, CROSS_SITE",
        "POST, same-site, -, CROSS_SITE",
        "POST, '', https://example.com, OWN_ORIGIN",
        "POST, -, https://example.com, OWN_ORIGIN",
        "POST, -, http://example.com, OWN_ORIGIN",
        "POST, -, https://attacker.example, FOREIGN_ORIGIN",
        "POST, -, null, FOREIGN_ORIGIN",
        "POST, -, -, NOT_A_BROWSER",
        "POST, '', -, NOT_A_BROWSER",
        "POST, '', '', NOT_A_BROWSER",
        "PUT, -, https://attacker.example, FOREIGN_ORIGIN",
        "PATCH, cross-site, -, CROSS_SITE",
        "DELETE, cross-site, https://example.com, CROSS_SITE",
        "GET, cross-site, https://attacker.example, SAFE_METHOD",
        "HEAD, cross-site, -, SAFE_METHOD",
        "OPTIONS, cross-site, -, SAFE_METHOD",
        "GET, -, null, SAFE_METHOD",
        "TRACE, cross-site, -, CROSS_SITE",
        "get, cross-site, -, CROSS_SITE",
        "PROPFIND, cross-site, -, CROSS_SITE",
        "POST, Same-Origin, -, CROSS_SITE",
        "POST, 'same-origin, cross-site', -, CROSS_SITE",
        "POST, unknown, https://example.com, CROSS_SITE",
        "POST, -, https://example.com:8443, FOREIGN_ORIGIN",
        "POST, -, https://sub.example.com, FOREIGN_ORIGIN",
        "POST, -, https://example.com.evil.example, FOREIGN_ORIGIN",
        "POST, -, https://evil.example/example.com, FOREIGN_ORIGIN",
        "POST, -, https://user@example.com, FOREIGN_ORIGIN",
        "POST, -, example.com, FOREIGN_ORIGIN",
        "POST, -, ://example.com, FOREIGN_ORIGIN",
        "POST, -, 'https://example.com, https://example.com', FOREIGN_ORIGIN",
    })
    void request_isJudgedByFetchMetadataThenOrigin(String method, String site, String origin, CsrfReason reason) {
        CsrfProtection csrf = CsrfProtection.fetchMetadata();
        assertThat(csrf.reason(request(method, site, origin).build())).isEqualTo(reason);
        if (reason.passes()) {
            assertThat(csrf.check(request(method, site, origin).build())).saysNothing();
        } else {
            assertThat(csrf.check(request(method, site, origin).build())).rejects(403, "cross_site");
        }
    }

    /** Go's trusted origin rows. */
    @ParameterizedTest
    @CsvSource({
        "cross-site, https://trusted.example, TRUSTED_ORIGIN",
        "same-site, https://trusted.example, TRUSTED_ORIGIN",
        "-, https://trusted.example, TRUSTED_ORIGIN",
        "cross-site, https://attacker.example, CROSS_SITE",
        "-, https://attacker.example, FOREIGN_ORIGIN",
        "cross-site, https://trusted.example:8443, CROSS_SITE",
        "cross-site, http://trusted.example, CROSS_SITE",
        "cross-site, https://TRUSTED.example, CROSS_SITE",
        "cross-site, null, CROSS_SITE",
        "cross-site, -, CROSS_SITE",
    })
    void trustedOrigin_isTrustedByItsBytes(String site, String origin, CsrfReason reason) {
        CsrfProtection csrf = CsrfProtection.builder()
                .trustedOrigins("https://trusted.example")
                .build();
        assertThat(csrf.reason(request("POST", site, origin).build())).isEqualTo(reason);
    }

    /** Go's AddTrustedOrigin rows, and what it lets through. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/path",
                "http://example.com?query",
                "http://example.com#frag",
                "https://",
                "example.com",
                "://example.com",
                "",
                "null",
                "https://*.example.com",
                "https://example.com:443",
                "https://a:b@example.com",
            })
    void badTrustedOrigin_isAFault(String origin) {
        assertThatThrownBy(() -> CsrfProtection.builder().trustedOrigins(origin).build())
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> CsrfProtection.builder().ownOrigins(origin).build())
                .isInstanceOf(ConfigurationException.class);
    }

    /** Go's bypass pattern rows; the ones about paths that would only redirect there are CVE-2025-47910. */
    @ParameterizedTest
    @CsvSource({
        "/bypass, EXEMPT_PATH",
        "/bypass/, CROSS_SITE",
        "/bypassed, CROSS_SITE",
        "/api/public/x, EXEMPT_PATH",
        "/api/public, EXEMPT_PATH",
        "/api/publicity, CROSS_SITE",
        "//bypass, CROSS_SITE",
        "/./bypass, CROSS_SITE",
        "/api/public/../private, CROSS_SITE",
        "/api/public/%2e%2e/private, CROSS_SITE",
        "/api/public/..%2fprivate, CROSS_SITE",
        "/api/public//x, CROSS_SITE",
        "/api/public/;/x, CROSS_SITE",
        "/BYPASS, CROSS_SITE",
    })
    void cve202547910_exemptionCoversNoOtherSpelling(String path, CsrfReason reason) {
        CsrfProtection csrf =
                CsrfProtection.builder().exempt("/bypass", "/api/public/**").build();
        assertThat(csrf.reason(RequestHeads.post(path)
                        .header("Sec-Fetch-Site", "cross-site")
                        .header("Origin", "https://attacker.example")
                        .build()))
                .isEqualTo(reason);
    }

    @Test
    void webSocketUpgrade_isUnsafe() {
        assertThat(CsrfProtection.fetchMetadata()
                        .check(request("GET", "cross-site", "https://attacker.example")
                                .header("Upgrade", "websocket")
                                .build()))
                .rejects(403, "cross_site");
        assertThat(CsrfProtection.fetchMetadata()
                        .check(request("GET", "-", "https://attacker.example")
                                .header("Upgrade", "websocket")
                                .build()))
                .rejects(403, "cross_site");
    }

    /** gorilla/csrf CVE-2025-47909 trusted hosts, whatever their scheme: who owns the network owned the service. */
    @Test
    void cve202547909_httpOriginIsNeverTheOwnOneOverHttps() {
        assertThat(CsrfProtection.fetchMetadata()
                        .reason(request("POST", "-", "http://example.com")
                                .scheme("https")
                                .build()))
                .isEqualTo(CsrfReason.FOREIGN_ORIGIN);
        assertThat(CsrfProtection.fetchMetadata()
                        .reason(request("POST", "-", "https://example.com")
                                .scheme("https")
                                .build()))
                .isEqualTo(CsrfReason.OWN_ORIGIN);
    }

    @Test
    void ownOrigin_helpsBehindAProxyThatRewritesHost() {
        CsrfProtection csrf =
                CsrfProtection.builder().ownOrigins("https://shop.example").build();
        assertThat(csrf.reason(request("POST", "-", "https://shop.example").build()))
                .isEqualTo(CsrfReason.OWN_ORIGIN);
        assertThat(csrf.reason(
                        request("POST", "cross-site", "https://shop.example").build()))
                .as("the browser knows better")
                .isEqualTo(CsrfReason.CROSS_SITE);
    }

    /** DNS rebinding: the page's own name resolves to this server, and plain http brings no Fetch Metadata. */
    @Test
    void hostOfTheAttackers_isNotTheOwnOnceTheOwnAreGiven() {
        CsrfProtection csrf =
                CsrfProtection.builder().ownOrigins("https://shop.example").build();
        for (String origin : new String[] {"http://example.com", "https://example.com"}) {
            assertThat(csrf.reason(request("POST", "-", origin).build())).isEqualTo(CsrfReason.FOREIGN_ORIGIN);
        }
    }

    @Test
    void hostWithoutAuthority_isNotTheOwn() {
        assertThat(CsrfProtection.fetchMetadata()
                        .reason(RequestHeads.post("/")
                                .withoutAuthority()
                                .header("Origin", "https://example.com")
                                .build()))
                .isEqualTo(CsrfReason.FOREIGN_ORIGIN);
        assertThat(CsrfProtection.fetchMetadata()
                        .reason(RequestHeads.post("/")
                                .authority("")
                                .header("Origin", "https://")
                                .build()))
                .as("an empty Host names no origin")
                .isEqualTo(CsrfReason.FOREIGN_ORIGIN);
    }

    @Test
    void corsPolicy_isATrustListUnlessItIsForAnyOrigin() {
        CorsPolicy named = CorsPolicy.builder()
                .origins("https://app.example.com")
                .credentials()
                .build();
        CsrfProtection csrf = CsrfProtection.builder().trusting(named).build();
        assertThat(csrf.reason(
                        request("POST", "cross-site", "https://app.example.com").build()))
                .isEqualTo(CsrfReason.TRUSTED_ORIGIN);
        CorsPolicy open = CorsPolicy.builder().anyOrigin().build();
        assertThatThrownBy(() -> CsrfProtection.builder().trusting(open).build())
                .isInstanceOf(ConfigurationException.class);
    }

    /** A policy for reading says nothing about who may change something. */
    @Test
    void corsPolicy_isTrustedForItsMethodsOnly() {
        CorsPolicy reading = CorsPolicy.builder()
                .origins("https://app.example.com")
                .credentials()
                .methods("GET", "DELETE")
                .build();
        CsrfProtection csrf = CsrfProtection.builder().trusting(reading).build();
        assertThat(csrf.reason(request("DELETE", "cross-site", "https://app.example.com")
                        .build()))
                .isEqualTo(CsrfReason.TRUSTED_ORIGIN);
        assertThat(csrf.reason(
                        request("POST", "cross-site", "https://app.example.com").build()))
                .isEqualTo(CsrfReason.CROSS_SITE);
    }

    @Test
    void withoutEnforcement_reportsOnly() {
        List<EventReason> events = new ArrayList<>();
        CsrfProtection csrf = CsrfProtection.builder()
                .withoutEnforcement()
                .events((reason, head, cause) -> events.add(reason))
                .build();
        assertThat(csrf.check(request("POST", "cross-site", "-").build())).saysNothing();
        assertThat(events).containsExactly(CsrfReason.CROSS_SITE);
        assertThat(csrf.evidence().get(0).isWeakened()).isTrue();
        assertThat(CsrfProtection.fetchMetadata().evidence().get(0).isWeakened())
                .isFalse();
    }

    @Test
    void refusal_isOneConstant() {
        CsrfProtection csrf = CsrfProtection.fetchMetadata();
        assertThat(csrf.check(request("POST", "cross-site", "-").build()))
                .isSameAs(csrf.check(request("PUT", "same-site", "-").build()));
    }

    @Test
    void faults_areReportedTogether() {
        assertThatThrownBy(() -> CsrfProtection.builder()
                        .trustedOrigins("null", "https://a.example", "https://a.example")
                        .exempt("webhooks")
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::reason)
                                .containsExactly("null_origin", "duplicate", "invalid_path"));
    }

    /** gorilla/csrf never saw TLS, so its strict check was dead code; and compared hosts, so http counted as https. */
    @Test
    void cve_2025_24358_schemeOfTheOriginCountsOverTls() {
        CsrfProtection csrf = CsrfProtection.fetchMetadata();
        for (String origin :
                new String[] {"http://example.com", "https://evil.example", "https://example.com.evil.example"}) {
            RequestHead head = RequestHeads.post("/")
                    .scheme("https")
                    .authority("example.com")
                    .header("Origin", origin)
                    .build();
            assertThat(csrf.check(head)).as(origin).rejects(403, "cross_site");
        }
    }
}
