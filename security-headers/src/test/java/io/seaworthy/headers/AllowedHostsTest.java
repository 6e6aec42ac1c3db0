package io.seaworthy.headers;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.testkit.RequestHeads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    private final AllowedHosts hosts = AllowedHosts.builder("shop.example", "localhost:8080", "[::1]:8080")
            .exempt("/health/*")
            .build();

    @ParameterizedTest
    @CsvSource({
        "http, shop.example, true",
        "https, shop.example, true",
        "https, SHOP.example, true",
        "https, shop.example:443, true",
        "http, shop.example:80, true",
        "http, localhost:8080, true",
        "http, [::1]:8080, true",
        "http, shop.example:443, false",
        "https, shop.example:80, false",
        "https, shop.example:8443, false",
        "https, shop.example., false",
        "https, evil.example, false",
        "https, shop.example.evil.example, false",
        "https, evilshop.example, false",
        "https, shop.example@evil.example, false",
        "https, 'shop.example, evil.example', false",
        "https, ' shop.example', false",
        "https, \u017fhop.example, false",
        "http, localhost, false",
        "http, 127.0.0.1:8080, false",
        "http, '', false",
    })
    void host_isOneOfTheList(String scheme, String authority, boolean allowed) {
        var head = RequestHeads.get("/").scheme(scheme).authority(authority).build();
        if (allowed) {
            assertThat(hosts.check(head)).saysNothing();
        } else {
            assertThat(hosts.check(head)).rejects(421, "misdirected_request");
        }
    }

    @Test
    void forwardedHost_isNotLookedAt() {
        assertThat(hosts.check(RequestHeads.get("/")
                        .authority("evil.example")
                        .header("X-Forwarded-Host", "shop.example")
                        .build()))
                .rejects(421, "misdirected_request");
    }

    @Test
    void exemptPath_answersToAnyName() {
        assertThat(hosts.check(RequestHeads.get("/health/live")
                        .authority("10.0.0.7:8080")
                        .build()))
                .saysNothing();
        assertThat(hosts.check(RequestHeads.get("/").withoutAuthority().build()))
                .rejects(421, "misdirected_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*.example.com", "https://shop.example", "shop.example/", "SHOP.example", "a:0"})
    void badHost_isAFault(String host) {
        assertThatThrownBy(() -> AllowedHosts.of(host)).isInstanceOf(ConfigurationException.class);
    }
}
