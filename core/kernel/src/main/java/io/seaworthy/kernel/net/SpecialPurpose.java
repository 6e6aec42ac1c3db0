package io.seaworthy.kernel.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Tells addresses of the public Internet from all others, by the IANA registries of special-purpose addresses (RFC
 * 6890, RFC 8190) and the multicast and unallocated space. For code that connects to an address somebody else named.
 *
 * <p>An address that carries an IPv4 address inside is public only if that one is too, because a translator on the way
 * may unpack it: IPv4-mapped, NAT64 {@code 64:ff9b::/96}, 6to4, Teredo (server and client), ISATAP. The deprecated
 * IPv4-compatible form and the local NAT64 prefix {@code 64:ff9b:1::/48} are never public. IPv6 outside
 * {@code 2000::/3} is not allocated and not public.
 *
 * <p>What it does not do: it does not resolve names, and it cannot know a private service on a public address.
 * Stateless, thread-safe, allocates nothing.
 */
public final class SpecialPurpose {

    private static final CidrSet REACHABLE = read("yes");
    private static final CidrSet UNREACHABLE = read("no");

    private static final long NAT64_HIGH = 0x0064_ff9b_0000_0000L;
    private static final long SIX_TO_FOUR = 0x2002;
    private static final long TEREDO = 0x2001_0000;

    /** The interface identifier of ISATAP without its universal bit (RFC 5214 section 6.1). */
    private static final long ISATAP = 0x0000_5efe;

    private static final long UNIVERSAL = 0x0200_0000;

    /** The first three bits of 2000::/3. */
    private static final long GLOBAL_UNICAST = 1;

    private SpecialPurpose() {}

    private static CidrSet read(String reachable) {
        InputStream resource = Objects.requireNonNull(
                SpecialPurpose.class.getResourceAsStream("special-purpose.txt"), "special-purpose.txt");
        List<String> networks = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                String[] columns = line.split(" +", 3);
                if (columns[1].equals(reachable)) {
                    networks.add(columns[0]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CidrSet.of(networks);
    }

    /** Whether the address is a unicast address that everybody on the Internet may reach. */
    public static boolean isPublic(IpAddress address) {
        return isPublic(address.high(), address.low());
    }

    private static boolean isPublic(long high, long low) {
        if (REACHABLE.contains(high, low)) {
            return true;
        }
        if ((low >>> 32 & ~UNIVERSAL) == ISATAP && !isPublicIpv4(low)) {
            return false;
        }
        if (high == NAT64_HIGH && low >>> 32 == 0) {
            return isPublicIpv4(low);
        }
        if (high >>> 48 == SIX_TO_FOUR) {
            return isPublicIpv4(high >>> 16);
        }
        if (high >>> 32 == TEREDO) {
            // The client's address is stored inverted (RFC 4380 section 4).
            return isPublicIpv4(high) && isPublicIpv4(~low);
        }
        if (UNREACHABLE.contains(high, low)) {
            return false;
        }
        return IpAddress.isIpv4(high, low) || high >>> 61 == GLOBAL_UNICAST;
    }

    private static boolean isPublicIpv4(long bits) {
        return isPublic(0, IpAddress.mapped(bits & 0xffff_ffffL));
    }
}
