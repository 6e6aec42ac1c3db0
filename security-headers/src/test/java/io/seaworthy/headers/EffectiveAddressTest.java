package io.seaworthy.headers;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.headers.cors.CorsPolicy;
import io.seaworthy.headers.csrf.CsrfProtection;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.net.CidrSet;
import io.seaworthy.kernel.net.ForwardingHeader;
import io.seaworthy.kernel.net.TrustedProxies;
import io.seaworthy.testkit.RequestHeads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers, CORS, the cross-site check, redirects and allowed hosts behind a proxy: one answer to where a request went. */
class EffectiveAddressTest {

    private final TrustedProxies proxies = TrustedProxies.builder(CidrSet.of("10.0.0.0/8"))
            .header(ForwardingHeader.X_FORWARDED_FOR)
            .forwardedHost()
            .build();

    private static RequestHeads behindProxy(RequestHeads head) {
        return head.peer("10.0.0.1")
                .authority("backend:8080")
                .header("X-Forwarded-For", "1.2.3.4")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "shop.example.com");
    }

    private ServerRequest seen(RequestHeads head) {
        ServerRequest request = head.build();
        GuardChain.of(proxies).run(request);
        return request;
    }

    @Test
    void everyGuard_goesByTheSameAddress() {
        ServerRequest request =
                seen(behindProxy(RequestHeads.post("/cart")).header("Origin", "https://shop.example.com"));
        assertThat(CsrfProtection.fetchMetadata().check(request)).saysNothing();
        assertThat(CorsPolicy.builder().origins("https://a.example").build().explain(request))
                .contains("own origin");
        assertThat(HttpsRedirect.to("https://shop.example.com").check(request)).saysNothing();
        assertThat(AllowedHosts.of("shop.example.com").check(request)).saysNothing();
        assertThat(assertThat(SecurityHeaders.api().check(request)).headers().first("Strict-Transport-Security"))
                .isNotNull();
    }

    @Test
    void sameFieldsOfAStranger_countForNothing() {
        ServerRequest request = seen(
                behindProxy(RequestHeads.post("/cart")).peer("1.2.3.4").header("Origin", "https://shop.example.com"));
        assertThat(CsrfProtection.fetchMetadata().check(request)).rejects(403, "cross_site");
        assertThat(AllowedHosts.of("shop.example.com").check(request)).rejects(421, "misdirected_request");
        assertThat(assertThat(SecurityHeaders.api().check(request)).headers().first("Strict-Transport-Security"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-Proto | https",
                "X-Forwarded-Ssl | on",
                "Forwarded | for=1.2.3.4;proto=https",
            })
    void proxyThatNobodyDeclared_isToldOfInsteadOfLoopingInSilence(String name, String value) {
        List<EventReason> events = new ArrayList<>();
        HttpsRedirect redirect = HttpsRedirect.builder("https://shop.example.com")
                .events((reason, head, cause) -> events.add(reason))
                .build();
        RequestHead head = RequestHeads.get("/").header(name, value).build();
        redirect.check(head);
        redirect.check(RequestHeads.get("/").build());
        assertThat(events).containsExactly(HeadersEvent.HTTPS_NOT_TRUSTED, HeadersEvent.HTTP_REDIRECTED);
        assertThat(redirect.explain(head)).contains("TrustedProxies");
    }

    @Test
    void redirect_explainsItself() {
        HttpsRedirect redirect = HttpsRedirect.builder("https://shop.example.com")
                .exempt("/health/*")
                .build();
        assertThat(redirect.explain(RequestHeads.get("/").build())).contains("sent to https://shop.example.com");
        assertThat(redirect.explain(RequestHeads.get("/").scheme("https").build()))
                .contains("nothing to redirect");
        assertThat(redirect.explain(RequestHeads.get("/health/live").build())).contains("exempt");
    }

    @Test
    void allowedHosts_explainThemselves() {
        AllowedHosts hosts =
                AllowedHosts.builder("shop.example.com").exempt("/health/*").build();
        assertThat(hosts.explain(
                        RequestHeads.get("/").authority("shop.example.com").build()))
                .isEqualTo("The request is for one of the service's hosts.");
        assertThat(hosts.explain(RequestHeads.get("/").authority("evil.example").build()))
                .isEqualTo("The host is none of the service's.");
        assertThat(hosts.explain(
                        RequestHeads.get("/health/x").authority("10.0.0.9").build()))
                .contains("exempt");
        assertThat(hosts.explain(RequestHeads.get("/").withoutAuthority().build()))
                .contains("names no host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.example:443", "a.example:80", "https://a.example", "*", "A.example"})
    void hostThatCouldNeverMatch_isAFaultThatSaysWhatWould(String host) {
        assertThatThrownBy(() -> AllowedHosts.of(host))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("shop.example.com, localhost:8080");
    }

    @Test
    void exemptionOfEverything_isWeakened() {
        assertThat(AllowedHosts.builder("a.example")
                        .exempt("/**")
                        .build()
                        .evidence()
                        .get(0)
                        .isWeakened())
                .isTrue();
        assertThat(HttpsRedirect.builder("https://a.example")
                        .exempt("/**")
                        .build()
                        .evidence()
                        .get(0)
                        .isWeakened())
                .isTrue();
        assertThat(CsrfProtection.builder()
                        .exempt("POST /**")
                        .build()
                        .evidence()
                        .get(0)
                        .isWeakened())
                .isTrue();
        assertThat(CsrfProtection.builder()
                        .exempt("/hooks/**")
                        .build()
                        .evidence()
                        .get(0)
                        .isWeakened())
                .isFalse();
    }
}
