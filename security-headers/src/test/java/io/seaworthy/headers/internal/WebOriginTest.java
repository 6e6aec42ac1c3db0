package io.seaworthy.headers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebOriginTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://example.com",
                "https://a.b.c.example.com",
                "https://example.com:8443",
                "https://example.com:80",
                "http://example.com:443",
                "http://localhost",
                "http://localhost:5173",
                "http://127.0.0.1:8080",
                "http://[::1]:8080",
                "https://[2001:db8::1]",
                "https://xn--mnchen-3ya.example",
                "https://my_host.example",
                "https://a",
                "https://1a",
                "capacitor://localhost",
                "chrome-extension://abcdefghijklmnop",
                "https://example.com:1",
                "https://example.com:65535",
            })
    void serialisedOrigin_isReadAndPrintedAlike(String text) {
        WebOrigin origin = WebOrigin.parseOrNull(text);
        assertThat(origin).isNotNull().hasToString(text);
        assertThat(WebOrigin.isOrigin(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', EMPTY",
        "null, NULL",
        "*, WILDCARD",
        "https://*.example.com, WILDCARD",
        "example.com, NO_SCHEME",
        "https:example.com, NO_SCHEME",
        "https:/example.com, NO_SCHEME",
        "//example.com, NO_SCHEME",
        "://example.com, SCHEME",
        "HTTPS://example.com, SCHEME",
        "1https://example.com, SCHEME",
        "file://, OPAQUE",
        "data://x, OPAQUE",
        "https://exa mple.com, BLANK",
        "' https://example.com', BLANK",
        "https://münchen.example, BLANK",
        "https://user@example.com, USER_INFO",
        "https://user:pw@example.com, USER_INFO",
        "https://*@:;, WILDCARD",
        "https://@:;, USER_INFO",
        "https://example.com/, PATH",
        "https://example.com/a, PATH",
        "https://example.com?a, PATH",
        "https://example.com#a, PATH",
        "https://example.com\\a, PATH",
        "https://Example.com, CASE",
        "https://, HOST",
        "https://.example.com, HOST",
        "https://example.com., HOST",
        "https://a..b, HOST",
        "https://-a.example, HOST",
        "https://a-.example, HOST",
        "https://a%2e.example, HOST",
        "https://exam;ple.com, HOST",
        "'https://a.example,https://b.example', PATH",
        "https://1.2.3, IPV4",
        "https://1.2.3.4.5, IPV4",
        "https://01.2.3.4, IPV4",
        "https://256.1.1.1, IPV4",
        "https://0x7f.0.0.1, IPV4",
        "https://127.1, IPV4",
        "https://2130706433, IPV4",
        "https://0x7f000001, IPV4",
        "https://[::ffff:1.2.3.4], IPV6",
        "https://[::ffff:102:304], IPV6",
        "https://[2001:DB8::1], IPV6",
        "https://[2001:0db8::1], IPV6",
        "https://[2001:db8:0:0:0:0:0:1], IPV6",
        "https://[fe80::1%25eth0], IPV6",
        "https://[fe80::1%eth0], IPV6",
        "https://[::1, IPV6",
        "https://[::1]x, IPV6",
        "https://example.com:, PORT",
        "https://example.com:0, PORT",
        "https://example.com:08, PORT",
        "https://example.com:65536, PORT",
        "https://example.com:8a, PORT",
        "https://example.com:80:80, PORT",
        "https://example.com:-1, PORT",
        "https://example.com:443, DEFAULT_PORT",
        "http://example.com:80, DEFAULT_PORT",
    })
    void anythingElse_isRefusedWithItsFlaw(String text, WebOrigin.Flaw flaw) {
        assertThat(WebOrigin.parse(text).flaw()).isEqualTo(flaw);
        assertThat(WebOrigin.parseOrNull(text)).isNull();
    }

    @Test
    void lengths_areBounded() {
        String label = "a".repeat(63);
        String host = String.join(".", label, label, label, "a".repeat(61));
        assertThat(WebOrigin.parse("https://" + host).flaw()).isNull();
        assertThat(WebOrigin.parse("https://" + host + "a").flaw()).isEqualTo(WebOrigin.Flaw.HOST);
        assertThat(WebOrigin.parse("https://" + label + "a.example").flaw()).isEqualTo(WebOrigin.Flaw.HOST);
        assertThat(WebOrigin.parse("a".repeat(64) + "://x").flaw()).isNull();
        assertThat(WebOrigin.parse("a".repeat(65) + "://x").flaw()).isEqualTo(WebOrigin.Flaw.SCHEME);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost, true",
        "http://localhost:5173, true",
        "http://app.localhost, true",
        "http://127.0.0.1, true",
        "http://127.9.9.9:80, true",
        "http://[::1], true",
        "http://localhost.example, false",
        "http://127.0.0.1.example, false",
        "http://10.0.0.1, false",
    })
    void loopback_isTheOwnMachineOnly(String text, boolean loopback) {
        WebOrigin origin =
                WebOrigin.parse(text.replace("127.9.9.9:80", "127.9.9.9")).origin();
        assertThat(origin).isNotNull();
        assertThat(origin.isLoopback()).isEqualTo(loopback);
    }

    /** The short way through the usual kind of origin must not let in what the long one refuses. */
    @Test
    void shortWay_agreesWithTheLongOne() {
        long seed = System.nanoTime();
        System.out.println("WebOriginTest seed " + seed);
        Random random = new Random(seed);
        String[] parts = {
            "https://",
            "http://",
            "a",
            "z9",
            "-",
            "_",
            ".",
            "..",
            "0x1f",
            "127",
            "1",
            "A",
            ":",
            ":80",
            ":8443",
            "/",
            "@",
            "xn--a",
            "\u00e9",
            " ",
            "*",
            "[::1]",
            "x".repeat(63),
            "y".repeat(64),
            "wss://"
        };
        int rounds = Boolean.getBoolean("seaworthy.long") ? 2_000_000 : 200_000;
        int origins = 0;
        for (int i = 0; i < rounds; i++) {
            StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "" : parts[random.nextInt(2)]);
            for (int n = random.nextInt(6); n >= 0; n--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            String origin = text.toString();
            boolean parsed = WebOrigin.parse(origin).flaw() == null;
            assertThat(WebOrigin.isOrigin(origin)).as(origin).isEqualTo(parsed);
            origins += parsed ? 1 : 0;
        }
        assertThat(origins).isBetween(rounds / 100, rounds / 2);
    }
}
