package io.seaworthy.kernel.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.0.0.0                                       | 0.0.0.0
            127.0.0.1                                     | 127.0.0.1
            255.255.255.255                               | 255.255.255.255
            1.2.3.4                                       | 1.2.3.4
            10.20.30.40                                   | 10.20.30.40
            192.0.2.255                                   | 192.0.2.255
            ::                                            | ::
            ::1                                           | ::1
            1::                                           | 1::
            2001:db8::1                                   | 2001:db8::1
            2001:DB8::ABCD                                | 2001:db8::abcd
            2001:0db8:0000:0000:0000:0000:0000:0001       | 2001:db8::1
            2001:db8:0:0:1:0:0:1                          | 2001:db8::1:0:0:1
            2001:db8:0:1:1:1:1:1                          | 2001:db8:0:1:1:1:1:1
            2001:db8::1:1:1:1:1                           | 2001:db8:0:1:1:1:1:1
            2001:0:0:1:0:0:0:1                            | 2001:0:0:1::1
            2001:db8:0:0:0:0:2:1                          | 2001:db8::2:1
            1:2:3:4:5:6:7:8                               | 1:2:3:4:5:6:7:8
            1:2:3:4:5:6:7::                               | 1:2:3:4:5:6:7:0
            ::2:3:4:5:6:7:8                               | 0:2:3:4:5:6:7:8
            0:0:0:0:0:0:0:0                               | ::
            0:0:1::                                       | 0:0:1::
            1:0:0:2::                                     | 1:0:0:2::
            ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff       | ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
            ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255 | ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
            fe80::1%eth0                                  | fe80::1
            fe80::1%25eth0                                | fe80::1
            fe80::1%1                                     | fe80::1
            ff02::1                                       | ff02::1
            64:ff9b::192.0.2.33                           | 64:ff9b::c000:221
            2001:db8::1.2.3.4                             | 2001:db8::102:304
            1:2:3:4:5:6:7.8.9.10                          | 1:2:3:4:5:6:708:90a
            ::1.2.3.4                                     | ::102:304
            ::ffff:1.2.3.4                                | 1.2.3.4
            ::ffff:102:304                                | 1.2.3.4
            ::FFFF:0102:0304                              | 1.2.3.4
            0:0:0:0:0:ffff:1.2.3.4                        | 1.2.3.4
            0000:0000:0000:0000:0000:ffff:0102:0304       | 1.2.3.4
            ::ffff:1.2.3.4%eth0                           | 1.2.3.4
            ::ffff:0:1.2.3.4                              | ::ffff:0:102:304
            """)
    void literal_parsesToCanonicalText(String text, String canonical) {
        IpAddress address = IpAddress.parse(text);
        assertThat(address).hasToString(canonical);
        assertThat(IpAddress.parse(canonical)).isEqualTo(address).hasSameHashCodeAs(address);
        assertThat(IpAddress.parse("<" + text + ">", 1, text.length() + 1)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1.2",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4.",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "01.2.3.4",
                "1.2.3.04",
                "00.0.0.0",
                "1.2.3.256",
                "1.2.3.1000",
                "256.1.1.1",
                "-1.2.3.4",
                "+1.2.3.4",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1.2.3.4\n",
                "1.2.3.4/32",
                "1.2.3.4:80",
                "1,2,3,4",
                "1.2.3.a",
                "１.２.３.４",
                "١.٢.٣.٤",
                "1。2。3。4",
                "1.2.3.4%eth0",
                "localhost",
                "example.com",
                "unknown",
                "_hidden",
                ":",
                ":::",
                "1:",
                ":1",
                "1:2",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:",
                ":2:3:4:5:6:7:8",
                "::1::",
                "1::2::3",
                "1:::2",
                "12345::",
                "0fffff::1",
                "g::1",
                "::g",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "[::1]",
                "[::1",
                "::1]",
                "::1/128",
                "::ffff:1.2.3",
                "::ffff:1.2.3.4.5",
                "::ffff:01.2.3.4",
                "::ffff:1.2.3.256",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "::1.2.3.4:",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:1.2.3.4",
                "::ffff:0x1.2.3.4",
                "fe80::1%",
                "fe80::1%e h",
                "fe80::1%e%h",
                "fe80::1%\r\nX: y",
                "%eth0",
                ":: 1",
                "::１",
                "::1\0",
                "\0::1",
                "::-1",
                "::+1",
                "1:2:3:4:5:6:7:8%",
                "00000000000000000000000000000000000000000000000::1"
            })
    void anythingElse_isNoAddress(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @Test
    void randomBits_surviveTextAndMatchTheJdk() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(4) == 0 ? 4 : 16];
            random.nextBytes(bytes);
            for (int group = 0; group + 1 < bytes.length; group += 2) {
                if (random.nextBoolean()) {
                    bytes[group] = 0;
                    bytes[group + 1] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : 0);
                }
            }
            InetAddress jdk = InetAddress.getByAddress(bytes);
            IpAddress address = IpAddress.of(jdk);
            assertThat(IpAddress.parse(address.toString())).as("seed %d", seed).isEqualTo(address);
            assertThat(IpAddress.parse(jdk.getHostAddress()))
                    .as("seed %d", seed)
                    .isEqualTo(address);
            assertThat(InetAddress.getByName(address.toString()))
                    .as("seed %d", seed)
                    .isEqualTo(jdk);
        }
    }

    @Test
    void mutatedLiterals_parseOnlyWhereTheJdkAgrees() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "0123456789abcdef::::....";
        String[] starts = {"1.2.3.4", "::ffff:1.2.3.4", "2001:db8::1", "1:2:3:4:5:6:7:8", "fe80::1:0:0:2"};
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(starts[random.nextInt(starts.length)]);
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                int at = random.nextInt(text.length() + 1);
                if (random.nextBoolean() || at == text.length()) {
                    text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                } else {
                    text.deleteCharAt(at);
                }
            }
            IpAddress address = IpAddress.parse(text);
            if (address != null) {
                assertThat(IpAddress.of(InetAddress.getByName(text.toString())))
                        .as("%s, seed %d", text, seed)
                        .isEqualTo(address);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 8, 10.0.0.0",
        "10.1.2.3, 0, 0.0.0.0",
        "10.1.2.3, 32, 10.1.2.3",
        "255.255.255.255, 1, 128.0.0.0",
        "2001:db8:1:2:3:4:5:6, 0, ::",
        "2001:db8:1:2:3:4:5:6, 1, ::",
        "2001:db8:1:2:3:4:5:6, 32, 2001:db8::",
        "2001:db8:1:2:3:4:5:6, 63, 2001:db8:1:2::",
        "2001:db8:1:3:3:4:5:6, 63, 2001:db8:1:2::",
        "2001:db8:1:2:3:4:5:6, 64, 2001:db8:1:2::",
        "2001:db8:1:2:ffff:4:5:6, 65, 2001:db8:1:2:8000::",
        "2001:db8:1:2:3:4:5:6, 127, 2001:db8:1:2:3:4:5:6",
        "2001:db8:1:2:3:4:5:7, 127, 2001:db8:1:2:3:4:5:6",
        "2001:db8:1:2:3:4:5:7, 128, 2001:db8:1:2:3:4:5:7",
    })
    void prefix_keepsTheFirstBits(String text, int bits, String network) {
        assertThat(IpAddress.parse(text).prefix(bits)).hasToString(network);
    }

    @ParameterizedTest
    @CsvSource({"1.2.3.4, 33", "1.2.3.4, -1", "::1, 129", "::1, -1"})
    void prefixOutOfRange_isRefused(String text, int bits) {
        IpAddress address = IpAddress.parse(text);
        assertThatThrownBy(() -> address.prefix(bits)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4",
        "::ffff:1.2.3.4, 1.2.3.4",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::",
        "2001:db8:1:2:ffff::, 2001:db8:1:2::",
        "::1, ::",
    })
    void grouping_takesIpv4WholeAndIpv6By64(String text, String group) {
        assertThat(IpAddress.parse(text).grouped()).hasToString(group);
    }

    /** CVE-2026-30827: masking mapped addresses as IPv6 put every IPv4 client into one group. */
    @Test
    void mappedClients_doNotShareAGroup() {
        assertThat(IpAddress.parse("::ffff:1.2.3.4").grouped())
                .isNotEqualTo(IpAddress.parse("::ffff:1.2.3.5").grouped())
                .isEqualTo(IpAddress.parse("::ffff:102:304").grouped());
    }

    @Test
    void order_isThatOfUnsignedBits() {
        assertThat(new String[] {"::", "::1", "1.2.3.4", "255.0.0.0", "7fff::", "8000::", "ffff::"})
                .extracting(IpAddress::parse)
                .isSorted();
    }
}
