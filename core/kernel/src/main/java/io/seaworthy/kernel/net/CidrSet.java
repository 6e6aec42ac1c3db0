package io.seaworthy.kernel.net;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.config.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A set of networks. A look-up is a binary search over sorted, disjoint ranges and allocates nothing. Immutable,
 * thread-safe. Networks may overlap; IPv6 networks hold no IPv4 address.
 *
 * <p>Permitted elements are those of {@link Cidr}; every faulty one is reported, together.
 */
public final class CidrSet {

    private static final CidrSet NONE = new CidrSet(List.of());

    private static final IpAddress BEFORE_IPV4 = IpAddress.ofBits(0, 0x0000_fffe_ffff_ffffL);
    private static final IpAddress AFTER_IPV4 = IpAddress.ofBits(0, 0x0001_0000_0000_0000L);

    private record Range(IpAddress first, IpAddress last) {}

    private final List<Cidr> networks;

    // Four longs for each range: the bits of its first and of its last address.
    private final long[] ranges;

    private CidrSet(List<Cidr> networks) {
        this.networks = List.copyOf(networks);
        List<Range> merged = merge(networks);
        ranges = new long[merged.size() * 4];
        for (int i = 0; i < merged.size(); i++) {
            Range range = merged.get(i);
            ranges[4 * i] = range.first.high();
            ranges[4 * i + 1] = range.first.low();
            ranges[4 * i + 2] = range.last.high();
            ranges[4 * i + 3] = range.last.low();
        }
    }

    /** The empty set. */
    public static CidrSet none() {
        return NONE;
    }

    /** The set of these networks; throws a {@link ConfigurationException} with every fault. */
    public static CidrSet of(String... networks) {
        return of(List.of(networks));
    }

    /** The set of these networks; throws a {@link ConfigurationException} with every fault. */
    public static CidrSet of(Collection<String> networks) {
        Faults faults = Faults.in("CidrSet");
        List<Cidr> parsed = new ArrayList<>();
        int index = 0;
        for (String network : networks) {
            Object result = Cidr.parse("cidrs[" + index++ + "]", network);
            if (result instanceof Cidr cidr) {
                parsed.add(cidr);
            } else {
                faults.add((Violation) result);
            }
        }
        faults.throwIfAny();
        return new CidrSet(parsed);
    }

    private static List<Range> merge(List<Cidr> networks) {
        List<Range> all = new ArrayList<>();
        for (Cidr network : networks) {
            split(network, all);
        }
        all.sort((a, b) -> a.first.compareTo(b.first));
        List<Range> merged = new ArrayList<>();
        for (Range range : all) {
            Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || last.last.compareTo(range.first) < 0) {
                merged.add(range);
            } else if (last.last.compareTo(range.last) < 0) {
                merged.set(merged.size() - 1, new Range(last.first, range.last));
            }
        }
        return merged;
    }

    /** An IPv6 network around the mapped addresses becomes what lies before and what lies behind them. */
    private static void split(Cidr network, List<Range> into) {
        IpAddress first = network.network();
        IpAddress last = network.last();
        boolean around = !first.isIpv4() && first.compareTo(BEFORE_IPV4) <= 0 && last.compareTo(BEFORE_IPV4) > 0;
        if (!around) {
            into.add(new Range(first, last));
            return;
        }
        into.add(new Range(first, BEFORE_IPV4));
        if (last.compareTo(AFTER_IPV4) >= 0) {
            into.add(new Range(AFTER_IPV4, last));
        }
    }

    public boolean contains(IpAddress address) {
        return contains(address.high(), address.low());
    }

    boolean contains(long high, long low) {
        int from = 0;
        int to = ranges.length / 4 - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int at = 4 * middle;
            if (isBefore(high, low, ranges[at], ranges[at + 1])) {
                to = middle - 1;
            } else if (isBefore(ranges[at + 2], ranges[at + 3], high, low)) {
                from = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    private static boolean isBefore(long high, long low, long otherHigh, long otherLow) {
        int order = Long.compareUnsigned(high, otherHigh);
        return order < 0 || (order == 0 && Long.compareUnsigned(low, otherLow) < 0);
    }

    public boolean isEmpty() {
        return networks.isEmpty();
    }

    /** The networks as given, in canonical form. */
    public List<Cidr> networks() {
        return networks;
    }

    @Override
    public String toString() {
        return networks.toString();
    }
}
