package io.seaworthy.headers.cors;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.headers.HeadersEvent;
import io.seaworthy.headers.csrf.CsrfProtection;
import io.seaworthy.headers.csrf.CsrfReason;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.testkit.RecordingHeaders;
import io.seaworthy.testkit.RequestHeads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy grants, to whom, where, and that nobody else grants more. */
class CorsGrantTest {

    private static final String PARTNER = "https://partner.example";
    private static final String ALLOW = "Access-Control-Allow-Origin";
    private static final String CREDENTIALS = "Access-Control-Allow-Credentials";

    private static CorsPolicyBuilder partner() {
        return CorsPolicy.builder().origins(PARTNER);
    }

    private static RequestHead post(String path, String origin) {
        return RequestHeads.post(path)
                .scheme("https")
                .header("Origin", origin)
                .header("Sec-Fetch-Site", "cross-site")
                .build();
    }

    /** A response as it leaves after the application wrote these fields. */
    private static RecordingHeaders committed(Guard guard, String origin, String... application) {
        ServerRequest request = RequestHeads.get("/acao")
                .scheme("https")
                .header("Origin", origin)
                .build();
        GuardChain.of(guard).run(request);
        RecordingHeaders headers = RecordingHeaders.create();
        request.writeHeaders(headers);
        for (int i = 0; i < application.length; i += 2) {
            headers.set(application[i], application[i + 1]);
        }
        request.commit(200, headers);
        return headers;
    }

    @Test
    void trustOfAPolicy_endsWhereItsPathsEnd() {
        CorsPolicy cors = partner().credentials().paths("/api/**").build();
        CsrfProtection csrf = CsrfProtection.builder().trusting(cors).build();
        assertThat(csrf.reason(post("/api/notes", PARTNER))).isEqualTo(CsrfReason.TRUSTED_ORIGIN);
        for (String path : List.of("/account/delete", "/apix", "/api/../account", "//api/notes", "/API/notes")) {
            assertThat(csrf.reason(post(path, PARTNER))).as(path).isEqualTo(CsrfReason.CROSS_SITE);
        }
    }

    @Test
    void policyWithoutCredentials_isNoReasonForTrust() {
        for (CorsPolicy cors : List.of(
                partner().paths("/api/public/**").build(),
                CorsPolicy.builder().anyOrigin().build())) {
            assertThatThrownBy(() -> CsrfProtection.builder().trusting(cors).build())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("without_credentials");
            assertThat(cors.trusts(post("/api/public/x", PARTNER), PARTNER)).isFalse();
        }
    }

    @Test
    void insecureOriginOfAPolicy_isNotTrusted() {
        CorsPolicy cors = CorsPolicy.builder()
                .origins("http://app.example", "http://localhost:*", "https://app.example")
                .credentials()
                .dangerouslyAllowInsecureOrigins()
                .build();
        CsrfProtection csrf = CsrfProtection.builder().trusting(cors).build();
        assertThat(csrf.reason(post("/", "http://app.example"))).isEqualTo(CsrfReason.CROSS_SITE);
        assertThat(csrf.reason(post("/", "http://localhost:5173"))).isEqualTo(CsrfReason.TRUSTED_ORIGIN);
        assertThat(csrf.reason(post("/", "https://app.example"))).isEqualTo(CsrfReason.TRUSTED_ORIGIN);
    }

    @Test
    void withdrawnOrigin_isTrustedNoLongerAfterTheSwap() {
        Rotating<CorsPolicy> rotating = Rotating.of(partner().credentials().build());
        CsrfProtection csrf = CsrfProtection.builder().trusting(rotating).build();
        LiveCorsPolicy live = CorsPolicy.live(rotating);
        RequestHead head = post("/", PARTNER);
        assertThat(csrf.reason(head)).isEqualTo(CsrfReason.TRUSTED_ORIGIN);
        assertThat(live.reason(head)).isEqualTo(CorsReason.ALLOWED);
        rotating.rotateTo(CorsPolicy.builder()
                .origins("https://other.example")
                .credentials()
                .build());
        assertThat(csrf.reason(head)).isEqualTo(CsrfReason.CROSS_SITE);
        assertThat(live.explain(head)).isEqualTo(CorsReason.ORIGIN_REFUSED.sentence());
        assertThat(live.evidence()).extracting("id").containsExactly("HEAD-CORS");
        assertThat(live).hasToString("LiveCorsPolicy[https://other.example]");
    }

