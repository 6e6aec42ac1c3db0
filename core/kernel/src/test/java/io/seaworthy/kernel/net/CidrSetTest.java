package io.seaworthy.kernel.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CidrSetTest {

    @Test
    void severalFaults_areReportedTogether() {
        assertThatThrownBy(() -> CidrSet.of("10.0.0.0/8", "10.0.0.1/8", "2001:db8::/32", "nonsense"))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::path, Violation::reason)
                                .containsExactly(
                                        org.assertj.core.groups.Tuple.tuple("cidrs[1]", "host_bits_set"),
                                        org.assertj.core.groups.Tuple.tuple("cidrs[3]", "malformed")))
                .hasMessageContaining("Did you mean 10.0.0.0/8?");
    }

    @Test
    void emptySet_containsNothing() {
        assertThat(CidrSet.none().isEmpty()).isTrue();
        assertThat(CidrSet.none().contains(IpAddress.parse("127.0.0.1"))).isFalse();
        assertThat(CidrSet.of().contains(IpAddress.parse("::"))).isFalse();
    }

    @Test
    void edges_belongToTheirNetwork() {
        CidrSet set = CidrSet.of("10.0.0.0/8", "10.2.0.0/16", "11.0.0.0/8", "2001:db8::/32", "ffff::/16", "::/128");
        assertThat(List.of("10.0.0.0", "11.255.255.255", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "::"))
                .allMatch(text -> set.contains(IpAddress.parse(text)));
        assertThat(List.of("9.255.255.255", "12.0.0.0", "2001:db7:ffff:ffff::", "2001:db9::", "::1", "fffe:ffff::"))
                .noneMatch(text -> set.contains(IpAddress.parse(text)));
        assertThat(set.contains(IpAddress.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")))
                .isTrue();
    }

    @Test
    void randomSets_agreeWithTheirNetworksOneByOne() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<String> networks = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                IpAddress address = random(random);
                int bits = random.nextInt(address.isIpv4() ? 33 : 129);
                networks.add(
                        address.prefix(bits) + "/" + (address.prefix(bits).isIpv4() == address.isIpv4() ? bits : 128));
            }
            CidrSet set = CidrSet.of(networks);
            for (int i = 0; i < 100; i++) {
                IpAddress address = random(random);
                if (random.nextBoolean()) {
                    Cidr near = set.networks().get(random.nextInt(set.networks().size()));
                    IpAddress edge = random.nextBoolean() ? near.network() : near.last();
                    address = IpAddress.ofBits(edge.high(), edge.low() + random.nextInt(3) - 1);
                }
                IpAddress tested = address;
                assertThat(set.contains(tested))
                        .as("%s in %s, seed %d", tested, set, seed)
                        .isEqualTo(set.networks().stream().anyMatch(cidr -> cidr.contains(tested)));
            }
        }
    }

    private static IpAddress random(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> IpAddress.ofBits(0, 0xffff_0000_0000L | random.nextInt() & 0xffff_ffffL);
            case 1 -> IpAddress.ofBits(0, random.nextLong() >>> 12);
            default -> IpAddress.ofBits(random.nextLong(), random.nextLong());
        };
    }
}
