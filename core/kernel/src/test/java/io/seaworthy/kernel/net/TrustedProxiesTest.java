package io.seaworthy.kernel.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.net.ClientAddress.Trust;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The peer is the trusted 10.0.0.1 unless a row says otherwise; 9.9.9.9 is always what an attacker would like to be. */
class TrustedProxiesTest {

    private static final CidrSet PROXIES = CidrSet.of("10.0.0.0/8", "2001:db8:aaaa::/48");

    private final TrustedProxies either = TrustedProxies.of(PROXIES);

    private static TestHead head(String peer, String name, String lines) {
        TestHead head = TestHead.from(peer);
        for (String line : lines.split(" ## ", -1)) {
            head.with(name, line);
        }
        return head;
    }

    private static void assertClient(ClientAddress client, String address, Trust trust) {
        assertThat(client.address()).hasToString(address);
        assertThat(client.trust()).isEqualTo(trust);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            one hop                                  | 1.2.3.4                                | 1.2.3.4              | FORWARDED
            client prepends a lie                    | 9.9.9.9, 1.2.3.4                       | 1.2.3.4              | FORWARDED
            client prepends many lies                | 9.9.9.9, 9.9.9.8, 9.9.9.7, 1.2.3.4     | 1.2.3.4              | FORWARDED
            CVE-2020-28483 left-most taken           | 9.9.9.9,1.2.3.4                        | 1.2.3.4              | FORWARDED
            quarkus 45005 left-most of two lines     | 9.9.9.9 ## 1.2.3.4                     | 1.2.3.4              | FORWARDED
            gateway 3316 value beside a trusted one  | 9.9.9.9, 1.2.3.4, 10.0.0.2             | 1.2.3.4              | FORWARDED
            lie that looks like a proxy              | 10.9.9.9, 1.2.3.4                      | 1.2.3.4              | FORWARDED
            three hops                               | 1.2.3.4, 10.0.0.3, 10.0.0.2            | 1.2.3.4              | FORWARDED
            three hops in three lines                | 1.2.3.4 ## 10.0.0.3 ## 10.0.0.2        | 1.2.3.4              | FORWARDED
            hops split over lines and elements       | 9.9.9.9 ## 1.2.3.4, 10.0.0.3 ## 10.0.0.2 | 1.2.3.4            | FORWARDED
            no blanks                                | 1.2.3.4,10.0.0.3,10.0.0.2              | 1.2.3.4              | FORWARDED
            tabs and blanks                          | '9.9.9.9 ,\t 1.2.3.4 \t'               | 1.2.3.4              | FORWARDED
            all hops ours                            | 10.0.0.9, 10.0.0.3                     | 10.0.0.9             | FORWARDED
            one hop, ours                            | 10.0.0.9                               | 10.0.0.9             | FORWARDED
            with a port                              | 1.2.3.4:5678                           | 1.2.3.4              | FORWARDED
            with the highest port                    | 1.2.3.4:65535                          | 1.2.3.4              | FORWARDED
            IPv6                                     | 2001:db8::7                            | 2001:db8::7          | FORWARDED
            IPv6 bracketed                           | [2001:db8::7]                          | 2001:db8::7          | FORWARDED
            IPv6 bracketed with port                 | [2001:db8::7]:443                      | 2001:db8::7          | FORWARDED
            IPv6 long form                           | 2001:0db8:0:0:0:0:0:7                  | 2001:db8::7          | FORWARDED
            IPv6 zone dropped                        | fe80::7%eth0                           | fe80::7              | FORWARDED
            IPv6 zone in brackets                    | [fe80::7%25eth0]:80                    | fe80::7              | FORWARDED
            IPv6 trusted hop                         | 1.2.3.4, 2001:db8:aaaa::1              | 1.2.3.4              | FORWARDED
            mapped is IPv4                           | ::ffff:1.2.3.4                         | 1.2.3.4              | FORWARDED
            CVE-2026-30827 mapped in hexadecimal     | ::ffff:102:304                         | 1.2.3.4              | FORWARDED
            mapped written out                       | 0:0:0:0:0:ffff:1.2.3.4                 | 1.2.3.4              | FORWARDED
            mapped trusted hop                       | 1.2.3.4, ::ffff:10.0.0.2               | 1.2.3.4              | FORWARDED
            compatible is no IPv4, so not trusted    | 9.9.9.9, ::10.0.0.2                    | ::a00:2              | FORWARDED
            NAT64 is no IPv4, so not trusted         | 9.9.9.9, 64:ff9b::10.0.0.2             | 64:ff9b::a00:2       | FORWARDED
            unknown                                  | 9.9.9.9, unknown                       | 10.0.0.1             | UNUSABLE_HEADERS
            unknown behind a hop                     | 9.9.9.9, unknown, 10.0.0.2             | 10.0.0.2             | UNUSABLE_HEADERS
            garbage                                  | 9.9.9.9, garbage                       | 10.0.0.1             | UNUSABLE_HEADERS
            garbage behind two hops                  | 9.9.9.9, ?, 10.0.0.3, 10.0.0.2         | 10.0.0.3             | UNUSABLE_HEADERS
            garbage left of the client is not read   | ?, 1.2.3.4                             | 1.2.3.4              | FORWARDED
            quote left of the client is not read     | ", 1.2.3.4                             | 1.2.3.4              | FORWARDED
            a name is not resolved                   | 9.9.9.9, localhost                     | 10.0.0.1             | UNUSABLE_HEADERS
            a domain is not resolved                 | 9.9.9.9, example.com                   | 10.0.0.1             | UNUSABLE_HEADERS
            unix socket                              | 9.9.9.9, unix:                         | 10.0.0.1             | UNUSABLE_HEADERS
            empty line                               | ''                                     | 10.0.0.1             | UNUSABLE_HEADERS
            blank line                               | ' '                                    | 10.0.0.1             | UNUSABLE_HEADERS
            empty last element                       | '9.9.9.9, '                            | 10.0.0.1             | UNUSABLE_HEADERS
            empty last line                          | '9.9.9.9 ## '                          | 10.0.0.1             | UNUSABLE_HEADERS
            empty element between hops               | 9.9.9.9, , 10.0.0.2                    | 10.0.0.2             | UNUSABLE_HEADERS
            comma only                               | ','                                    | 10.0.0.1             | UNUSABLE_HEADERS
            quoted                                   | "1.2.3.4"                              | 10.0.0.1             | UNUSABLE_HEADERS
            port empty                               | 1.2.3.4:                               | 10.0.0.1             | UNUSABLE_HEADERS
            port no number                           | 1.2.3.4:http                           | 10.0.0.1             | UNUSABLE_HEADERS
            port too long                            | 1.2.3.4:123456                         | 10.0.0.1             | UNUSABLE_HEADERS
            port doubled                             | 1.2.3.4:80:80                          | 10.0.0.1             | UNUSABLE_HEADERS
            IPv4 in brackets                         | [1.2.3.4]                              | 10.0.0.1             | UNUSABLE_HEADERS
            bracket open                             | [2001:db8::7                           | 10.0.0.1             | UNUSABLE_HEADERS
            bracket closed only                      | 2001:db8::7]                           | 10.0.0.1             | UNUSABLE_HEADERS
            bracket then text                        | [2001:db8::7]x                         | 10.0.0.1             | UNUSABLE_HEADERS
            brackets empty                           | []                                     | 10.0.0.1             | UNUSABLE_HEADERS
            bracket closed in a later element        | [2001:db8::7, 1]                       | 10.0.0.1             | UNUSABLE_HEADERS
            octal                                    | 9.9.9.9, 010.0.0.2                     | 10.0.0.1             | UNUSABLE_HEADERS
            hexadecimal                              | 9.9.9.9, 0x0a.0.0.2                    | 10.0.0.1             | UNUSABLE_HEADERS
            short form                               | 9.9.9.9, 10.2                          | 10.0.0.1             | UNUSABLE_HEADERS
            one number                               | 9.9.9.9, 167772162                     | 10.0.0.1             | UNUSABLE_HEADERS
            network                                  | 9.9.9.9, 10.0.0.0/8                    | 10.0.0.1             | UNUSABLE_HEADERS
            two addresses without a comma            | 9.9.9.9 1.2.3.4                        | 10.0.0.1             | UNUSABLE_HEADERS
            semicolon is no separator                | 9.9.9.9;1.2.3.4                        | 10.0.0.1             | UNUSABLE_HEADERS
            Forwarded syntax in the wrong header     | for=9.9.9.9                            | 10.0.0.1             | UNUSABLE_HEADERS
            full-width digits                        | ９.9.9.9                                | 10.0.0.1             | UNUSABLE_HEADERS
            zone without a name                      | fe80::7%                               | 10.0.0.1             | UNUSABLE_HEADERS
            zone on IPv4                             | 1.2.3.4%eth0                           | 10.0.0.1             | UNUSABLE_HEADERS
            """)
    void xForwardedFor_fromATrustedPeer(String name, String lines, String address, Trust trust) {
        assertClient(either.resolve(head("10.0.0.1", "X-Forwarded-For", lines)), address, trust);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            one element                              | for=1.2.3.4                                   | 1.2.3.4     | FORWARDED
            name in any case                         | FOR=1.2.3.4                                   | 1.2.3.4     | FORWARDED
            other parameters                         | by=10.0.0.1;for=1.2.3.4;proto=https;host=x    | 1.2.3.4     | FORWARDED
            unknown parameters                       | secret=abc;for=1.2.3.4                        | 1.2.3.4     | FORWARDED
            blanks around semicolons                 | by=_a ; for=1.2.3.4 ; proto=http              | 1.2.3.4     | FORWARDED
            empty pairs                              | ;for=1.2.3.4;;                                | 1.2.3.4     | FORWARDED
            quoted IPv4                              | for="1.2.3.4"                                 | 1.2.3.4     | FORWARDED
            quoted IPv4 with port                    | for="1.2.3.4:47011"                           | 1.2.3.4     | FORWARDED
            quoted IPv4 with hidden port             | for="1.2.3.4:_x-1"                            | 1.2.3.4     | FORWARDED
            quoted IPv6                              | for="[2001:db8:cafe::17]"                     | 2001:db8:cafe::17 | FORWARDED
            quoted IPv6 with port                    | for="[2001:db8:cafe::17]:4711"                | 2001:db8:cafe::17 | FORWARDED
            quoted IPv6, upper case                  | For="[2001:DB8:CAFE::17]:4711"                | 2001:db8:cafe::17 | FORWARDED
            quoted mapped                            | for="[::ffff:1.2.3.4]"                        | 1.2.3.4     | FORWARDED
            client prepends a lie                    | for=9.9.9.9, for=1.2.3.4                      | 1.2.3.4     | FORWARDED
            two lines                                | for=9.9.9.9 ## for=1.2.3.4                    | 1.2.3.4     | FORWARDED
            three hops                               | for=1.2.3.4, for=10.0.0.3, for="10.0.0.2:80"  | 1.2.3.4     | FORWARDED
            hops over lines                          | for=9.9.9.9, for=1.2.3.4 ## for=10.0.0.2      | 1.2.3.4     | FORWARDED
            all hops ours                            | for=10.0.0.9, for=10.0.0.3                    | 10.0.0.9    | FORWARDED
            GHSA-38x9-25wx-7fg2 comma in quotes      | host="a, for=9.9.9.9";for=1.2.3.4             | 1.2.3.4     | FORWARDED
            GHSA-38x9-25wx-7fg2 semicolon in quotes  | host="a;for=9.9.9.9";for=1.2.3.4              | 1.2.3.4     | FORWARDED
            comma in quotes after the address        | for=1.2.3.4;host="b, for=9.9.9.9"             | 1.2.3.4     | FORWARDED
            escaped quote in quotes                  | for=1.2.3.4;host="b\\", for=9.9.9.9"          | 1.2.3.4     | FORWARDED
            escaped backslash ends the quotes        | for=9.9.9.9;host="b\\\\", for=1.2.3.4         | 1.2.3.4     | FORWARDED
            escaped quote first                      | for=1.2.3.4;host="\\", for=9.9.9.9"           | 1.2.3.4     | FORWARDED
            quote left open by the client            | for="9.9.9.9, for=1.2.3.4                     | 1.2.3.4     | FORWARDED
            quote left open, proxy quotes too        | for="9.9.9.9, for="[2001:db8::7]:1"           | 2001:db8::7 | FORWARDED
            quote left open in an earlier line       | for="9.9.9.9 ## for=1.2.3.4                   | 1.2.3.4     | FORWARDED
            garbage left of the client               | ===, for=1.2.3.4                              | 1.2.3.4     | FORWARDED
            unknown                                  | for=9.9.9.9, for=unknown                      | 10.0.0.1    | UNUSABLE_HEADERS
            unknown in quotes                        | for=9.9.9.9, for="Unknown"                    | 10.0.0.1    | UNUSABLE_HEADERS
            hidden                                   | for=9.9.9.9, for=_gazonk                      | 10.0.0.1    | UNUSABLE_HEADERS
            hidden behind a hop                      | for=9.9.9.9, for=_a, for=10.0.0.2             | 10.0.0.2    | UNUSABLE_HEADERS
            hidden with port                         | for=9.9.9.9, for="_a:80"                      | 10.0.0.1    | UNUSABLE_HEADERS
            GHSA-38x9-25wx-7fg2 not an address       | for=9.9.9.9, for=not-an-address               | 10.0.0.1    | UNUSABLE_HEADERS
            no for                                   | for=9.9.9.9, proto=https;by=10.0.0.1          | 10.0.0.1    | UNUSABLE_HEADERS
            empty line                               | ''                                            | 10.0.0.1    | UNUSABLE_HEADERS
            empty element                            | 'for=9.9.9.9, '                               | 10.0.0.1    | UNUSABLE_HEADERS
            empty for                                | for=9.9.9.9, for=                             | 10.0.0.1    | UNUSABLE_HEADERS
            empty for in quotes                      | for=9.9.9.9, for=""                           | 10.0.0.1    | UNUSABLE_HEADERS
            two for in one element                   | for=9.9.9.9;for=1.2.3.4                       | 10.0.0.1    | UNUSABLE_HEADERS
            two for of different case                | for=1.2.3.4;For=9.9.9.9                       | 10.0.0.1    | UNUSABLE_HEADERS
            IPv6 without quotes                      | for=[2001:db8::7]                             | 10.0.0.1    | UNUSABLE_HEADERS
            IPv6 without brackets                    | for="2001:db8::7"                             | 10.0.0.1    | UNUSABLE_HEADERS
            IPv4 with port without quotes            | for=1.2.3.4:80                                | 10.0.0.1    | UNUSABLE_HEADERS
            IPv4 in brackets                         | for="[1.2.3.4]"                               | 10.0.0.1    | UNUSABLE_HEADERS
            blank around the equals sign             | for = 1.2.3.4                                 | 10.0.0.1    | UNUSABLE_HEADERS
            blank in quotes                          | for=" 1.2.3.4"                                | 10.0.0.1    | UNUSABLE_HEADERS
            escape in the address                    | for="1.2.3.\\4"                               | 10.0.0.1    | UNUSABLE_HEADERS
            hidden port too short                    | for="1.2.3.4:_"                               | 10.0.0.1    | UNUSABLE_HEADERS
            port out of shape                        | for="1.2.3.4:8_0"                             | 10.0.0.1    | UNUSABLE_HEADERS
            text after the quotes                    | for="1.2.3.4"x                                | 10.0.0.1    | UNUSABLE_HEADERS
            text after the address                   | for=1.2.3.4 9.9.9.9                           | 10.0.0.1    | UNUSABLE_HEADERS
            bare address                             | 1.2.3.4                                       | 10.0.0.1    | UNUSABLE_HEADERS
            quote left open at the end               | for=1.2.3.4;host="                            | 10.0.0.1    | UNUSABLE_HEADERS
            quote left open in the address           | for="1.2.3.4                                  | 10.0.0.1    | UNUSABLE_HEADERS
            name in quotes                           | "for"=1.2.3.4                                 | 10.0.0.1    | UNUSABLE_HEADERS
            """)
    void forwarded_fromATrustedPeer(String name, String lines, String address, Trust trust) {
        assertClient(either.resolve(head("10.0.0.1", "Forwarded", lines)), address, trust);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            CVE-2025-41235 Forwarded from anybody        | Forwarded         | for=9.9.9.9;proto=https
            CVE-2025-41235 X-Forwarded-For from anybody  | X-Forwarded-For   | 9.9.9.9
            CVE-2020-35590 login limit dodged            | X-Forwarded-For   | 127.0.0.1
            CVE-2020-13485 allow list passed             | X-Forwarded-For   | 10.0.0.1
            CVE-2023-34036 scheme and host from anybody  | X-Forwarded-Host  | evil.example
            scheme from anybody                          | X-Forwarded-Proto | https
            real address from anybody                    | X-Real-IP         | 9.9.9.9
            garbage from anybody                         | X-Forwarded-For   | ?
            """)
    void anyReport_fromAnUntrustedPeer_isIgnoredAndMarked(String name, String header, String line) {
        for (TrustedProxies proxies : new TrustedProxies[] {either, TrustedProxies.none()}) {
            ClientAddress client = proxies.resolve(TestHead.from("1.2.3.4").with(header, line));
            assertClient(client, "1.2.3.4", Trust.UNTRUSTED_HEADERS);
            assertThat(client.isSecure()).isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            both agree                               | for=1.2.3.4             | 1.2.3.4          | 1.2.3.4  | FORWARDED
            both agree through hops                  | for=1.2.3.4, for=10.0.0.2 | 1.2.3.4, 10.0.0.2 | 1.2.3.4 | FORWARDED
            both agree in other notation             | for="[::ffff:1.2.3.4]"  | 1.2.3.4:80       | 1.2.3.4  | FORWARDED
            both agree, lies left of it differ       | for=9.9.9.9, for=1.2.3.4 | 9.9.9.8, 1.2.3.4 | 1.2.3.4  | FORWARDED
            client's own Forwarded passed through    | for=9.9.9.9             | 1.2.3.4          | 10.0.0.1 | UNUSABLE_HEADERS
            client's own X-Forwarded-For passed on   | for=1.2.3.4             | 9.9.9.9          | 10.0.0.1 | UNUSABLE_HEADERS
            client hides in garbage                  | garbage                 | 1.2.3.4          | 10.0.0.1 | UNUSABLE_HEADERS
            client claims a proxy's address          | for=10.9.9.9            | 1.2.3.4          | 10.0.0.1 | UNUSABLE_HEADERS
            both are garbage                         | garbage                 | garbage          | 10.0.0.1 | UNUSABLE_HEADERS
            """)
    void bothHeaders_countOnlyWhereTheyAgree(
            String name, String forwarded, String legacy, String address, Trust trust) {
        TestHead head = TestHead.from("10.0.0.1").with("Forwarded", forwarded).with("X-Forwarded-For", legacy);
        assertClient(either.resolve(head), address, trust);
    }

