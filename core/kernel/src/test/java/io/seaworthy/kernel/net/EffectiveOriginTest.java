package io.seaworthy.kernel.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.config.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The peer is the trusted 10.0.0.1 unless a row says otherwise; evil.example is what an attacker would like to be. */
class EffectiveOriginTest {

    private static final CidrSet PROXIES = CidrSet.of("10.0.0.0/8");

    private static TestHead head(String peer, String fields) {
        TestHead head = TestHead.from(peer);
        for (String field : fields.split(" ## ", -1)) {
            head.with(
                    field.substring(0, field.indexOf(':')),
                    field.substring(field.indexOf(':') + 1).strip());
        }
        return head;
    }

    private static TestHead seenBy(TrustedProxies proxies, TestHead head) {
        return head.knowing(((Decision.Proceed) proxies.check(head)).attributes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.1 | Host: a.example                                                                        | http://a.example
            10.0.0.1 | Host: a.example:80                                                                     | http://a.example
            10.0.0.1 | Host: a.example:8080                                                                   | http://a.example:8080
            10.0.0.1 | Host: [::1]:8080                                                                       | http://[::1]:8080
            10.0.0.1 | Host: in ## X-Forwarded-For: 1.2.3.4 ## X-Forwarded-Proto: https                       | https://in
            10.0.0.1 | Host: in ## X-Forwarded-For: 1.2.3.4 ## X-Forwarded-Host: a.example                    | http://a.example
            10.0.0.1 | Host: in ## X-Forwarded-For: 1.2.3.4 ## X-Forwarded-Proto: https ## X-Forwarded-Host: a.example | https://a.example
            10.0.0.1 | Host: in ## X-Forwarded-For: 1.2.3.4 ## X-Forwarded-Proto: https ## X-Forwarded-Host: a.example ## X-Forwarded-Port: 8443 | https://a.example:8443
            10.0.0.1 | Host: in ## X-Forwarded-For: 1.2.3.4 ## X-Forwarded-Proto: https ## X-Forwarded-Host: a.example ## X-Forwarded-Port: 443 | https://a.example
            10.0.0.1 | Host: in ## X-Forwarded-For: 1.2.3.4 ## X-Forwarded-Host: [2001:db8::1] ## X-Forwarded-Port: 81 | http://[2001:db8::1]:81
            10.0.0.1 | Host: in ## X-Forwarded-For: 1.2.3.4 ## X-Forwarded-Host: evil.example, a.example      | http://a.example
            10.0.0.1 | Host: in ## X-Forwarded-For: 1.2.3.4 ## X-Forwarded-Host: evil.example ## X-Forwarded-Host: a.example | http://a.example
            10.0.0.1 | Host: in ## X-Forwarded-For: 1.2.3.4 ## X-Forwarded-Host: user@evil.example            | http://in
            10.0.0.1 | Host: in ## X-Forwarded-For: 1.2.3.4 ## X-Forwarded-Host: evil.example/path            | http://in
            10.0.0.1 | Host: in ## X-Forwarded-For: 1.2.3.4 ## X-Forwarded-Host: a.example ## X-Forwarded-Port: 99999 | http://a.example
            10.0.0.1 | Host: in ## X-Forwarded-For: 1.2.3.4 ## X-Forwarded-Host: a.example ## Forwarded: for=1.2.3.4;host=evil.example;proto=https | http://a.example
            10.0.0.1 | Host: in ## Forwarded: for=1.2.3.4;host=a.example;proto=https                          | https://a.example
            10.0.0.1 | Host: in ## Forwarded: for=1.2.3.4;host="a.example:8443";proto=https                   | https://a.example:8443
            10.0.0.1 | Host: in ## Forwarded: for=9.9.9.9;host=evil.example, for=1.2.3.4;host=a.example       | http://a.example
            10.0.0.1 | Host: in ## Forwarded: for=9.9.9.9;host=evil.example, for=1.2.3.4                      | http://in
            10.0.0.1 | Host: in ## X-Forwarded-Host: evil.example                                             | http://in
            1.2.3.4  | Host: a.example ## X-Forwarded-For: 9.9.9.9 ## X-Forwarded-Host: evil.example          | http://a.example
            1.2.3.4  | Host: a.example ## Forwarded: for=9.9.9.9;host=evil.example;proto=https                | http://a.example
            """)
    void origin_isTheOneThatTheClientAddressed(String peer, String fields, String origin) {
        ForwardingHeader header =
                fields.contains("X-Forwarded-For") ? ForwardingHeader.X_FORWARDED_FOR : ForwardingHeader.FORWARDED;
        TrustedProxies proxies =
                TrustedProxies.builder(PROXIES).header(header).forwardedHost().build();
        TestHead seen = seenBy(proxies, head(peer, fields));
        assertThat(EffectiveOrigin.of(seen)).hasToString(origin);
        assertThat(EffectiveOrigin.isHostOf(seen, origin)).isTrue();
        assertThat(EffectiveOrigin.isHostOf(seen, "https://evil.example")).isFalse();
        assertThat(EffectiveOrigin.isHostOf(seen, origin + "1")).isFalse();
    }

    @Test
    void forwardedHost_countsOnlyWhereItWasAskedFor() {
        String fields = "Host: in ## X-Forwarded-For: 1.2.3.4 ## X-Forwarded-Host: evil.example";
        TestHead seen = seenBy(TrustedProxies.of(PROXIES), head("10.0.0.1", fields));
        assertThat(EffectiveOrigin.of(seen)).hasToString("http://in");
    }

    /** A client may add the header that its proxy does not write, and name any host in it. */
    @Test
    void forwardedHost_withoutAHeaderNamed_isAFault() {
        assertThatThrownBy(() -> TrustedProxies.builder(PROXIES).forwardedHost().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("header_not_named");
        assertThatThrownBy(() -> TrustedProxies.builder(PROXIES)
                        .header(ForwardingHeader.EITHER)
                        .forwardedHost()
                        .build())
                .hasMessageContaining("header_not_named");
    }

    @ParameterizedTest
    @CsvSource({
        "https, http, http",
        "http, https, http",
        "https, https, https",
    })
    void schemesOfTwoHeaders_areHttpsWhereBothSaySo(String forwarded, String legacy, String scheme) {
        String fields = "Host: in ## X-Forwarded-For: 1.2.3.4 ## X-Forwarded-Proto: " + legacy
                + " ## Forwarded: for=1.2.3.4;proto=" + forwarded;
        TestHead seen = seenBy(TrustedProxies.of(PROXIES), head("10.0.0.1", fields));
        assertThat(EffectiveOrigin.of(seen)).hasToString(scheme + "://in");
    }

    @ParameterizedTest
    @CsvSource({
        "a.example:443, https://a.example, true",
        "a.example:443, http://a.example, false",
        "a.example:80, http://a.example, true",
        "a.example, https://a.example:443, false",
        "A.Example, https://a.example, true",
        "a.example, https://a.example.evil.example, false",
        "a.example, https://xa.example, false",
        "a.example, null, false",
        "'', https://, false",
    })
    void ownPort_mayBeLeftOut(String host, String origin, boolean same) {
        assertThat(EffectiveOrigin.isHostOf(TestHead.from("1.2.3.4").with("Host", host), origin))
                .isEqualTo(same);
    }

    @Test
    void noValidHost_hasNoOrigin() {
        assertThat(EffectiveOrigin.of(TestHead.from("1.2.3.4"))).isNull();
        assertThat(EffectiveOrigin.of(TestHead.from("1.2.3.4").with("Host", "a b")))
                .isNull();
    }
}
