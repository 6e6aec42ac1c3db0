package io.seaworthy.sanitize.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.sanitize.Checked;
import io.seaworthy.sanitize.Vectors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicHttpUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com/",
        "HTTPS://Example.COM/Path?Q=%41#frag, https://example.com/Path?Q=%41",
        "http://example.com:80/, http://example.com/",
        "http://example.com:443/, http://example.com:443/",
        "https://example.com?x=1, https://example.com/?x=1",
        "http://93.184.216.34/, http://93.184.216.34/",
        "http://[2606:2800:220:1::1]/x, http://[2606:2800:220:1::1]/x",
        "https://xn--bcher-kva.example/a@b:c, https://xn--bcher-kva.example/a@b:c",
        "http://localhosts/, http://localhosts/",
        "https://a.0x1g/, https://a.0x1g/",
    })
    void plainUrl_isAccepted(String text, String url) {
        assertThat(PublicHttpUrl.parse(text).toOptional().orElseThrow()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/",
                "http://LOCALHOST:80/",
                "http://db.localhost/",
                "http://127.0.0.1/",
                "http://[::1]/",
                "http://[::ffff:7f00:1]/",
                "http://10.0.0.1:443/x",
                "https://169.254.169.254/latest"
            })
    void literalThatIsNotPublic_isBlockedWithoutAnyResolver(String text) {
        assertThat(PublicHttpUrl.parse(text).refusal()).isEqualTo(UrlRefusal.BLOCKED_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "//example.com",
                "/x",
                "http:",
                "http:/",
                "http://",
                "http:///x",
                "http:example.com",
                "https:/example.com",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://x/",
                "jar:http://x!/",
                "dict://x/",
                "http://user@example.com/",
                "http://user:pw@example.com/",
                "http://good@evil/",
                "http://@example.com/",
                "http://127.0.0.1:80\\@good/",
                "http://example.com\\x",
                "http://exa mple.com/",
                " http://example.com/",
                "http://example.com/a b",
                "http://example.com/\t",
                "http://example.com/\u0000",
                "http://ex\u00e4mple.com/",
                "http://\uff11\uff12\uff17.0.0.1/",
                "http://example\u3002com/",
                "http://example.com./",
                "http://127.0.0.1./",
                "http://127.1/",
                "http://0177.0.0.1/",
                "http://0x7f.0.0.1/",
                "http://0x7f000001/",
                "http://2130706433/",
                "http://017700000001/",
                "http://127.0.0.01/",
                "http://1.2.3/",
                "http://1.2.3.4.5/",
                "http://256.0.0.1/",
                "http://1.2.3.4.0x1/",
                "http://foo.123/",
                "http://%31%32%37.0.0.1/",
                "http://127.0.0.1%00/",
                "http://[::1/",
                "http://::1/",
                "http://[127.0.0.1]/",
                "http://[fe80::1%25eth0]/",
                "http://[fe80::1%eth0]/",
                "http://[::1]x/",
                "http://[]/",
                "http://example..com/",
                "http://-a.com/",
                "http://a-.com/",
                "http://a_b.com/",
                "http://example.com:/",
                "http://example.com:0/",
                "http://example.com:080/",
                "http://example.com:65536/",
                "http://example.com:8o/",
                "http://example.com:80:80/",
                "http://example.com/%zz",
                "http://example.com/%4",
                "http://example.com/\"",
                "http://example.com/<x>",
                "http://example.com/{x}",
                "http://example.com/x^y",
                "http://example.com/`x`",
                "javascript:alert(1)",
                "data:text/plain,x",
                "http://good.com%00.evil.com/"
            })
    void ambiguousUrl_isInvalid(String text) {
        assertThat(PublicHttpUrl.parse(text).refusal()).isEqualTo(UrlRefusal.INVALID_URL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com:8080/",
                "https://example.com:22/",
                "http://[::1]:6379/",
                "http://127.0.0.1:25/"
            })
    void otherPort_isBlocked(String text) {
        assertThat(PublicHttpUrl.parse(text).refusal()).isEqualTo(UrlRefusal.BLOCKED_PORT);
    }

    @Test
    void longUrl_isInvalid() {
        String base = "http://example.com/";
        assertThat(PublicHttpUrl.parse(base + "x".repeat(2_048 - base.length())).refusal())
                .isNull();
        assertThat(PublicHttpUrl.parse(base + "x".repeat(2_049 - base.length())).refusal())
                .isEqualTo(UrlRefusal.INVALID_URL);
    }

    /** What we accept, a WHATWG parser accepts, with the same host. */
    @Test
    void acceptedUrl_hasTheSameHostForBrowsers() throws Exception {
        int accepted = 0;
        for (Object entry : Vectors.list("url/urltestdata.json")) {
            if (!(entry instanceof Map<?, ?> row)) {
                continue;
            }
            Checked<PublicHttpUrl, UrlRefusal> checked = PublicHttpUrl.parse((String) row.get("input"));
            if (checked instanceof Checked.Accepted<PublicHttpUrl, UrlRefusal> url) {
                accepted++;
                // Exception: we do not decode xn-- labels. A malformed one is a name that DNS does not have.
                if (url.value().host().contains("xn--")) {
                    continue;
                }
                assertThat(row.get("failure")).as("%s", row.get("input")).isNull();
                assertThat(bare(url.value().host())).isEqualTo(bare((String) row.get("hostname")));
                assertThat(row.get("username")).isEqualTo("");
            }
        }
        assertThat(accepted).isGreaterThan(10);
    }

    /** IPv6 has many spellings of one address and no ambiguous one. */
    private static Object bare(String host) {
        IpAddress address = host.startsWith("[") ? IpAddress.parse(host, 1, host.length() - 1) : null;
        return address == null ? host : address;
    }
}
