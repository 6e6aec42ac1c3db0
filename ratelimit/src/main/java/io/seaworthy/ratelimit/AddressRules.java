package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.http.RoutePattern;
import io.seaworthy.kernel.net.CidrSet;
import io.seaworthy.kernel.net.ClientAddress;
import io.seaworthy.kernel.net.ClientAddress.Trust;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who may call by client address: an admin area for some networks only, some networks for nothing.
 *
 * <pre>{@code
 * AddressRules admin = AddressRules.builder().allowOnly(CidrSet.of("10.1.0.0/16")).on("/metrics", "/admin/**").build();
 * chain.then(clientAddress).then(admin)...      // 403 forbidden for everybody else
 * if (admin.allows(head)) { ... }               // or as a question, whatever the route
 * }</pre>
 *
 * <p>A deny list wins over an allow list. A request whose address is in doubt matches no allow list: one that carries
 * forwarding headers from a peer that is no trusted proxy, one whose proxy's report could not be used, and one for which
 * no {@link io.seaworthy.kernel.net.TrustedProxies} ran before. A path that is ambiguous ({@code //}, dot segments) is
 * none that a route pattern matches; the rules hold for it as well.
 *
 * <p>What it does not do: it is no authentication; an address says where a request comes from, not who sent it.
 * Immutable, thread-safe, allocates nothing.
 */
public final class AddressRules implements Guard, EvidenceSource {

    private static final Decision REFUSAL =
            Decision.reject(Problem.of(403, "forbidden", "This address may not use the resource"));

    private final @Nullable CidrSet allowed;
    private final CidrSet denied;
    private final List<RoutePattern> patterns;
    private final Events events;

    private AddressRules(Builder builder, List<RoutePattern> patterns) {
        allowed = builder.allowed;
        denied = builder.denied == null ? CidrSet.none() : builder.denied;
        this.patterns = patterns;
        events = builder.events == null ? Events.none() : builder.events;
    }

    /** These networks and nobody else, on every route that the guard sees. */
    public static AddressRules allowOnly(CidrSet networks) {
        return builder().allowOnly(networks).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Decision check(RequestHead head) {
        boolean applies = patterns.isEmpty() || Patterns.match(patterns, head) || !Patterns.isPlain(head);
        if (!applies || allows(head)) {
            return Decision.proceed();
        }
        events.emit(LimitEvent.ADDRESS_REFUSED, head);
        return REFUSAL;
    }

    /** Whether the rules let the request's address through, whatever its route. */
    public boolean allows(RequestHead head) {
        ClientAddress client = head.attribute(RequestAttributes.CLIENT_ADDRESS);
        if (denied.contains(client == null ? head.peer() : client.address())) {
            return false;
        }
        if (allowed == null) {
            return true;
        }
        if (client == null) {
            return false;
        }
        boolean certain = client.trust() == Trust.DIRECT || client.trust() == Trust.FORWARDED;
        return certain && allowed.contains(client.address());
    }

    @Override
    public List<Evidence> evidence() {
        String summary = (allowed == null ? "" : "only " + allowed + " ")
                + (denied.isEmpty() ? "" : "not " + denied + " ")
                + "on " + (patterns.isEmpty() ? "every route" : patterns);
        return List.of(Evidence.enforced("RATE-ADDRESS", "AddressRules", summary));
    }

    @Override
    public String toString() {
        return "AddressRules[allowed " + allowed + ", denied " + denied + ", on " + patterns + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final List<String> patterns = new ArrayList<>();
        private @Nullable CidrSet allowed;
        private @Nullable CidrSet denied;
        private @Nullable Events events;

        private Builder() {}

        /** Nobody but these. Permitted: {@code 10.1.0.0/16}. An empty set lets nobody in. */
        public Builder allowOnly(CidrSet networks) {
            once(allowed, "allowOnly");
            allowed = Objects.requireNonNull(networks, "networks");
            return this;
        }

        /** None of these, even if allowed. */
        public Builder deny(CidrSet networks) {
            once(denied, "deny");
            denied = Objects.requireNonNull(networks, "networks");
            return this;
        }

        /** The routes that the guard is for, {@code "/admin/**"}; every route by default. */
        public Builder on(String... patterns) {
            this.patterns.addAll(List.of(patterns));
            return this;
        }

        /** Where refusals are reported; nowhere by default. */
        public Builder events(Events events) {
            once(this.events, "events");
            this.events = Objects.requireNonNull(events, "events");
            return this;
        }

        private static void once(@Nullable Object present, String option) {
            if (present != null) {
                throw new IllegalStateException(option + " is set twice");
            }
        }

        public AddressRules build() {
            Faults faults = Faults.in("AddressRules");
            faults.check(allowed != null || denied != null, "allowOnly", null, "missing", "allowOnly, deny or both");
            List<RoutePattern> parsed = Patterns.parse("on", patterns, faults);
            faults.throwIfAny();
            return new AddressRules(this, parsed);
        }
    }
}
