package io.seaworthy.kernel.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8, 10.255.255.255",
        "0.0.0.0/0, 0.0.0.0/0, 255.255.255.255",
        "192.0.2.1, 192.0.2.1/32, 192.0.2.1",
        "192.0.2.0/31, 192.0.2.0/31, 192.0.2.1",
        "2001:DB8::/32, 2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "::1, ::1/128, ::1",
        "::/0, ::/0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::/64, 2001:db8::/64, 2001:db8::ffff:ffff:ffff:ffff",
        "2001:db8::/65, 2001:db8::/65, 2001:db8::7fff:ffff:ffff:ffff",
        "::ffff:10.0.0.0/104, 10.0.0.0/8, 10.255.255.255",
        "::ffff:0:0/96, 0.0.0.0/0, 255.255.255.255",
        "::ffff:192.0.2.1, 192.0.2.1/32, 192.0.2.1",
    })
    void network_hasCanonicalTextAndLastAddress(String text, String canonical, String last) {
        Cidr cidr = Cidr.of(text);
        assertThat(cidr).hasToString(canonical).isEqualTo(Cidr.of(canonical));
        assertThat(cidr.last()).hasToString(last);
        assertThat(cidr.contains(cidr.network())).isTrue();
        assertThat(cidr.contains(cidr.last())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', malformed",
        "/8, malformed",
        "10/8, malformed",
        "10.0.0/8, malformed",
        "localhost/8, malformed",
        "fe80::%eth0/64, malformed",
        "010.0.0.0/8, malformed",
        "10.0.0.0/8/8, out_of_range",
        "10.0.0.0/, out_of_range",
        "10.0.0.0/33, out_of_range",
        "10.0.0.0/-1, out_of_range",
        "10.0.0.0/+8, out_of_range",
        "10.0.0.0/08, out_of_range",
        "10.0.0.0/8 , ok",
        "'10.0.0.0/8 ', out_of_range",
        "10.0.0.0/255.0.0.0, out_of_range",
        "::/129, out_of_range",
        "::/1000, out_of_range",
        "10.0.0.1/8, host_bits_set",
        "2001:db8::1/64, host_bits_set",
        "::ffff:10.0.0.0/8, host_bits_set",
        "::ffff:10.0.0.1/104, host_bits_set",
    })
    void fault_isNamed(String text, String reason) {
        if (reason.equals("ok")) {
            assertThat(Cidr.of(text).bits()).isEqualTo(8);
            return;
        }
        assertThatThrownBy(() -> Cidr.of(text))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .singleElement()
                                .satisfies(violation ->
                                        assertThat(violation.reason()).isEqualTo(reason)));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.2.3, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, 9.255.255.255, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "10.0.0.0/8, ::10.1.2.3, false",
        "10.0.0.0/8, 64:ff9b::10.1.2.3, false",
        "::/0, 10.1.2.3, false",
        "::/0, ::10.1.2.3, true",
        "::/96, 1.2.3.4, false",
        "::fffe:0:0/95, 1.2.3.4, false",
        "0.0.0.0/0, ::1, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "2001:db8::/33, 2001:db8:7fff::, true",
        "2001:db8::/33, 2001:db8:8000::, false",
    })
    void membership_isByFamilyAndBits(String network, String address, boolean contained) {
        assertThat(Cidr.of(network).contains(IpAddress.parse(address))).isEqualTo(contained);
        assertThat(CidrSet.of(network).contains(IpAddress.parse(address))).isEqualTo(contained);
    }
}
