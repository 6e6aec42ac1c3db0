package io.seaworthy.headers;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.net.ClientAddress;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.testkit.RequestHeads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsRedirectTest {

    private final HttpsRedirect redirect = HttpsRedirect.builder("https://harbour.example")
            .exempt("/health/*", "/metrics")
            .build();

    @ParameterizedTest
    @CsvSource({
        "/, https://harbour.example/",
        "/a/b?c=d&e=%2F, https://harbour.example/a/b?c=d&e=%2F",
        "//evil.example/, https://harbour.example//evil.example/",
        "/%0d%0aSet-Cookie:x, https://harbour.example/%0d%0aSet-Cookie:x",
        "*, https://harbour.example/",
        "http://evil.example/, https://harbour.example/",
        "'/a b', https://harbour.example/",
        "'/a\rb', https://harbour.example/",
        "/ä, https://harbour.example/",
    })
    void http_goesToTheSameTargetOnTheConfiguredOrigin(String target, String location) {
        assertThat(redirect.check(RequestHeads.post(target).build()))
                .responds(308)
                .setsHeader("Location", location);
    }

    @ParameterizedTest
    @CsvSource({
        "Host, evil.example",
        "X-Forwarded-Host, evil.example",
        "Forwarded, host=evil.example;proto=https",
        "X-Forwarded-Proto, https",
        "X-Forwarded-Ssl, on",
        "X-Original-URL, //evil.example"
    })
    void headers_neitherSteerNorAvoidIt(String name, String value) {
        assertThat(redirect.check(RequestHeads.get("/x")
                        .authority("evil.example")
                        .header(name, value)
                        .build()))
                .responds(308)
                .setsHeader("Location", "https://harbour.example/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/metrics"})
    void exemptPaths_answerOverHttp(String path) {
        assertThat(redirect.check(RequestHeads.get(path).build())).saysNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/a/b", "/metrics/", "/health/../admin", "/health/%2e%2e", "//metrics"})
    void neighboursOfExemptPaths_areRedirected(String path) {
        assertThat(redirect.check(RequestHeads.get(path).build())).responds(308);
    }

    @Test
    void https_goesOn() {
        assertThat(redirect.check(RequestHeads.get("/").scheme("https").build()))
                .saysNothing();
        ClientAddress viaProxy =
                new ClientAddress(IpAddress.ofBits(0, 0xffff_0102_0304L), "https", ClientAddress.Trust.FORWARDED);
        assertThat(redirect.check(RequestHeads.get("/")
                        .attribute(RequestAttributes.CLIENT_ADDRESS, viaProxy)
                        .build()))
                .saysNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://harbour.example",
                "https://harbour.example/",
                "harbour.example",
                "https://",
                "https://a b",
                ""
            })
    void badOrigin_isAFault(String origin) {
        assertThatThrownBy(() -> HttpsRedirect.to(origin)).isInstanceOf(ConfigurationException.class);
    }
}
