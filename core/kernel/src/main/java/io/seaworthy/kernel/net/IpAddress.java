package io.seaworthy.kernel.net;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as 128 bits. IPv4-mapped IPv6 is IPv4, by bits; zone ids are dropped. Parsing is strict,
 * never asks DNS and accepts exactly one spelling of IPv4. Immutable, thread-safe; equality is by bits.
 */
public final class IpAddress implements Comparable<IpAddress> {

    private static final long MAPPED = 0x0000_ffffL;

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
            long v4 = bits(bytes, 0, 4);
            return new IpAddress(0, MAPPED << 32 | v4);
        }
        return new IpAddress(bits(bytes, 0, 8), bits(bytes, 8, 8));
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
        return high == 0 && low >>> 32 == MAPPED;
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
}