    @Test
    void configuredHeader_isTheOnlyOneRead() {
        TestHead both =
                TestHead.from("10.0.0.1").with("Forwarded", "for=9.9.9.9").with("X-Forwarded-For", "1.2.3.4");
        assertClient(of(ForwardingHeader.X_FORWARDED_FOR).resolve(both), "1.2.3.4", Trust.FORWARDED);
        assertClient(of(ForwardingHeader.FORWARDED).resolve(both), "9.9.9.9", Trust.FORWARDED);
    }

    @Test
    void otherHeaderAlone_isUnusable() {
        TestHead legacy = TestHead.from("10.0.0.1").with("X-Forwarded-For", "9.9.9.9");
        assertClient(of(ForwardingHeader.FORWARDED).resolve(legacy), "10.0.0.1", Trust.UNUSABLE_HEADERS);
        TestHead forwarded = TestHead.from("10.0.0.1").with("Forwarded", "for=9.9.9.9");
        assertClient(of(ForwardingHeader.X_FORWARDED_FOR).resolve(forwarded), "10.0.0.1", Trust.UNUSABLE_HEADERS);
    }

    private static TrustedProxies of(ForwardingHeader header) {
        return TrustedProxies.builder(PROXIES).header(header).build();
    }

    /** CVE-2025-64484: a name with underscores is another name, whatever a CGI-like layer makes of it. */
    @Test
    void underscoreNames_areNotRead() {
        TestHead head =
                TestHead.from("10.0.0.1").with("X_Forwarded_For", "9.9.9.9").with("X-Forwarded-For", "1.2.3.4");
        assertClient(either.resolve(head), "1.2.3.4", Trust.FORWARDED);
    }

