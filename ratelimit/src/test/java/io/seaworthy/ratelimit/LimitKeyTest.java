package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.net.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitKeyTest {

    private static LimitKey address(String text) {
        return LimitKey.ofAddress(IpAddress.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "192.0.2.1, ::ffff:c000:201, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8::1, 2001:db8::ffff:1, true",
        "2001:db8::1, 2001:db8:0:1::1, false",
        "192.0.2.1, ::192.0.2.1, false",
        "192.0.2.1, 64:ff9b::192.0.2.1, true",
        "64:ff9b::192.0.2.1, 64:ff9b::192.0.2.2, false",
        "192.0.2.1, 64:ff9b::1:c000:201, false",
        "64:ff9b::1:c000:201, 64:ff9b::2:c000:201, true",
    })
    void address_countsIpv4WholeAndIpv6By64(String one, String other, boolean same) {
        assertThat(address(one).equals(address(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1, 198.51.7.7, true",
        "198.51.100.1, 198.52.100.1, false",
        "2001:db8:1::1, 2001:db8:2::1, true",
        "2001:db8::1, 2001:db9::1, false",
    })
    void overflowGroup_isTheWiderPrefix(String one, String other, boolean same) {
        assertThat(group(address(one)) == group(address(other))).isEqualTo(same);
    }

    private static long group(LimitKey key) {
        return LimitKey.overflowGroup(key.kind(), key.high(), key.low());
    }

    @Test
    void principal_isADigest() {
        // The first 16 bytes of SHA-256("abc"), FIPS 180-4.
        assertThat(LimitKey.ofPrincipal("abc").toHex()).isEqualTo("2ba7816bf8f01cfea414140de5dae2223");
    }

    @Test
    void account_dependsOnTheSecret() {
        LimitKey plain = LimitKey.ofAccount("a@example.com", null);
        LimitKey one = LimitKey.ofAccount("a@example.com", Secret.ofUtf8("one"));
        LimitKey other = LimitKey.ofAccount("a@example.com", Secret.ofUtf8("other"));
        assertThat(one).isNotEqualTo(plain).isNotEqualTo(other);
        assertThat(LimitKey.ofAccount("a@example.com", Secret.ofUtf8("one"))).isEqualTo(one);
    }

    @Test
    void text_holdsNoAddress() {
        assertThat(address("192.0.2.1")).hasToString("LimitKey[ADDRESS]");
    }
}
