package io.seaworthy.headers.csp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of a source, and which names a source lets in. */
class HostSourceTest {

    @ParameterizedTest
    @CsvSource({
        "https://www.shop.example, https, www.shop.example, ''",
        "https://www.shop.example:8080, https, www.shop.example, ''",
        "https://www.shop.example:*, https, www.shop.example, ''",
        "www.shop.example, '', www.shop.example, ''",
        "WSS://Shop.Example/Path/, wss, shop.example, /Path/",
        "*.shop.example, '', *.shop.example, ''",
        "*.shop.example/any/path, '', *.shop.example, /any/path",
        "*, '', *, ''",
        "https://*, https, *, ''",
        "https://*:443, https, *, ''",
        "unsafe-inline, '', unsafe-inline, ''",
        "1.2.3.4, '', 1.2.3.4, ''",
        "[::1], '', [::1], ''",
        "https://1.2.3.4:80, https, 1.2.3.4, ''",
        "http://[::1], http, [::1], ''",
        "http://[::1]:8080/a, http, [::1], /a",
    })
    void parts_areCutAtTheirMarks(String text, String scheme, String host, String path) {
        assertThat(HostSource.of(text)).isEqualTo(new HostSource(scheme, host, path));
    }

    @ParameterizedTest
    @CsvSource({
        "www.shop.example, www.shop.example, true",
        "www.shop.example, www.other.example, false",
        "www.shop.example, shop.example, false",
        "*.shop.example, www.shop.example, true",
        "*.shop.example, a.b.shop.example, true",
        "*.shop.example, shop.example, false",
        "*.www.shop.example, www.shop.example, false",
        "*.shop.example, badshop.example, false",
        "https://*.shop.example:8443/path, www.shop.example, true",
    })
    void wildcard_standsForLabelsBeforeTheRest(String source, String name, boolean covered) {
        assertThat(HostSource.of(source).covers(name)).isEqualTo(covered);
    }

    /** A path or port hides nothing: redirects take browsers past the path (CSP3 section 7.6). */
    @Test
    void bypassHost_isFoundWhateverItsPath() {
        for (String source : new String[] {
            "ajax.googleapis.com",
            "https://ajax.googleapis.com/elsewhere/",
            "*.googleapis.com:*",
            "wss://ajax.googleapis.com"
        }) {
            assertThat(BypassHosts.allowedBy(HostSource.of(source))).as(source).isTrue();
        }
        for (String source : new String[] {"googleapis.com.shop.example", "*.ajax.googleapis.com", "shop.example"}) {
            assertThat(BypassHosts.allowedBy(HostSource.of(source))).as(source).isFalse();
        }
    }
}
