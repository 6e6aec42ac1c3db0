package io.seaworthy.headers.csp;

import io.seaworthy.headers.internal.Once;
import io.seaworthy.kernel.BodyTooLargeException;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.net.ClientAddress;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what browsers report about violated policies. The endpoint is open to everybody by its nature, so everything
 * is capped: requests by client and in all, bytes, reports per body, and kinds of violation remembered.
 *
 * <p>A plain function for the handler, which answers 204 whatever comes back:
 *
 * <pre>{@code
 * reports.accept(head, requestBody);
 * respond(204);
 * }</pre>
 *
 * <p>Exempt the path from the cross-site check and from plan limits. Like violations are counted together; the counts
 * live in memory until {@link #clear}; where all room is taken, the rarest kinds make way, and one client may add a
 * tenth of all kinds a minute. It does not store reports, and it trusts none: see {@link CspSuggestion}.
 * Thread-safe.
 */
public final class CspReports implements EvidenceSource {

    private final int maxBytes;
    private final CspReportReader reader;
    private final ReportBudget budget;
    private final Events events;
    private final Consumer<CspViolation> listener;
    private final ViolationTallies tallies;
    private final ReportBudget newKinds;
    private final LongAdder overflow = new LongAdder();
    private final LongAdder noise = new LongAdder();

    private CspReports(Builder builder) {
        maxBytes = builder.maxBytes;
        reader = new CspReportReader(maxBytes, builder.maxReports);
        budget = new ReportBudget(builder.perClient, builder.global, builder.ticker);
        // A tenth of all kinds a minute by client, whatever one request brings.
        int share = Math.min(builder.maxKinds, Math.max(10, builder.maxKinds / 10));
        newKinds = new ReportBudget(share, share, builder.ticker);
        tallies = new ViolationTallies(builder.maxKinds);
        events = builder.events;
        listener = builder.listener;
    }

    /** The default caps. */
    public static CspReports create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Takes one request's body. Never throws for what a client sends. */
    public CspIntake accept(RequestHead head, InputStream body) {
        ClientAddress client = head.attribute(RequestAttributes.CLIENT_ADDRESS);
        IpAddress address = client != null ? client.address() : head.peer();
        CspIntake outcome = take(head.header("Content-Type"), body, address);
        events.emit(outcome, head);
        return outcome;
    }

    /** As {@link #accept(RequestHead, InputStream)}, for callers without a head. */
    public CspIntake accept(@Nullable String contentType, InputStream body, IpAddress client) {
        CspIntake outcome = take(contentType, body, client);
        events.emit(outcome, null);
        return outcome;
    }

    private CspIntake take(@Nullable String contentType, InputStream body, IpAddress client) {
        String type = CspReportReader.typeOf(contentType);
        if (type == null) {
            return CspIntake.UNSUPPORTED_TYPE;
        }
        if (!budget.takeFor(client)) {
            return CspIntake.CLIENT_OVER_BUDGET;
        }
        if (!budget.takeForAll()) {
            return CspIntake.OVER_BUDGET;
        }
        byte[] bytes;
        try {
            bytes = body.readNBytes(maxBytes + 1);
        } catch (BodyTooLargeException e) {
            return CspIntake.TOO_LARGE;
        } catch (IOException e) {
            return CspIntake.UNREADABLE;
        }
        if (bytes.length > maxBytes) {
            return CspIntake.TOO_LARGE;
        }
        List<CspViolation> violations = reader.read(type, bytes);
        return violations == null ? CspIntake.MALFORMED : count(violations, client);
    }

    private CspIntake count(List<CspViolation> violations, IpAddress client) {
        CspIntake outcome = CspIntake.IGNORED;
        for (CspViolation violation : violations) {
            if (ReportNoise.is(violation)) {
                noise.increment();
            } else {
                boolean counted = count(violation, client);
                outcome = counted || outcome == CspIntake.COUNTED ? CspIntake.COUNTED : CspIntake.OVERFLOW;
            }
        }
        return outcome;
    }

    private boolean count(CspViolation violation, IpAddress client) {
        if (tallies.countKnown(violation)) {
            return true;
        }
        // Nobody may make up so many kinds that nothing else finds room.
        if (!newKinds.takeFor(client)) {
            overflow.increment();
            return false;
        }
        if (tallies.count(violation)) {
            tell(violation);
        }
        return true;
    }

    private void tell(CspViolation violation) {
        try {
            listener.accept(violation);
        } catch (RuntimeException e) {
            events.emit(CspIntake.LISTENER_FAILED, null, e);
        }
    }

    /** The violations counted so far, the most frequent first. */
    public List<CspViolationGroup> groups() {
        return tallies.groups();
    }

    /** Violations that found no room: not counted, or counted and then forgotten for a newer kind. */
    public long overflow() {
        return overflow.sum() + tallies.forgotten();
    }

    /** Violations that extensions and the like caused; not counted among the groups. */
    public long noise() {
        return noise.sum();
    }

    /**
     * What would end the violations, for a person to judge.
     *
     * @param policy the policy that was violated
     * @param minimum how often a violation must have come up
     */
    public List<CspSuggestion> suggestions(Csp policy, long minimum) {
        return CspAdvisor.advise(policy, groups(), minimum);
    }

    /** Forgets all counts. */
    public void clear() {
        tallies.clear();
        overflow.reset();
        noise.reset();
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "HEAD-CSP", "CspReports", "violation reports are taken in, at most " + maxBytes + " bytes a request"));
    }

    @Override
    public String toString() {
        return "CspReports[" + tallies.size() + " kinds]";
    }

    /** Collects options; each may be given once. Not thread-safe. */
    public static final class Builder {

        private final Once once = new Once();
        private int maxBytes = 64 * 1024;
        private int maxReports = 100;
        private int maxKinds = 1000;
        private int perClient = 60;
        private int global = 3000;
        private Ticker ticker = Ticker.system();
        private Events events = Events.none();
        private Consumer<CspViolation> listener = violation -> {};

        private Builder() {}

        /** The largest body in bytes; 65536 by default. Permitted: 1024 to 1048576. Prohibited: 0. */
        public Builder maxBytes(int bytes) {
            once.option("maxBytes");
            maxBytes = bytes;
            return this;
        }

        /** How many reports of one body are read; 100 by default. Permitted: 1 to 1000. Prohibited: 0. */
        public Builder maxReports(int reports) {
            once.option("maxReports");
            maxReports = reports;
            return this;
        }

        /** How many kinds of violation are remembered; 1000 by default. Permitted: 1 to 100000. Prohibited: 0. */
        public Builder maxKinds(int kinds) {
            once.option("maxKinds");
            maxKinds = kinds;
            return this;
        }

        /** Requests a minute that are read from one client; 60 by default. Permitted: 1 to 60000. Prohibited: 0. */
        public Builder perClientPerMinute(int requests) {
            once.option("perClientPerMinute");
            perClient = requests;
            return this;
        }

        /** Requests a minute that are read in all; 3000 by default. Permitted: 1 to 6000000. Prohibited: 0. */
        public Builder perMinute(int requests) {
            once.option("perMinute");
            global = requests;
            return this;
        }

        /** Hears of each kind of violation when it is new, to log it; nobody by default. It must be quick. */
        public Builder onNew(Consumer<CspViolation> listener) {
            once.option("onNew");
            this.listener = listener;
            return this;
        }

        /** Who hears what became of each request; nobody by default. */
        public Builder events(Events events) {
            once.option("events");
            this.events = events;
            return this;
        }

        /** The clock of the budgets; the system's by default. */
        public Builder ticker(Ticker ticker) {
            once.option("ticker");
            this.ticker = ticker;
            return this;
        }

        /** The intake, or every fault at once. */
        public CspReports build() {
            Faults faults = Faults.in("CspReports");
            range(faults, "maxBytes", maxBytes, 1024, 1_048_576);
            range(faults, "maxReports", maxReports, 1, 1000);
            range(faults, "maxKinds", maxKinds, 1, 100_000);
            range(faults, "perClientPerMinute", perClient, 1, 60_000);
            range(faults, "perMinute", global, 1, 6_000_000);
            faults.throwIfAny();
            return new CspReports(this);
        }

        private static void range(Faults faults, String option, int value, int low, int high) {
            faults.check(
                    value >= low && value <= high,
                    option,
                    Integer.toString(value),
                    "out_of_range",
                    low + " to " + high);
        }
    }
}
