package io.seaworthy.headers;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.headers.csp.Csp;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.Outcome;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.net.ClientAddress;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.testkit.RecordingHeaders;
import io.seaworthy.testkit.RequestHeads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityHeadersTest {

    private static final String CSP = "Content-Security-Policy";

    private static RequestHead https() {
        return RequestHeads.get("/").scheme("https").build();
    }

    private static RequestHead http() {
        return RequestHeads.get("/").build();
    }

    private static RecordingHeaders headersOf(Decision decision) {
        return assertThat(decision).headers();
    }

    /** A page that asks for its nonce, as it leaves. */
    private static RecordingHeaders page(SecurityHeaders guard, String... application) {
        ServerRequest request = RequestHeads.get("/").scheme("https").build();
        GuardChain.of(guard).run(request);
        RecordingHeaders headers = RecordingHeaders.create();
        request.writeHeaders(headers);
        for (int i = 0; i < application.length; i += 2) {
            headers.set(application[i], application[i + 1]);
        }
        headers.set("X-Nonce", String.valueOf(request.attribute(RequestAttributes.CSP_NONCE)));
        request.commit(200, headers);
        return headers;
    }

    /** The response as it leaves: written, then committed with what the application set. */
    private static RecordingHeaders committed(SecurityHeaders guard, int status, String... application) {
        ServerRequest request = RequestHeads.get("/").scheme("https").build();
        GuardChain.of(guard).run(request);
        RecordingHeaders headers = RecordingHeaders.create();
        request.writeHeaders(headers);
        for (int i = 0; i < application.length; i += 2) {
            headers.set(application[i], application[i + 1]);
        }
        request.commit(status, headers);
        return headers;
    }

    @ParameterizedTest
    @CsvSource({
        "client via trusted proxy, http, https, true",
        "plain connection that a proxy says is http, https, http, false",
    })
    void scheme_isTheClientsNotTheConnections(String why, String connection, String client, boolean hsts) {
        ClientAddress address =
                new ClientAddress(IpAddress.ofBits(0, 0xffff_0102_0304L), client, ClientAddress.Trust.FORWARDED);
        RequestHead head = RequestHeads.get("/")
                .scheme(connection)
                .attribute(RequestAttributes.CLIENT_ADDRESS, address)
                .build();
        RecordingHeaders headers = headersOf(SecurityHeaders.api().check(head));
        assertThat(headers.first("Strict-Transport-Security") != null).as(why).isEqualTo(hsts);
    }

    @Test
    void http_getsNeitherHstsNorUpgrade() {
        for (SecurityHeaders each : List.of(
                SecurityHeaders.htmlStrict(),
                SecurityHeaders.htmlCompatible(),
                SecurityHeaders.api(),
                SecurityHeaders.download(),
                SecurityHeaders.logout())) {
            RecordingHeaders headers = headersOf(each.check(http()));
            assertThat(headers.names()).doesNotContain("Strict-Transport-Security");
            assertThat(headers.first(CSP)).doesNotContain("upgrade-insecure-requests");
            assertThat(headers.names())
                    .contains("X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy");
        }
        assertThat(headersOf(SecurityHeaders.htmlStrict().check(https())).first(CSP))
                .contains("upgrade-insecure-requests");
    }

    @Test
    void profileWithoutNonce_isOneDecisionForAllRequests() {
        SecurityHeaders api = SecurityHeaders.api();
        assertThat(api.check(https())).isSameAs(api.check(https()));
        assertThat(api.check(http())).isSameAs(api.check(http()));
        GuardChain chain = GuardChain.of(api);
        Outcome first = chain.run(RequestHeads.get("/").build());
        assertThat(chain.run(RequestHeads.get("/b").build())).isSameAs(first);
    }

    @Test
    void nonce_isFreshAndTheSameInPolicyAndAttribute() {
        SecurityHeaders guard = SecurityHeaders.htmlStrict();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            RecordingHeaders response = page(guard);
            String nonce = response.first("X-Nonce");
            assertThat(nonce).matches("[A-Za-z0-9_-]{22}");
            assertThat(response.first(CSP))
                    .contains(
                            "script-src 'nonce-" + nonce + "' 'strict-dynamic'",
                            "style-src 'self' 'nonce-" + nonce + "'")
                    .doesNotContain("{");
            assertThat(seen.add(nonce)).isTrue();
        }
    }

    @Test
    void nonceAskedForTwice_isOne() throws Exception {
        Decision.Proceed decision =
                (Decision.Proceed) SecurityHeaders.htmlStrict().check(https());
        Set<String> seen = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> seen.add(decision.attributes().get(RequestAttributes.CSP_NONCE)));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(seen).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"application/json", "image/png", "text/plain", "''"})
    void answerThatNeverAsks_hasNoNonce(String type) {
        RecordingHeaders headers = type.isEmpty()
                ? committed(SecurityHeaders.htmlStrict(), 302, "Location", "/")
                : committed(SecurityHeaders.htmlStrict(), 200, "Content-Type", type);
        assertThat(headers.all(CSP)).hasSize(1);
        assertThat(headers.first(CSP)).contains("script-src 'none'").doesNotContain("nonce");
    }

    @ParameterizedTest
    @CsvSource({"text/html;charset=utf-8", "TEXT/HTML", "application/xhtml+xml", "image/svg+xml"})
    void pageWhoseHeadLeavesEarly_hasItsNonceFromThenOn(String type) {
        ServerRequest request = RequestHeads.get("/").scheme("https").build();
        GuardChain.of(SecurityHeaders.htmlStrict()).run(request);
        RecordingHeaders headers = RecordingHeaders.create();
        request.writeHeaders(headers);
        headers.set("Content-Type", type);
        request.commit(200, headers);
        assertThat(headers.first(CSP)).contains("'nonce-" + request.attribute(RequestAttributes.CSP_NONCE) + "'");
    }

    @Test
    void strictPolicy_hasNoUnsafeSourceAtAll() {
        assertThat(Csp.strict().toString())
                .contains("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public, max-age=60",
                "max-age=60",
                "s-maxage=5",
                "PUBLIC",
                "max-age=\"60\"",
            })
    void sharedResponse_carriesNoNonce(String cacheControl) {
        RecordingHeaders headers = page(SecurityHeaders.htmlStrict(), "Cache-Control", cacheControl);
        assertThat(headers.all(CSP)).hasSize(1);
        assertThat(headers.first(CSP))
                .doesNotContain("nonce")
                .doesNotContain("strict-dynamic")
                .contains("script-src 'none'", "style-src 'self'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"no-store", "private, max-age=60", "no-cache", "max-age=0", "public, no-store"})
    void privateResponse_keepsItsNonce(String cacheControl) {
        assertThat(page(SecurityHeaders.htmlStrict(), "Cache-Control", cacheControl)
                        .first(CSP))
                .contains("nonce-");
    }

    @Test
    void sharedResponse_isReported() {
        List<EventReason> heard = new ArrayList<>();
        SecurityHeaders guard = SecurityHeaders.htmlStrict().toBuilder()
                .events((reason, head, cause) -> heard.add(reason))
                .build();
        committed(guard, 200, "Cache-Control", "public");
        assertThat(heard)
                .as("nothing was withheld from an answer that never asked")
                .isEmpty();
        page(guard, "Cache-Control", "public");
        assertThat(heard).containsExactly(HeadersEvent.NONCE_WITHHELD);
    }

    @Test
    void notModified_doesNotReplaceTheStoredPagesPolicy() {
        assertThat(committed(SecurityHeaders.htmlStrict(), 304).all(CSP)).isEmpty();
        assertThat(committed(SecurityHeaders.api(), 304).all(CSP)).hasSize(1);
    }

    @Test
    void application_mayOverrideCachingOnly() {
        RecordingHeaders headers = committed(
                SecurityHeaders.api(),
                200,
                "Cache-Control",
                "private",
                CSP,
                "default-src *",
                "X-Content-Type-Options",
                "x");
        assertThat(headers.all("Cache-Control")).containsExactly("private");
        assertThat(headers.first(CSP)).startsWith("default-src 'none'");
        assertThat(headers.all("X-Content-Type-Options")).containsExactly("nosniff");
    }

    @Test
    void productNames_areTakenOut() {
        assertThat(committed(SecurityHeaders.api(), 200, "X-Powered-By", "Brand/1.2", "x-runtime", "0.1")
                        .names())
                .doesNotContain("X-Powered-By", "x-runtime");
    }

    @Test
    void reportTo_namesTheEndpointInBothForms() {
        SecurityHeaders guard = SecurityHeaders.htmlStrict().toBuilder()
                .reportTo("/csp-reports")
                .build();
        RecordingHeaders headers = headersOf(guard.check(https()));
        assertThat(headers.first("Reporting-Endpoints")).isEqualTo("csp=\"/csp-reports\"");
        assertThat(headers.first(CSP)).contains("report-uri /csp-reports", "report-to csp");
    }

    @Test
    void reportOnlyPolicy_standsBesideTheEnforcedOneWithTheSameNonce() {
        SecurityHeaders guard = SecurityHeaders.htmlStrict().toBuilder()
                .cspReportOnly(Csp.strict().toBuilder().trustedTypes("'none'").build())
                .build();
        RecordingHeaders response = page(guard);
        String nonce = response.first("X-Nonce");
        assertThat(response.first(CSP)).contains(nonce).doesNotContain("trusted-types 'none'");
        assertThat(response.first(CSP + "-Report-Only")).contains(nonce, "trusted-types 'none'");
    }

    @Test
    void build_reportsAllFaultsAtOnce() {
        assertThatThrownBy(() -> SecurityHeaders.builder()
                        .reportTo("http://reports.example")
                        .removing("X-Frame-Options", "not a name")
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::reason)
                                .containsExactly("bad_address", "missing", "own_header", "not_a_header_name"));
    }

    @Test
    void optionSetTwice_isAnError() {
        assertThatThrownBy(() -> SecurityHeaders.builder()
                        .referrerPolicy(ReferrerPolicy.ORIGIN)
                        .referrerPolicy(ReferrerPolicy.NO_REFERRER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Referrer-Policy is set twice");
        assertThatThrownBy(() -> SecurityHeaders.builder().withoutHsts().hsts(Hsts.recommended()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void evidence_namesWhatIsWeakened() {
        SecurityHeaders weak = SecurityHeaders.api().toBuilder()
                .withoutCsp()
                .withoutHsts()
                .referrerPolicy(ReferrerPolicy.DANGEROUSLY_UNSAFE_URL)
                .build();
        assertThat(weak.evidence())
                .filteredOn(each -> each.isWeakened())
                .extracting(each -> each.id())
                .containsExactly("HEAD-SET", "HEAD-CSP", "HEAD-XSS", "HEAD-HTTPS");
        assertThat(SecurityHeaders.htmlStrict().evidence()).noneMatch(each -> each.isWeakened());
        assertThat(SecurityHeaders.api().evidence()).noneMatch(each -> each.isWeakened());
        assertThat(SecurityHeaders.htmlStrict().evidence())
                .extracting(each -> each.id())
                .containsExactly("HEAD-SET", "HEAD-CSP", "HEAD-XSS", "HEAD-HTTPS", "HEAD-CACHE");
    }

    @Test
    void pageThatSaysNothingAboutCaches_isKeptFromSharedOnes() {
        SecurityHeaders silent =
                SecurityHeaders.htmlCompatible().toBuilder().csp(Csp.strict()).build();
        RecordingHeaders page = committed(silent, 200, "Content-Type", "text/html", "Last-Modified", "x");
        assertThat(page.first(CSP)).contains("'nonce-");
        assertThat(page.first("Cache-Control")).isEqualTo("private");
        RecordingHeaders shared = committed(
                SecurityHeaders.htmlStrict(), 200, "Content-Type", "text/html", "CDN-Cache-Control", "max-age=600");
        assertThat(shared.first(CSP)).doesNotContain("'nonce-");
    }
}
