package io.seaworthy.kernel.net;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.net.ClientAddress.Trust;
import io.seaworthy.kernel.net.RecentClients.Entry;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a request came from and sets {@link RequestAttributes#CLIENT_ADDRESS}. It never rejects.
 *
 * <p>The client is the peer, unless the peer is a trusted proxy. Then all lines of the forwarding header are read from
 * the right, stepping over trusted hops; the first address that is no trusted proxy is the client. An element that is
 * no valid address literal ({@code unknown}, {@code _hidden}, a name, an empty one) ends the walk at the last trusted
 * address: what stands left of it was vouched for by nobody. The left-most address is never taken for its position, and
 * DNS is never asked.
 *
 * <p>The scheme is the one in {@code proto} of the same {@code Forwarded} element, or the right-most of
 * {@code X-Forwarded-Proto}; where a trusted proxy reports none, or something other than http and https, it is the
 * connection's.
 *
 * <p>What it does not do: it cannot know that a proxy strips or overwrites the header, only read what arrives; a proxy
 * must append to or replace the header that is configured here. A client that makes a careless proxy drop the header
 * ({@code Connection: X-Forwarded-For}) appears under the proxy's own address; {@link Builder#requireReport()} marks
 * such a request so that it matches no allow list.
 *
 * <p>Immutable but for a table of recent results, thread-safe. Allocates nothing for a client seen lately.
 */
public final class TrustedProxies implements Guard, EvidenceSource {

    private static final String FORWARDED = "Forwarded";
    private static final String X_FORWARDED_FOR = "X-Forwarded-For";
    private static final String X_FORWARDED_PROTO = "X-Forwarded-Proto";

    /** A peer that sends one of these is a proxy, or somebody who pretends to be behind one. */
    private static final String[] FORWARDING = {
        FORWARDED, X_FORWARDED_FOR, X_FORWARDED_PROTO, "X-Forwarded-Host", "X-Real-IP"
    };

    private final CidrSet proxies;
    private final ForwardingHeader header;
    private final boolean reportRequired;
    private final boolean hosts;
    private final RecentClients recent = new RecentClients();

    private TrustedProxies(CidrSet proxies, ForwardingHeader header, boolean reportRequired, boolean hosts) {
        this.hosts = hosts;
        this.proxies = proxies;
        this.header = header;
        this.reportRequired = reportRequired;
    }

    /** Trusts nobody: the client is the peer. */
    public static TrustedProxies none() {
        return new TrustedProxies(CidrSet.none(), ForwardingHeader.EITHER, false, false);
    }

    /** Trusts these proxies with either header; an empty set trusts nobody. */
    public static TrustedProxies of(CidrSet proxies) {
        return builder(proxies).build();
    }

    /** Options for these proxies. Permitted: {@code 10.0.0.0/8}. Prohibited: {@code 0.0.0.0/0}, {@code ::/0}. */
    public static Builder builder(CidrSet proxies) {
        return new Builder(Objects.requireNonNull(proxies, "proxies"));
    }

    @Override
    public Decision check(RequestHead head) {
        Entry found = find(head);
        ClientAddress client = found.address();
        String authority =
                hosts && client.trust() == Trust.FORWARDED ? ForwardedHost.of(head, header, client.isSecure()) : null;
        return authority != null && found.decision() instanceof Decision.Proceed announced
                ? announced.with(RequestAttributes.EFFECTIVE_AUTHORITY, authority)
                : found.decision();
    }

    /** The client's address; the same object for the same client while it is remembered. */
    public ClientAddress resolve(RequestHead head) {
        return find(head).address();
    }

    private Entry find(RequestHead head) {
        IpAddress peer = head.peer();
        if (!proxies.contains(peer)) {
            return peer(head, peer, isForwarding(head) ? Trust.UNTRUSTED_HEADERS : Trust.DIRECT);
        }
        boolean forwarded = header != ForwardingHeader.X_FORWARDED_FOR && head.header(FORWARDED) != null;
        // Asked for at once, because nearly every request of a trusted proxy has it: a look-up is a scan in some
        // servers.
        List<String> legacy = header == ForwardingHeader.FORWARDED ? List.of() : head.headers(X_FORWARDED_FOR);
        if (forwarded && !legacy.isEmpty()) {
            Entry one = walk(head, peer, true, head.headers(FORWARDED));
            Entry other = walk(head, peer, false, legacy);
            boolean agree = one.address().trust() == other.address().trust()
                    && one.address().address().equals(other.address().address());
            // One of them may be the client's own: it cannot make its connection look safer than the other says.
            Entry lesser = one.address().isSecure() ? other : one;
            return agree ? lesser : peer(head, peer, Trust.UNUSABLE_HEADERS);
        }
        if (forwarded || !legacy.isEmpty()) {
            return walk(head, peer, forwarded, forwarded ? head.headers(FORWARDED) : legacy);
        }
        // A report in a header that was not agreed upon: this proxy is set up differently from what we were told.
        return peer(head, peer, reportRequired || isForwarding(head) ? Trust.UNUSABLE_HEADERS : Trust.DIRECT);
    }

    private static boolean isForwarding(RequestHead head) {
        for (String name : FORWARDING) {
            if (head.header(name) != null) {
                return true;
            }
        }
        return false;
    }

    private Entry peer(RequestHead head, IpAddress peer, Trust trust) {
        return recent.get(peer.high(), peer.low(), isSecure(head.scheme()), trust);
    }

    /** Walks one header from the right through trusted hops. */
    private Entry walk(RequestHead head, IpAddress peer, boolean forwarded, List<String> lines) {
        long high = peer.high();
        long low = peer.low();
        boolean secure = isSecure(head.scheme());
        boolean reported = forwarded ? secure : legacySecure(head, secure);
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i);
            int end = line.length();
            while (end >= 0) {
                int start = ForwardedSyntax.elementStart(line, end, forwarded);
                long element = start < 0 || !forwarded ? start : ForwardedSyntax.element(line, start, end);
                if (element == ForwardedSyntax.INVALID) {
                    return recent.get(high, low, secure, Trust.UNUSABLE_HEADERS);
                }
                long value =
                        forwarded ? ForwardedSyntax.forValue(element, start) : ForwardedSyntax.trim(line, start, end);
                int from = ForwardedSyntax.from(value);
                int to = ForwardedSyntax.to(value);
                long ipv4 = IpSyntax.ipv4(line, from, to);
                if (ipv4 == IpSyntax.INVALID) {
                    long node = ForwardedSyntax.node(line, from, to, !forwarded);
                    if (node == ForwardedSyntax.INVALID) {
                        return recent.get(high, low, secure, Trust.UNUSABLE_HEADERS);
                    }
                    from = ForwardedSyntax.from(node);
                    to = ForwardedSyntax.to(node);
                    ipv4 = IpSyntax.ipv4(line, from, to);
                }
                if (ipv4 != IpSyntax.INVALID) {
                    high = 0;
                    low = IpAddress.mapped(ipv4);
                } else {
                    int groups = IpSyntax.ipv6Groups(line, from, to);
                    high = IpSyntax.ipv6Half(line, from, to, groups, 0);
                    low = IpSyntax.ipv6Half(line, from, to, groups, 1);
                }
                if (forwarded) {
                    String proto = ForwardedSyntax.scheme(line, ForwardedSyntax.protoValue(element, start));
                    reported = proto == null ? secure : isSecure(proto);
                }
                if (!proxies.contains(high, low)) {
                    return recent.get(high, low, reported, Trust.FORWARDED);
                }
                end = start - 1;
            }
        }
        // Every hop is a proxy of ours, so the left-most was vouched for: a request from our own network.
        return recent.get(high, low, reported, Trust.FORWARDED);
    }

    private static boolean legacySecure(RequestHead head, boolean otherwise) {
        List<String> lines = head.headers(X_FORWARDED_PROTO);
        if (!lines.isEmpty()) {
            String line = lines.get(lines.size() - 1);
            int start = ForwardedSyntax.elementStart(line, line.length(), false);
            String scheme = ForwardedSyntax.scheme(line, ForwardedSyntax.trim(line, start, line.length()));
            if (scheme != null) {
                return isSecure(scheme);
            }
        }
        return otherwise;
    }

    private static boolean isSecure(String scheme) {
        return scheme.equals("https");
    }

    @Override
    public List<Evidence> evidence() {
        String summary = proxies.isEmpty()
                ? "the client address is the peer; forwarding headers are ignored"
                : "the client address comes from " + header + " through trusted proxies " + proxies;
        return List.of(Evidence.enforced("RATE-ADDRESS", "TrustedProxies", summary));
    }

    @Override
    public String toString() {
        return "TrustedProxies[" + proxies + ", " + header + (reportRequired ? ", report required" : "") + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final CidrSet proxies;
        private @Nullable ForwardingHeader header;
        private boolean reportRequired;
        private boolean hosts;

        private Builder(CidrSet proxies) {
            this.proxies = proxies;
        }

        /**
         * Which header the proxies write, {@link ForwardingHeader#EITHER} by default. Naming the one that they do write
         * is better: the other is then never read.
         */
        public Builder header(ForwardingHeader header) {
            if (this.header != null) {
                throw new IllegalStateException("header is set twice");
            }
            this.header = Objects.requireNonNull(header, "header");
            return this;
        }

        /**
         * A request from a trusted proxy without any report is marked {@link Trust#UNUSABLE_HEADERS} instead of
         * {@link Trust#DIRECT}. For proxies that share no network with whoever calls the service directly.
         */
        public Builder requireReport() {
            if (reportRequired) {
                throw new IllegalStateException("requireReport is set twice");
            }
            reportRequired = true;
            return this;
        }

        /**
         * The proxies report the host that the client asked for, in {@code X-Forwarded-Host} and {@code X-Forwarded-Port}
         * or in {@code host} of {@code Forwarded}, and overwrite what a client sends there; see {@link EffectiveOrigin}.
         * Without it {@code Host} counts, which the proxies must pass on. Never give it for a proxy that lets the
         * client's own {@code X-Forwarded-Host} or {@code X-Forwarded-Port} through. Needs {@link #header}: of two
         * families of headers one could be the client's.
         */
        public Builder forwardedHost() {
            if (hosts) {
                throw new IllegalStateException("forwardedHost is set twice");
            }
            hosts = true;
            return this;
        }

        public TrustedProxies build() {
            Faults faults = Faults.in("TrustedProxies");
            for (Cidr network : proxies.networks()) {
                faults.check(
                        network.bits() > 0,
                        "proxies",
                        network.toString(),
                        "trusts_everybody",
                        "the networks of your own proxies; whoever is trusted may claim any address");
            }
            faults.check(
                    !hosts || (header != null && header != ForwardingHeader.EITHER),
                    "forwardedHost",
                    String.valueOf(header),
                    "header_not_named",
                    "header(X_FORWARDED_FOR) or header(FORWARDED), the one that the proxies write: the other could be"
                            + " the client's own");
            faults.throwIfAny();
            return new TrustedProxies(
                    proxies, header == null ? ForwardingHeader.EITHER : header, reportRequired, hosts);
        }
    }
}
