package io.seaworthy.sanitize.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.sanitize.Checked;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsrfGuardTest {

    private static PublicHttpUrl url(String text) {
        return PublicHttpUrl.parse(text).toOptional().orElseThrow();
    }

    private static Checked<List<InetAddress>, UrlRefusal> resolve(String... answers) {
        return SsrfGuard.of(host -> {
                    List<InetAddress> addresses = new ArrayList<>();
                    for (String answer : answers) {
                        addresses.add(InetAddress.getByName(answer));
                    }
                    return addresses;
                })
                .resolve(url("http://name.example/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001:0:7f00:1::80ff:fffe",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "3fff::1",
                "5f00::1",
                "4000::1"
            })
    void addressThatIsNotPublic_isBlockedAsNameAndAsLiteral(String address) {
        assertThat(resolve(address).refusal()).isEqualTo(UrlRefusal.BLOCKED_ADDRESS);
        assertThat(resolve("93.184.216.34", address).refusal()).isEqualTo(UrlRefusal.BLOCKED_ADDRESS);
        String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
        assertThat(PublicHttpUrl.parse("http://" + host + "/").refusal()).isEqualTo(UrlRefusal.BLOCKED_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001::1"})
    void publicAddress_isAllowedAsItIs(String address) throws Exception {
        assertThat(resolve(address).toOptional().orElseThrow()).containsExactly(InetAddress.getByName(address));
        String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
        assertThat(SsrfGuard.of(name -> List.of())
                        .resolve(url("https://" + host + "/"))
                        .toOptional()
                        .orElseThrow())
                .containsExactly(InetAddress.getByName(address));
    }

    @Test
    void nameWithoutAddress_isUnresolvable() {
        SsrfGuard unknown = SsrfGuard.of(host -> {
            throw new UnknownHostException(host);
        });
        assertThat(unknown.resolve(url("http://name.example/")).refusal()).isEqualTo(UrlRefusal.UNRESOLVABLE);
        assertThat(resolve().refusal()).isEqualTo(UrlRefusal.UNRESOLVABLE);
        SsrfGuard broken = SsrfGuard.of(host -> {
            throw new IllegalStateException("no resolver today");
        });
        assertThat(broken.resolve(url("http://name.example/")).refusal()).isEqualTo(UrlRefusal.UNRESOLVABLE);
    }

    @Test
    void localhost_isBlockedByTheSystemsResolver() {
        assertThat(resolve("localhost").refusal()).isEqualTo(UrlRefusal.BLOCKED_ADDRESS);
    }
}
