package io.seaworthy.benchmarks.address;

import io.seaworthy.kernel.net.CidrSet;
import io.seaworthy.kernel.net.IpAddress;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Who matches an address, given as text, with ten networks. */
public enum CidrPeer {
    SEAWORTHY,
    SPRING,
    /** The address parsed and not matched. */
    FLOOR;

    private static final List<String> NETWORKS = List.of(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "198.18.0.0/15",
            "203.0.113.0/24",
            "2001:db8::/32",
            "fd00::/8",
            "fe80::/10",
            "198.51.100.0/24");

    Predicate<String> matcher() {
        return switch (this) {
            case SEAWORTHY -> seaworthy();
            case SPRING -> spring();
            case FLOOR -> address -> IpAddress.parse(address) != null;
        };
    }

    private static Predicate<String> seaworthy() {
        CidrSet set = CidrSet.of(NETWORKS.toArray(String[]::new));
        return text -> {
            IpAddress address = IpAddress.parse(text);
            return address != null && set.contains(address);
        };
    }

    private static Predicate<String> spring() {
        List<IpAddressMatcher> matchers =
                NETWORKS.stream().map(IpAddressMatcher::new).toList();
        return text -> {
            for (IpAddressMatcher matcher : matchers) {
                if (matcher.matches(text)) {
                    return true;
                }
            }
            return false;
        };
    }
}
