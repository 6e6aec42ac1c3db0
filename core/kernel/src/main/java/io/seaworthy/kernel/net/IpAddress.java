package io.seaworthy.kernel.net;

import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as 128 bits. IPv4-mapped IPv6 is IPv4, by bits, however it was written. Immutable,
 * thread-safe; equality is by bits.
 *
 * <p>Parsing takes literals only and never asks DNS. IPv4 has exactly one spelling, four decimal octets without leading
 * zeros: {@code 127.0.0.1} is permitted, {@code 127.1}, {@code 0177.0.0.1}, {@code 0x7f000001} and {@code 2130706433}
 * are not. IPv6 is as in RFC 4291 section 2.2 without brackets. A zone id is dropped: it names an interface of the host
 * that wrote it, and one client must not become many by varying it. The text form is that of RFC 5952.
 *
 * <p>What it does not do: it does not say whether an address is reachable or harmless; see {@link SpecialPurpose}.
 */
public final class IpAddress implements Comparable<IpAddress> {

    private static final long MAPPED = 0x0000_ffffL;

    /** The size of the network that one IPv6 subscriber has at least (RFC 6177, RFC 7934). */
    private static final int IPV6_GROUP = 64;

    private final long high;
    private final long low;

    private IpAddress(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /** The address with these bits; an IPv4 address is {@code ::ffff:a.b.c.d}. */
    public static IpAddress ofBits(long high, long low) {
        return new IpAddress(high, low);
    }

    /** The address of a connection. */
    public static IpAddress of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return new IpAddress(0, mapped(bits(bytes, 0, 4)));
        }
        return new IpAddress(bits(bytes, 0, 8), bits(bytes, 8, 8));
    }

    /** The address that the text is a literal of, or null where it is none. Allocates nothing but the result. */
    public static @Nullable IpAddress parse(CharSequence text) {
        return parse(text, 0, text.length());
    }

    /** The address that a part of the text is a literal of, or null where it is none. */
    public static @Nullable IpAddress parse(CharSequence text, int from, int to) {
        Objects.checkFromToIndex(from, to, text.length());
        long ipv4 = IpSyntax.ipv4(text, from, to);
        if (ipv4 != IpSyntax.INVALID) {
            return new IpAddress(0, mapped(ipv4));
        }
        int end = IpSyntax.endBeforeZone(text, from, to);
        int groups = IpSyntax.ipv6Groups(text, from, end);
        if (groups == IpSyntax.INVALID) {
            return null;
        }
        return new IpAddress(
                IpSyntax.ipv6Half(text, from, end, groups, 0), IpSyntax.ipv6Half(text, from, end, groups, 1));
    }

    static long mapped(long ipv4) {
        return MAPPED << 32 | ipv4;
    }

    static boolean isIpv4(long high, long low) {
        return high == 0 && low >>> 32 == MAPPED;
    }

    private static long bits(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    public boolean isIpv4() {
        return isIpv4(high, low);
    }

    /**
     * The network of this address: its first bits, the others zero.
     *
     * @param bits 0 to 32 for IPv4, 0 to 128 for IPv6
     */
    public IpAddress prefix(int bits) {
        int all = isIpv4() ? 32 : 128;
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("A prefix of " + this + " has 0 to " + all + " bits, not " + bits);
        }
        int kept = bits + 128 - all;
        long maskedHigh = kept >= 64 ? high : high & highMask(kept);
        long maskedLow = kept <= 64 ? 0 : low & highMask(kept - 64);
        return maskedHigh == high && maskedLow == low ? this : new IpAddress(maskedHigh, maskedLow);
    }

    /** A long whose first bits are set; 0 to 64. */
    static long highMask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    /**
     * What stands for one subscriber in limits: an IPv4 address itself, the /64 of an IPv6 address, because a host may
     * use every address of its /64.
     */
    public IpAddress grouped() {
        return isIpv4() ? this : prefix(IPV6_GROUP);
    }

    @Override
    public int compareTo(IpAddress other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress that && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high * 31 + low);
    }

    /** The canonical text: dotted decimal, or RFC 5952 section 4 (lower case, the longest run of zeros shortened). */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(39);
        if (isIpv4()) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                text.append(low >>> shift & 0xff).append(shift > 0 ? "." : "");
            }
            return text.toString();
        }
        int gap = 8;
        int gapLength = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && group(i + run) == 0) {
                run++;
            }
            if (run > gapLength) {
                gap = i;
                gapLength = run;
            }
            i += run;
        }
        for (int i = 0; i < 8; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
            } else {
                boolean separate = i > 0 && i != gap + gapLength;
                text.append(separate ? ":" : "").append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    private int group(int index) {
        return (int) ((index < 4 ? high : low) >>> (16 * (3 - (index & 3)))) & 0xffff;
    }
}
