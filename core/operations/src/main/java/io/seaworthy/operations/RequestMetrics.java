package io.seaworthy.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Times every request with the Micrometer timer {@value #NAME}. Put it first in the chain (after {@link Shutdown}), so
 * that it also times what later guards reject.
 *
 * <p>Tags, all bounded whatever clients send: {@code method} (the methods of RFC 9110 and PATCH, else {@code OTHER}),
 * {@code uri} (the matched route's template, else {@code UNMATCHED}; {@code OTHER} above the cap), {@code status}
 * ({@code UNKNOWN} where none was sent) and {@code outcome} ({@code SUCCESS}, {@code REDIRECTION},
 * {@code CLIENT_ERROR}, {@code SERVER_ERROR}, {@code ABORTED}, {@code TIMED_OUT}, {@code UNKNOWN}). The path itself is
 * never a tag.
 *
 * <p>Measures from this guard to the request's completion, so neither the parsing of the head nor a wait for a worker
 * thread. Thread-safe.
 */
public final class RequestMetrics implements Guard, EvidenceSource {

    /** The timer's name. */
    public static final String NAME = "http.server.requests";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private record Key(String method, String route, int status, String outcome) {}

    private final MeterRegistry registry;
    private final Duration[] buckets;
    private final int maxRoutes;
    private final Ticker ticker;

    /** The cap must come before the meter's id is built: a registry keeps every id that it was ever asked for. */
    private final Set<String> routes = ConcurrentHashMap.newKeySet();

    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    private RequestMetrics(Builder builder) {
        registry = builder.registry;
        buckets = builder.buckets.clone();
        maxRoutes = builder.maxRoutes;
        ticker = builder.ticker;
    }

    /** With buckets at 10, 50, 100, 200 and 500 ms, 1, 2 and 5 s, for at most 500 routes. */
    public static RequestMetrics of(MeterRegistry registry) {
        return builder(registry).build();
    }

    public static Builder builder(MeterRegistry registry) {
        return new Builder(registry);
    }

    @Override
    public Decision check(RequestHead head) {
        long start = ticker.nanos();
        String method = method(head.method());
        return ((Decision.Proceed) Decision.proceed()).with(ending -> record(head, method, start, ending));
    }

    private void record(RequestHead head, String method, long start, Ending ending) {
        long nanos = ticker.nanos() - start;
        int status = ending.status() >= 100 && ending.status() <= 599 ? ending.status() : 0;
        Key key = new Key(method, route(head), status, outcome(ending, status));
        Timer timer = timers.get(key);
        if (timer == null) {
            timer = timers.computeIfAbsent(key, this::timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return Timer.builder(NAME)
                .description("Requests, from the first guard to their completion")
                .tag("method", key.method)
                .tag("uri", key.route)
                .tag("status", key.status == 0 ? "UNKNOWN" : Integer.toString(key.status))
                .tag("outcome", key.outcome)
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    private static String method(String sent) {
        return METHODS.contains(sent) ? sent : "OTHER";
    }

    private String route(RequestHead head) {
        String route;
        try {
            route = head.attribute(RequestAttributes.ROUTE);
        } catch (IllegalStateException e) {
            // The client went away just as the server ended the request: the duration still counts.
            route = null;
        }
        if (route == null) {
            return "UNMATCHED";
        }
        if (routes.contains(route)) {
            return route;
        }
        if (routes.size() >= maxRoutes) {
            return "OTHER";
        }
        routes.add(route);
        return route;
    }

    private static String outcome(Ending ending, int status) {
        return switch (ending.how()) {
            case ABORTED -> "ABORTED";
            case TIMED_OUT -> "TIMED_OUT";
            default ->
                switch (status / 100) {
                    case 1, 2 -> "SUCCESS";
                    case 3 -> "REDIRECTION";
                    case 4 -> "CLIENT_ERROR";
                    case 5 -> "SERVER_ERROR";
                    default -> "UNKNOWN";
                };
        };
    }

    @Override
    public List<Evidence> evidence() {
        String summary = NAME + " by method, route, status and outcome, " + buckets.length + " buckets, at most "
                + maxRoutes + " routes";
        return List.of(
                routes.size() < maxRoutes
                        ? Evidence.enforced("OPS-METRICS", "RequestMetrics", summary)
                        : Evidence.weakened(
                                "OPS-METRICS",
                                "RequestMetrics",
                                summary,
                                "the cap of routes is reached; further ones are counted as OTHER"));
    }

    @Override
    public String toString() {
        return "RequestMetrics[" + NAME + "]";
    }

    /** Options of request metrics; not thread-safe. */
    public static final class Builder {

        private final MeterRegistry registry;
        private final Once once = new Once("RequestMetrics");
        private Duration[] buckets = {
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5)
        };
        private int maxRoutes = 500;
        private Ticker ticker = Ticker.system();

        private Builder(MeterRegistry registry) {
            this.registry = Objects.requireNonNull(registry, "registry");
        }

        /**
         * The upper bounds of the histogram's buckets, which service level objectives are computed from.
         *
         * @param bounds 1 to 30, rising, above zero: 200 ms, 2 s; not 2 s, 200 ms
         */
        public Builder buckets(Duration... bounds) {
            once.set("buckets");
            buckets = bounds.clone();
            return this;
        }

        /** How many route templates get a tag value of their own: 1 to 10 000, 500 by default. */
        public Builder maxRoutes(int max) {
            once.set("maxRoutes");
            maxRoutes = max;
            return this;
        }

        /** The nano clock; the system's by default. */
        public Builder ticker(Ticker ticker) {
            once.set("ticker");
            this.ticker = Objects.requireNonNull(ticker, "ticker");
            return this;
        }

        /** @throws io.seaworthy.kernel.config.ConfigurationException with all faults */
        public RequestMetrics build() {
            once.between("buckets.length", buckets.length, 1, 30);
            once.between("maxRoutes", maxRoutes, 1, 10_000);
            @Nullable Duration before = Duration.ZERO;
            for (int i = 0; i < buckets.length; i++) {
                once.faults()
                        .check(
                                buckets[i].compareTo(before) > 0,
                                "buckets[" + i + "]",
                                buckets[i].toString(),
                                "out_of_order",
                                "more than " + before);
                before = buckets[i];
            }
            once.faults().throwIfAny();
            return new RequestMetrics(this);
        }
    }
}
