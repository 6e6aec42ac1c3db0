package io.seaworthy.ratelimit.redis;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.lettuce.core.RedisURI;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.ratelimit.Bucket4jLimitStore;
import io.seaworthy.ratelimit.Bucket4jStoreBuilder;
import io.seaworthy.ratelimit.Charge;
import io.seaworthy.ratelimit.Limit;
import io.seaworthy.ratelimit.LimitKey;
import io.seaworthy.ratelimit.LimitStore;
import io.seaworthy.ratelimit.OutagePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in Redis, shared by all nodes of a service: a {@link Bucket4jLimitStore} with its connection.
 *
 * <pre>{@code
 * LimitStore local = LocalLimitStore.bounded(1_000_000, Overflow.SHARE_BY_PREFIX);
 * RedisLimitStore store = RedisLimitStore.builder("redis://limits.internal", OutagePolicy.countLocally(local)).build();
 * }</pre>
 *
 * <p>It guarantees that a decision takes no longer than its deadline (20 ms unless set otherwise), whether Redis refuses
 * connections, swallows them or is slow; the {@link OutagePolicy} decides then. The service starts while Redis is away.
 * A bucket expires in Redis when it is full again.
 *
 * <p>What it does not do: it does not count by Redis's clock. The nodes' clocks must agree (NTP); a node that is ahead
 * by a second admits a second's worth more. Names and addresses are not stored: keys are bits, see {@link LimitKey}.
 *
 * <p>Close it when the service stops. Thread-safe.
 */
public final class RedisLimitStore implements LimitStore, AutoCloseable {

    private final Link link;
    private final Bucket4jLimitStore store;

    private RedisLimitStore(Link link, Bucket4jLimitStore store) {
        this.link = link;
        this.store = store;
        awaitFirstConnection();
    }

    /** A short wait, so that a service whose Redis is there does not begin with its outage policy. */
    private void awaitFirstConnection() {
        try {
            link.connect().toCompletableFuture().get(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Redis is away: the outage policy decides until it is back.
        }
    }

    /**
     * Options for a store.
     *
     * @param uri {@code redis://host:port/database} or {@code rediss://} for TLS, with credentials if need be
     * @param onOutage what happens while Redis cannot decide
     */
    public static Builder builder(String uri, OutagePolicy onOutage) {
        return new Builder(uri, onOutage);
    }

    @Override
    public long take(Limit limit, LimitKey key, int cost) {
        watch();
        return store.take(limit, key, cost);
    }

    @Override
    public CompletionStage<Long> takeAsync(Limit limit, LimitKey key, int cost) {
        watch();
        return store.takeAsync(limit, key, cost);
    }

    /** A host that vanished closes nothing, and TCP notices it after many minutes only. */
    private void watch() {
        if (store.isDown()) {
            link.doubt();
        } else {
            link.trust();
        }
    }

    @Override
    public void refund(Limit limit, LimitKey key, int cost) {
        store.refund(limit, key, cost);
    }

    @Override
    public CompletionStage<?> refundAsync(Limit limit, LimitKey key, int cost) {
        return store.refundAsync(limit, key, cost);
    }

    @Override
    public void debit(Limit limit, LimitKey key, int cost) {
        store.debit(limit, key, cost);
    }

    @Override
    public CompletionStage<?> debitAsync(Limit limit, LimitKey key, int cost) {
        return store.debitAsync(limit, key, cost);
    }

    @Override
    public long[] takeAll(List<Charge> charges) {
        watch();
        return store.takeAll(charges);
    }

    @Override
    public CompletionStage<long[]> takeAllAsync(List<Charge> charges) {
        watch();
        return store.takeAllAsync(charges);
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    /** Whether there is a connection, as far as known; for a health check. */
    public boolean isConnected() {
        return link.manager() != null;
    }

    /** Whether Redis is being left alone after failures; for a health check. */
    public boolean isDown() {
        return store.isDown();
    }

    @Override
    public List<Evidence> evidence() {
        return store.evidence();
    }

    /** Closes the connection; later decisions are the outage policy's. */
    @Override
    public void close() {
        link.close();
    }

    /** Names no host and no credentials. */
    @Override
    public String toString() {
        return "Redis" + store;
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final String uri;
        private final AtomicReference<@Nullable Link> link = new AtomicReference<>();
        private final Bucket4jStoreBuilder options;
        private Duration deadline = Duration.ofMillis(20);
        private @Nullable TimeMeter clock;

        private Builder(String uri, OutagePolicy onOutage) {
            this.uri = Objects.requireNonNull(uri, "uri");
            options = Bucket4jLimitStore.builder(() -> manager(link.get()), onOutage);
        }

        private static @Nullable AsyncProxyManager<byte[]> manager(@Nullable Link link) {
            return link == null ? null : link.manager();
        }

        /** How long a decision may take, 20 ms by default. Permitted: 1 ms to 5 s. Prohibited: 0. */
        public Builder deadline(Duration deadline) {
            options.deadline(deadline);
            this.deadline = deadline;
            return this;
        }

        /** Another policy for one rule, as in {@link Bucket4jStoreBuilder#onOutageOf}. */
        public Builder onOutageOf(String rule, OutagePolicy policy) {
            options.onOutageOf(rule, policy);
            return this;
        }

        /** What the keys in Redis begin with, {@code seaworthy:limit:} by default. */
        public Builder keyPrefix(String keyPrefix) {
            options.keyPrefix(keyPrefix);
            return this;
        }

        /** Where failures of Redis are reported; nowhere by default. */
        public Builder events(Events events) {
            options.events(events);
            return this;
        }

        /** The clocks that everything is counted by; for tests. */
        Builder clock(TimeMeter clock) {
            this.clock = clock;
            options.ticker(clock::currentTimeNanos).wallClock(() -> Instant.EPOCH.plusNanos(clock.currentTimeNanos()));
            return this;
        }

        /** Connects, waiting for at most two seconds; Redis need not be there. */
        public RedisLimitStore build() {
            Faults faults = Faults.in("RedisLimitStore");
            RedisURI parsed = null;
            try {
                parsed = uri.startsWith("redis://") || uri.startsWith("rediss://") ? RedisURI.create(uri) : null;
            } catch (IllegalArgumentException e) {
                // Reported below without the value, which may hold a password.
            }
            faults.check(parsed != null, "uri", null, "malformed", "redis://host:port or rediss://host:port");
            Bucket4jLimitStore store = null;
            try {
                store = options.build();
            } catch (ConfigurationException e) {
                e.violations().forEach(faults::add);
            }
            faults.throwIfAny();
            Link connection = new Link(
                    Objects.requireNonNull(parsed), deadline, clock == null ? TimeMeter.SYSTEM_MILLISECONDS : clock);
            link.set(connection);
            return new RedisLimitStore(connection, Objects.requireNonNull(store));
        }
    }
}
