package io.seaworthy.operations;

import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Liveness and readiness, apart. Liveness says whether the process should be restarted; it must not depend on a
 * database, or its outage restarts every instance. Readiness says whether requests should be sent here.
 *
 * <p>Checks run in parallel on daemon threads of their own, each with a deadline. A check that throws, returns null or
 * gives no answer in time is down; one that hangs is not started a second time. Results are kept for a short while and
 * computed once for all who ask at the same time, so probes cannot become a load. While the service drains, readiness is
 * down at once, whatever is cached.
 *
 * <p>The answer takes at most the longest deadline. It does not speak HTTP: a handler sends
 * {@link HealthReport#status()} and {@link HealthReport#toJson}. Thread-safe.
 */
public final class Health implements EvidenceSource, AutoCloseable {

    private static final Duration MAX_DEADLINE = Duration.ofSeconds(30);
    private static final Duration MAX_CACHE = Duration.ofMinutes(1);

    private final CheckGroup live;
    private final CheckGroup ready;
    private final BooleanSupplier draining;
    private final boolean watchesDrain;
    private final ExecutorService executor;
    private final String summary;

    private Health(Builder builder) {
        int checks = Math.max(1, builder.live.size() + builder.ready.size());
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(checks, checks, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "seaworthy-health");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        executor = pool;
        live = new CheckGroup(builder.live, builder.cache, executor, builder.ticker);
        ready = new CheckGroup(builder.ready, builder.cache, executor, builder.ticker);
        draining = builder.draining;
        watchesDrain = builder.once.isSet("draining");
        summary = live.size() + " liveness and " + ready.size() + " readiness checks in parallel, cached "
                + builder.cache.toMillis() + " ms";
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Whether the process works at all. Without liveness checks it is up whenever it can answer. */
    public HealthReport live() {
        return new HealthReport(live.results(), false);
    }

    /** Whether requests should be sent here. */
    public HealthReport ready() {
        if (draining.getAsBoolean()) {
            return new HealthReport(Map.of(), true);
        }
        return new HealthReport(ready.results(), false);
    }

    @Override
    public List<Evidence> evidence() {
        List<String> weaknesses = new ArrayList<>();
        if (ready.size() == 0) {
            weaknesses.add("no readiness check: ready says no more than live");
        }
        if (!watchesDrain) {
            weaknesses.add("readiness does not turn down while the service drains");
        }
        return List.of(new Evidence("OPS-HEALTH", "Health", summary, weaknesses));
    }

    /** Starts no check any more; all are down from the next one on. Does not wait for those that hang. */
    @Override
    public void close() {
        executor.shutdown();
    }

    @Override
    public String toString() {
        return "Health[" + summary + "]";
    }

    /** Collects checks; not thread-safe. */
    public static final class Builder {

        private final Once once = new Once("Health");
        private final List<NamedCheck> live = new ArrayList<>();
        private final List<NamedCheck> ready = new ArrayList<>();
        private Duration cache = Duration.ofSeconds(1);
        private BooleanSupplier draining = () -> false;
        private Ticker ticker = Ticker.system();

        private Builder() {}

        /**
         * A check whose failure asks for a restart: a deadlock, a dead worker thread; never a database.
         *
         * @param name unique among the liveness checks, 1 to 64 characters
         * @param deadline 1 ms to 30 s
         */
        public Builder live(String name, Duration deadline, HealthCheck check) {
            live.add(new NamedCheck(name, deadline, Objects.requireNonNull(check, "check")));
            return this;
        }

        /**
         * A check whose failure asks to send requests elsewhere: the database, a full disk.
         *
         * @param name unique among the readiness checks, 1 to 64 characters
         * @param deadline 1 ms to 30 s; 2 s is a good one, thirty are not: the probe gives up earlier
         */
        public Builder ready(String name, Duration deadline, HealthCheck check) {
            ready.add(new NamedCheck(name, deadline, Objects.requireNonNull(check, "check")));
            return this;
        }

        /** How long results are kept: 0 to 1 min, 1 s by default. */
        public Builder cache(Duration time) {
            once.set("cache");
            cache = time;
            return this;
        }

        /** Tells that the service is about to stop: {@code shutdown::isDraining}. Without it readiness is weakened. */
        public Builder draining(BooleanSupplier draining) {
            once.set("draining");
            this.draining = Objects.requireNonNull(draining, "draining");
            return this;
        }

        /** The nano clock of the cache and the deadlines; the system's by default. */
        public Builder ticker(Ticker ticker) {
            once.set("ticker");
            this.ticker = Objects.requireNonNull(ticker, "ticker");
            return this;
        }

        /** @throws io.seaworthy.kernel.config.ConfigurationException with all faults */
        public Health build() {
            once.between("cache", cache, Duration.ZERO, MAX_CACHE);
            validate("live", live);
            validate("ready", ready);
            once.faults().throwIfAny();
            return new Health(this);
        }

        private void validate(String kind, List<NamedCheck> checks) {
            Set<String> names = new HashSet<>();
            for (NamedCheck check : checks) {
                String path = kind + "[" + check.name() + "]";
                once.text(path, check.name(), 64);
                once.between(path + ".deadline", check.deadline(), Duration.ofMillis(1), MAX_DEADLINE);
                if (!names.add(check.name())) {
                    once.faults().add(Violation.of(path, check.name(), "duplicate", "a name of its own"));
                }
            }
        }
    }
}