    /** CVE-2025-48865: Connection: X-Forwarded-For makes a proxy drop what it appended. */
    @Test
    void droppedReport_isUnusableWhereOneIsRequired() {
        TestHead silent = TestHead.from("10.0.0.1");
        assertClient(either.resolve(silent), "10.0.0.1", Trust.DIRECT);
        TrustedProxies strict = TrustedProxies.builder(PROXIES).requireReport().build();
        assertClient(strict.resolve(silent), "10.0.0.1", Trust.UNUSABLE_HEADERS);
        assertClient(strict.resolve(TestHead.from("1.2.3.4")), "1.2.3.4", Trust.DIRECT);
    }

    /** GHSA-g8m5-722r-8whq: remembering clients must not cost memory per client. */
    @Test
    void hundredThousandClients_stayCorrectInAFixedTable() {
        for (int i = 0; i < 100_000; i++) {
            String address = "1." + (i >> 16) + "." + (i >> 8 & 0xff) + "." + (i & 0xff);
            assertThat(either.resolve(head("10.0.0.1", "X-Forwarded-For", address))
                            .address())
                    .hasToString(address);
        }
    }

    @Test
    void oversizedList_costsOnlyItsRightEnd() {
        String lie = "9.9.9.9, ".repeat(100_000);
        assertClient(either.resolve(head("10.0.0.1", "X-Forwarded-For", lie + "1.2.3.4")), "1.2.3.4", Trust.FORWARDED);
        String ours = "10.0.0.2, ".repeat(100_000);
        assertClient(
                either.resolve(head("10.0.0.1", "X-Forwarded-For", "1.2.3.4, " + ours + "10.0.0.3")),
                "1.2.3.4",
                Trust.FORWARDED);
        String quotes = "\"\\\\\\".repeat(50_000);
        assertClient(
                either.resolve(head("10.0.0.1", "Forwarded", quotes + ", for=1.2.3.4")), "1.2.3.4", Trust.FORWARDED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            none reported                   | for=1.2.3.4                            | http
            https                           | for=1.2.3.4;proto=https                | https
            in any case, in quotes          | proto="HTTPS";for=1.2.3.4              | https
            of the client's element only    | for=9.9.9.9;proto=https, for=1.2.3.4   | http
            not of a later hop              | for=1.2.3.4, for=10.0.0.2;proto=https  | http
            something else                  | for=1.2.3.4;proto=ftp                  | http
            twice                           | for=1.2.3.4;proto=https;proto=https    | 10.0.0.1
            of an unusable element          | for=unknown;proto=https                | http
            """)
    void scheme_comesFromTheSameElement(String name, String line, String scheme) {
        String expected = scheme.equals("10.0.0.1") ? "http" : scheme;
        assertThat(either.resolve(head("10.0.0.1", "Forwarded", line)).scheme()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            https                  | https            | https
            in any case            | HTTPS            | https
            right-most of a list   | https, http      | http
            right-most, other way  | http, https      | https
            right-most line        | https ## http    | http
            empty                  | ''               | http
            empty last             | 'https,'         | http
            something else         | wss              | http
            quoted                 | "https"          | http
            """)
    void scheme_isTheRightMostOfXForwardedProto(String name, String lines, String scheme) {
        TestHead head = head("10.0.0.1", "X-Forwarded-Proto", lines).with("X-Forwarded-For", "1.2.3.4");
        assertThat(either.resolve(head).scheme()).isEqualTo(scheme);
    }

    @Test
    void sameClient_isTheSameObject() {
        TestHead head = head("10.0.0.1", "X-Forwarded-For", "1.2.3.4");
        assertThat(either.resolve(head)).isSameAs(either.resolve(head));
        assertThat(either.check(head)).isSameAs(either.check(head));
        assertThat(either.resolve(TestHead.from("1.2.3.4"))).isNotEqualTo(either.resolve(head));
    }

    @Test
    void guard_setsTheAttribute() {
        assertThat(either.check(TestHead.from("::1")))
                .isInstanceOfSatisfying(
                        Decision.Proceed.class,
                        proceed -> assertThat(proceed.attributes().get(RequestAttributes.CLIENT_ADDRESS))
                                .isEqualTo(new ClientAddress(IpAddress.parse("::1"), "http", Trust.DIRECT)));
    }

    @Test
    void trustingEverybody_isAFault() {
        CidrSet everybody = CidrSet.of("0.0.0.0/0", "10.0.0.0/8", "::/0");
        assertThatThrownBy(() -> TrustedProxies.of(everybody))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .hasSize(2)
                                .allMatch(violation -> violation.reason().equals("trusts_everybody")));
    }

    @Test
    void optionTwice_isRefused() {
        assertThatThrownBy(() -> TrustedProxies.builder(PROXIES)
                        .header(ForwardingHeader.EITHER)
                        .header(ForwardingHeader.FORWARDED))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> TrustedProxies.builder(PROXIES).requireReport().requireReport())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void evidence_namesTheProxies() {
        assertThat(either.evidence()).singleElement().satisfies(evidence -> {
            assertThat(evidence.id()).isEqualTo("RATE-ADDRESS");
            assertThat(evidence.summary()).contains("10.0.0.0/8");
        });
    }
}