    @Test
    void trustedHttpOrigin_isAFaultUnlessSpelledOut() {
        assertThatThrownBy(() -> CsrfProtection.builder()
                        .trustedOrigins("http://app.example")
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("insecure");
        CsrfProtection spelled = CsrfProtection.builder()
                .trustedOrigins("http://app.example", "http://localhost:3000")
                .dangerouslyTrustInsecureOrigins()
                .build();
        assertThat(spelled.evidence().get(0).weaknesses())
                .containsExactly("Whoever is on the network can be the trusted origin http://app.example");
        assertThat(CsrfProtection.builder()
                        .trustedOrigins("http://localhost:3000")
                        .build()
                        .evidence()
                        .get(0)
                        .isWeakened())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://*.amazonaws.com",
        "https://*.windows.net",
        "https://*.core.windows.net",
        "https://*.kawasaki.jp",
        "https://*.co.uk",
        "https://*.github.io",
    })
    void parentOfAPublicSuffix_isNobodysOwn(String pattern) {
        assertThatThrownBy(() ->
                        CorsPolicy.builder().origins(pattern).credentials().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("public_suffix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://*.example.com", "https://*.city.kawasaki.jp", "https://*.shop.example.co.uk"})
    void ownDomain_isStillAccepted(String pattern) {
        assertThat(CorsPolicy.builder().origins(pattern).build()).isNotNull();
    }

    @Test
    void refusedOrigin_getsNoFieldOfAnotherWriter() {
        List<EventReason> events = new ArrayList<>();
        CorsPolicy cors = CorsPolicy.builder()
                .origins("https://ok.example")
                .events((reason, head, cause) -> events.add(reason))
                .build();
        for (int i = 0; i < 3; i++) {
            RecordingHeaders headers = committed(cors, "https://evil.example", ALLOW, "*", CREDENTIALS, "true");
            assertThat(headers.names()).noneMatch(name -> name.startsWith("Access-Control"));
            assertThat(headers.first("Vary")).isEqualTo("Origin");
        }
        assertThat(events).containsOnlyOnce(HeadersEvent.FOREIGN_CORS);
    }

    @Test
    void varying_tellsCachesOfAnswersThatComeBeforeThePolicy() {
        Guard front = partner().paths("/api/**").build().varying();
        for (String path : List.of("/api/notes", "/api/x?y=1")) {
            assertThat(front.check(RequestHeads.get(path).build()).headers())
                    .hasToString("HeaderEdits[append Vary: Origin]");
        }
        assertThat(front.check(RequestHeads.get("/other").build())).isSameAs(Decision.proceed());
        Guard open = CorsPolicy.builder().anyOrigin().build().varying();
        assertThat(open.check(RequestHeads.get("/").build())).isSameAs(Decision.proceed());
    }

    private static RecordingHeaders preflightAfterAnotherWriter(CorsPolicy cors, String origin) {
        ServerRequest request = RequestHeads.of("OPTIONS", "/acao")
                .scheme("https")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .build();
        GuardChain.of(cors).run(request);
        RecordingHeaders headers = RecordingHeaders.create();
        headers.set(ALLOW, "*");
        headers.set(CREDENTIALS, "true");
        headers.set("Access-Control-Allow-Methods", "*");
        headers.set("Access-Control-Allow-Headers", "*");
        headers.set("Access-Control-Max-Age", "86400");
        headers.set("Access-Control-Expose-Headers", "*");
        headers.set("Access-Control-Allow-Private-Network", "true");
        request.writeHeaders(headers);
        request.commit(204, headers);
        return headers;
    }

    @Test
    void refusedPreflight_losesWhatAnOuterFilterGranted() {
        CorsPolicy cors = CorsPolicy.builder()
                .origins("https://ok.example")
                .methods("GET", "POST")
                .build();
        for (String origin : List.of("https://evil.example", "null", "not an origin")) {
            assertThat(preflightAfterAnotherWriter(cors, origin).names())
                    .as(origin)
                    .noneMatch(name -> name.startsWith("Access-Control"));
        }
    }

    @Test
    void allowedPreflight_getsWhatThePolicyGrantsAndNoMore() {
        CorsPolicy cors = CorsPolicy.builder()
                .origins("https://ok.example")
                .methods("GET", "POST")
                .build();
        RecordingHeaders headers = preflightAfterAnotherWriter(cors, "https://ok.example");
        assertThat(headers.first(ALLOW)).isEqualTo("https://ok.example");
        assertThat(headers.first("Access-Control-Allow-Methods")).isEqualTo("POST");
        assertThat(headers.first(CREDENTIALS)).isNull();
        assertThat(headers.first("Access-Control-Allow-Headers")).isNull();
        assertThat(headers.first("Access-Control-Max-Age")).isNull();
        assertThat(headers.first("Access-Control-Allow-Private-Network")).isNull();
    }

    @Test
    void allowedOriginWithoutCredentials_getsNoneFromAnotherWriter() {
        CorsPolicy cors = CorsPolicy.builder().origins("https://ok.example").build();
        RecordingHeaders headers = committed(
                cors,
                "https://ok.example",
                ALLOW,
                "*",
                CREDENTIALS,
                "true",
                "Access-Control-Expose-Headers",
                "X-Secret");
        assertThat(headers.first(ALLOW)).isEqualTo("https://ok.example");
        assertThat(headers.first(CREDENTIALS)).isNull();
        assertThat(headers.first("Access-Control-Expose-Headers")).isNull();
    }

    @Test
    void otherPaths_keepTheirOwnFields() {
        CorsPolicy cors = partner().paths("/api/**").build();
        assertThat(committed(cors, "https://evil.example", ALLOW, "*").first(ALLOW))
                .isEqualTo("*");
    }

    @Test
    void debugMode_saysWhyAnActualRequestIsUnreadable() {
        CorsPolicy plain = partner().build();
        CorsPolicy debug = partner().explainingRefusals().build();
        assertThat(committed(plain, "https://evil.example").first("X-CORS-Refused"))
                .isNull();
        assertThat(committed(debug, "https://evil.example").first("X-CORS-Refused"))
                .isEqualTo("origin_refused");
        assertThat(committed(debug, "null").first("X-CORS-Refused")).isEqualTo("origin_null");
        assertThat(committed(debug, "https://*@:;").first("X-CORS-Refused")).isEqualTo("origin_malformed");
        assertThat(committed(debug, PARTNER).first("X-CORS-Refused")).isNull();
    }

    @Test
    void requestedHeaders_areAnsweredInCanonicalForm() {
        CorsPolicy cors = partner().requestHeaders("x-a", "x-b").build();
        RequestHead head = RequestHeads.of("OPTIONS", "/")
                .header("Origin", PARTNER)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "x-a ,, x-b,,x-A")
                .build();
        assertThat(assertThat(cors.check(head)).headers().first("Access-Control-Allow-Headers"))
                .isEqualTo("x-a,x-b");
    }

    @ParameterizedTest
    @CsvSource({
        "example.com:443, https, https://example.com, OWN_ORIGIN",
        "example.com, https, https://example.com, OWN_ORIGIN",
        "example.com:443, https, http://example.com, FOREIGN_ORIGIN",
        "example.com:8443, https, https://example.com, FOREIGN_ORIGIN",
        "example.com:80, http, http://example.com, OWN_ORIGIN",
    })
    void ownPortInHost_isTheSameOrigin(String host, String scheme, String origin, CsrfReason reason) {
        RequestHead head = RequestHeads.post("/")
                .scheme(scheme)
                .authority(host)
                .header("Origin", origin)
                .build();
        assertThat(CsrfProtection.fetchMetadata().reason(head)).isEqualTo(reason);
        CorsReason cors = reason == CsrfReason.OWN_ORIGIN ? CorsReason.SAME_ORIGIN : CorsReason.ORIGIN_REFUSED;
        assertThat(partner().build().reason(head)).isEqualTo(cors);
    }
}
