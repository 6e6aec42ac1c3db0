package io.seaworthy.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "localhost",
                "localhost:8080",
                "example.com.",
                "EXAMPLE.com:0",
                "my_service:80",
                "127.0.0.1",
                "127.0.0.1:65535",
                "a:",
                "[::1]",
                "[::1]:8080",
                "[2001:db8::ff00:42:8329]",
                "[::ffff:192.0.2.1]:80",
                "xn--nxasmq6b"
            })
    void host_isAccepted(String value) {
        assertThat(HostSyntax.isHost(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "a b",
                "a,b",
                "a/b",
                "a\\b",
                "a?b",
                "a#b",
                "a@b",
                "user:pass@a",
                "a:80:90",
                "a:8o",
                "a:-1",
                "a:123456",
                "[::1",
                "::1",
                "[::1]x",
                "[::1]:x",
                "[]",
                "[:]",
                "[fe80::1%25eth0]",
                "[v1.fe]",
                "a%2eb",
                "a!b",
                "ä",
                "a\u0000",
                "a\t",
                "http://a"
            })
    void anythingElse_isRefused(String value) {
        assertThat(HostSyntax.isHost(value)).isFalse();
    }

    @Test
    void veryLongName_isRefused() {
        assertThat(HostSyntax.isHost("a".repeat(255))).isTrue();
        assertThat(HostSyntax.isHost("a".repeat(262))).isFalse();
    }
}
