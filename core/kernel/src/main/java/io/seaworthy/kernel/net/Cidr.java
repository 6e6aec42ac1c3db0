package io.seaworthy.kernel.net;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network: an address and how many of its first bits count (RFC 4632, RFC 4291 section 2.3). Immutable, thread-safe.
 *
 * <p>Permitted: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, {@code 192.0.2.1} (all bits). Prohibited: {@code 10.0.0.1/8}
 * (bits behind the prefix are set, which is a typing error as often as not), {@code 10/8}, {@code fe80::%eth0/64}.
 * {@code ::ffff:10.0.0.0/104} is {@code 10.0.0.0/8}.
 *
 * <p>An IPv6 network holds no IPv4 address, not even {@code ::/0}, although IPv4 is kept in mapped form.
 */
public final class Cidr {

    private final IpAddress network;
    private final int bits;

    private Cidr(IpAddress network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** The network that the text stands for; throws a {@link ConfigurationException} that says what is wrong. */
    public static Cidr of(String text) {
        Object parsed = parse("cidr", text);
        if (parsed instanceof Cidr cidr) {
            return cidr;
        }
        throw new ConfigurationException("Cidr", List.of((Violation) parsed));
    }

    /** Either a Cidr or a Violation. */
    static Object parse(String path, String text) {
        int slash = text.indexOf('/');
        int end = slash < 0 ? text.length() : slash;
        IpAddress address = text.indexOf('%') >= 0 ? null : IpAddress.parse(text, 0, end);
        if (address == null) {
            return Violation.of(path, text, "malformed", "an address or a network such as 10.0.0.0/8 or 2001:db8::/32");
        }
        boolean writtenAsIpv6 = text.indexOf(':') >= 0;
        int all = writtenAsIpv6 ? 128 : 32;
        int bits = slash < 0 ? all : prefixLength(text, slash + 1);
        if (bits < 0 || bits > all) {
            return Violation.of(path, text, "out_of_range", "a prefix length of 0 to " + all);
        }
        boolean mapped = writtenAsIpv6 && address.isIpv4();
        if (mapped && bits < 96) {
            return Violation.of(path, text, "host_bits_set", "a network of IPv4-mapped addresses has /96 to /128");
        }
        int counted = mapped ? bits - 96 : bits;
        IpAddress network = address.prefix(counted);
        if (!network.equals(address)) {
            return Violation.of(path, text, "host_bits_set", "no bits set behind the prefix")
                    .hint("Did you mean " + network + "/" + counted + "?");
        }
        return new Cidr(network, counted);
    }

    /** One to three decimal digits without leading zeros, or -1. */
    private static int prefixLength(String text, int from) {
        int digits = text.length() - from;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < text.length(); i++) {
            if (!IpSyntax.isDigit(text.charAt(i))) {
                return -1;
            }
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }

    /** The first address. */
    public IpAddress network() {
        return network;
    }

    /** The length of the prefix: 0 to 32 for IPv4, 0 to 128 for IPv6. */
    public int bits() {
        return bits;
    }

    /** The last address. */
    public IpAddress last() {
        int kept = network.isIpv4() ? bits + 96 : bits;
        long high = kept >= 64 ? network.high() : network.high() | ~IpAddress.highMask(kept);
        long low = kept <= 64 ? -1 : network.low() | ~IpAddress.highMask(kept - 64);
        return IpAddress.ofBits(high, low);
    }

    public boolean contains(IpAddress address) {
        return address.isIpv4() == network.isIpv4() && address.prefix(bits).equals(network);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cidr that && network.equals(that.network) && bits == that.bits;
    }

    @Override
    public int hashCode() {
        return network.hashCode() * 31 + bits;
    }

    /** The canonical text, always with the prefix length. */
    @Override
    public String toString() {
        return network + "/" + bits;
    }
}
