package io.seaworthy.headers;

import io.seaworthy.headers.internal.Once;
import io.seaworthy.headers.internal.PathScope;
import io.seaworthy.headers.internal.WebOrigin;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.net.EffectiveOrigin;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that are addressed to a host that is none of the service's: 421 (RFC 9110 section 15.5.20). So a
 * forged {@code Host} reaches no link that the application writes, no cache, and another site's name that resolves to
 * this address (DNS rebinding) gets nowhere.
 *
 * <p>It judges the host that the client addressed as far as that is known ({@link EffectiveOrigin}): behind a proxy that
 * rewrites {@code Host} without a report that {@code TrustedProxies} was told to believe, list the rewritten
 * one. A request without {@code Host}, which HTTP/1.0 allows, is refused. Put it after the client address guard. Immutable, thread-safe.
 */
public final class AllowedHosts implements Guard, EvidenceSource {

    private static final Decision REFUSED =
            Decision.reject(Problem.of(421, "misdirected_request", "The request is for another host"));

    private static final String A_HOST =
            "a host name in lower case, with a port unless it is the scheme's default: shop.example.com, localhost:8080";

    private final Set<String> hosts;
    private final PathScope exempt;
    private final Events events;

    private AllowedHosts(Set<String> hosts, PathScope exempt, Events events) {
        this.hosts = Set.copyOf(hosts);
        this.exempt = exempt;
        this.events = events;
    }

    /** These hosts only. */
    public static AllowedHosts of(String... hosts) {
        return builder(hosts).build();
    }

    /**
     * For exemptions.
     *
     * @param hosts Permitted: {@code "shop.example.com"} for the scheme's default port, {@code "localhost:8080"},
     *     {@code "[::1]:8080"}. Prohibited: {@code "*.example.com"}, {@code "https://shop.example.com"}
     */
    public static Builder builder(String... hosts) {
        return new Builder(List.of(hosts));
    }

    @Override
    public Decision check(RequestHead head) {
        if (isAllowed(head, EffectiveOrigin.authority(head)) || exempt.contains(head)) {
            return Decision.proceed();
        }
        events.emit(HeadersEvent.HOST_REFUSED, head);
        return REFUSED;
    }

    /** Why a request goes on or not, in a sentence for people. */
    public String explain(RequestHead head) {
        String authority = EffectiveOrigin.authority(head);
        if (authority == null) {
            return exempt.contains(head)
                    ? "The request names no host, but the path is exempt."
                    : "The request names no host.";
        }
        if (isAllowed(head, authority)) {
            return "The request is for one of the service's hosts.";
        }
        return exempt.contains(head)
                ? "The host is none of the service's, but the path is exempt."
                : "The host is none of the service's.";
    }

    private boolean isAllowed(RequestHead head, @Nullable String authority) {
        if (authority == null) {
            return false;
        }
        if (hosts.contains(authority)) {
            return true;
        }
        String lower = lower(authority);
        String ending = EffectiveOrigin.isSecure(head) ? ":443" : ":80";
        return hosts.contains(lower)
                || (lower.endsWith(ending) && hosts.contains(lower.substring(0, lower.length() - ending.length())));
    }

    /** ASCII only: a letter that folds to another one elsewhere is another host. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return lower.toString();
    }

    @Override
    public List<Evidence> evidence() {
        String names = String.join(", ", hosts.stream().sorted().toList());
        List<String> weaknesses = exempt.isEverything() ? List.of("Every path is exempt") : List.of();
        return List.of(new Evidence("HEAD-HTTPS", "AllowedHosts", "only requests to " + names, weaknesses));
    }

    @Override
    public String toString() {
        return "AllowedHosts" + hosts.stream().sorted().toList();
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final Once once = new Once();
        private final List<String> hosts;
        private List<String> exempt = List.of();
        private Events events = Events.none();

        private Builder(List<String> hosts) {
            this.hosts = hosts;
        }

        /** Paths that answer to any name, for probes by address: {@code "/health/*"}; none by default. */
        public Builder exempt(String... patterns) {
            once.option("exempt");
            exempt = List.of(patterns);
            return this;
        }

        /** Who hears of refusals; nobody by default. */
        public Builder events(Events events) {
            once.option("events");
            this.events = events;
            return this;
        }

        /** The guard, or every fault at once. */
        public AllowedHosts build() {
            Faults faults = Faults.in("AllowedHosts");
            faults.check(!hosts.isEmpty(), "hosts", null, "missing", "at least one host");
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < hosts.size(); i++) {
                String host = hosts.get(i);
                String path = "hosts[" + i + "]";
                // Any scheme without a default port will do: the grammar of host and port is the origin's.
                WebOrigin.Flaw flaw = WebOrigin.parse("any://" + host).flaw();
                if (flaw != null) {
                    faults.add(path, host, flaw.code(), A_HOST);
                } else if (host.endsWith(":80") || host.endsWith(":443")) {
                    faults.add(path, host, "default_port", A_HOST);
                } else {
                    faults.check(seen.add(host), path, host, "duplicate", "each host once");
                }
            }
            PathScope scope = PathScope.of(exempt, "exempt", faults);
            faults.throwIfAny();
            return new AllowedHosts(seen, scope, events);
        }
    }
}
