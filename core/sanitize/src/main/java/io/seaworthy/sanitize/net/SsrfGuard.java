package io.seaworthy.sanitize.net;

import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.kernel.net.SpecialPurpose;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import io.seaworthy.sanitize.Checked;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;

/**
 * Finds the addresses that a URL may be fetched from. The name is resolved once; the answer is what has to be connected to,
 * because a second question may have a second answer (DNS rebinding). One address that is not public refuses them all.
 *
 * <p>Public is what {@link SpecialPurpose} says. It does not know a private service on a public address, and resolving has
 * the operating system's time limits. Thread-safe.
 */
public final class SsrfGuard implements EvidenceSource {

    /** Finds the addresses of a name. */
    @FunctionalInterface
    public interface Resolver {

        /** All addresses; at least one. */
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    private final Resolver resolver;

    private SsrfGuard(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Asks the operating system. */
    public static SsrfGuard create() {
        return of(host -> List.of(InetAddress.getAllByName(host)));
    }

    /** Asks this resolver; literals are never asked for. */
    public static SsrfGuard of(Resolver resolver) {
        return new SsrfGuard(Objects.requireNonNull(resolver, "resolver"));
    }

    /** The addresses to connect to, or {@code BLOCKED_ADDRESS} or {@code UNRESOLVABLE}. */
    public Checked<List<InetAddress>, UrlRefusal> resolve(PublicHttpUrl url) {
        IpAddress literal = url.literal();
        if (literal != null) {
            return SpecialPurpose.isPublic(literal)
                    ? Checked.accepted(List.of(inetAddress(literal)))
                    : Checked.refused(UrlRefusal.BLOCKED_ADDRESS);
        }
        List<InetAddress> addresses;
        try {
            addresses = List.copyOf(resolver.resolve(url.host()));
        } catch (UnknownHostException | RuntimeException unknown) { // a resolver of somebody's own may throw anything
            return Checked.refused(UrlRefusal.UNRESOLVABLE);
        }
        if (addresses.isEmpty()) {
            return Checked.refused(UrlRefusal.UNRESOLVABLE);
        }
        for (InetAddress address : addresses) {
            if (!SpecialPurpose.isPublic(IpAddress.of(address))) {
                return Checked.refused(UrlRefusal.BLOCKED_ADDRESS);
            }
        }
        return Checked.accepted(addresses);
    }

    private static InetAddress inetAddress(IpAddress address) {
        byte[] bytes = new byte[address.isIpv4() ? 4 : 16];
        long low = address.low();
        long high = address.high();
        for (int i = bytes.length - 1; i >= 0; i--) {
            bytes[i] = (byte) (i >= bytes.length - 8 ? low : high);
            if (i >= bytes.length - 8) {
                low >>>= 8;
            } else {
                high >>>= 8;
            }
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible); // only for other lengths
        }
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "INPUT-URL",
                "SsrfGuard",
                "every address of a host is public, checked where the connection is made; ports 80 and 443"));
    }

    @Override
    public String toString() {
        return "SsrfGuard";
    }
}
