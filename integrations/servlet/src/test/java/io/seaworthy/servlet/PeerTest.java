package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.net.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "::1, ::1",
        "[::1], ::1",
        "0:0:0:0:0:0:0:1, ::1",
        "fe80::1%eth0, fe80::1",
        "[fe80::1%2], fe80::1",
        "::ffff:10.0.0.1, 10.0.0.1"
    })
    void spellingsOfContainers_areTheAddress(String text, String address) {
        assertThat(Peer.parse(text)).isEqualTo(IpAddress.parse(address));
    }

    /** No name is looked up, and nobody becomes somebody. */
    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"localhost", "unknown", "/tmp/socket", "10.1", "[]", "[", "[10.0.0.1", "1.2.3.4:80"})
    void whatIsNoAddress_isUnknown(String text) {
        assertThat(Peer.parse(text)).isEqualTo(Peer.UNKNOWN);
    }

    @Test
    void unknown_isNotLoopback() {
        assertThat(Peer.UNKNOWN).isEqualTo(IpAddress.parse("::"));
    }
}
