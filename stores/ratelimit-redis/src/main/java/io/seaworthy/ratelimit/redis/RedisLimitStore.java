package io.seaworthy.ratelimit.redis;

import io.github.bucket4j.TimeMeter;
import io.lettuce.core.RedisURI;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.ratelimit.Bucket4jLimitStore;
import io.seaworthy.ratelimit.Charge;
import io.seaworthy.ratelimit.Limit;
import io.seaworthy.ratelimit.LimitKey;
import io.seaworthy.ratelimit.LimitStore;
import io.seaworthy.ratelimit.OutagePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
 * by a second may admit a second's worth more. Names and addresses are not stored: keys are bits, see {@link LimitKey}.
 *
 * <p>Close it when the service stops. Thread-safe.
 */
public final class RedisLimitStore implements LimitStore, AutoCloseable {

    private static final Duration DEFAULT_DEADLINE = Duration.ofMillis(20);

    private final Link link;
    private final Bucket4jLimitStore store;

    private RedisLimitStore(Builder builder, RedisURI uri) {
        Duration deadline = builder.deadline == null ? DEFAULT_DEADLINE : builder.deadline;
        TimeMeter clock = builder.clock == null ? TimeMeter.SYSTEM_MILLISECONDS : builder.clock;
        link = new Link(uri, deadline, clock);
        Bucket4jLimitStore.Builder options =
                Bucket4jLimitStore.builder(link::manager, builder.onOutage).deadline(deadline);
        if (builder.keyPrefix != null) {
            options.keyPrefix(builder.keyPrefix);
        }
        if (builder.events != null) {
            options.events(builder.events);
        }
        store = options.build();
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
        return store.take(limit, key, cost);
    }

    @Override
    public CompletionStage<Long> takeAsync(Limit limit, LimitKey key, int cost) {
        return store.takeAsync(limit, key, cost);
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
    public CompletionStage<long[]> takeAllAsync(List<Charge> charges) {
        return store.takeAllAsync(charges);
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    /** Whether there has been a connection; for a health check. */
    public boolean isConnected() {
        return link.manager() != null;
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
        private final OutagePolicy onOutage;
        private @Nullable Duration deadline;
        private @Nullable String keyPrefix;
        private @Nullable Events events;
        private @Nullable TimeMeter clock;

        private Builder(String uri, OutagePolicy onOutage) {
            this.uri = Objects.requireNonNull(uri, "uri");
            this.onOutage = Objects.requireNonNull(onOutage, "onOutage");
        }

        /** How long a decision may take, 20 ms by default. Permitted: 1 ms to 5 s. Prohibited: 0. */
        public Builder deadline(Duration deadline) {
            once(this.deadline, "deadline");
            this.deadline = Objects.requireNonNull(deadline, "deadline");
            return this;
        }

        /** What the keys in Redis begin with, {@code seaworthy:limit:} by default. */
        public Builder keyPrefix(String keyPrefix) {
            once(this.keyPrefix, "keyPrefix");
            this.keyPrefix = Objects.requireNonNull(keyPrefix, "keyPrefix");
            return this;
        }

        /** Where failures of Redis are reported; nowhere by default. */
        public Builder events(Events events) {
            once(this.events, "events");
            this.events = Objects.requireNonNull(events, "events");
            return this;
        }

        /** The clock that buckets are counted by; for tests. */
        Builder clock(TimeMeter clock) {
            once(this.clock, "clock");
            this.clock = clock;
            return this;
        }

        private static void once(@Nullable Object present, String option) {
            if (present != null) {
                throw new IllegalStateException(option + " is set twice");
            }
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
            if (deadline != null) {
                boolean sound = deadline.toMillis() >= 1 && deadline.compareTo(Duration.ofSeconds(5)) <= 0;
                faults.check(sound, "deadline", deadline.toString(), "out_of_range", "1 ms to 5 s");
            }
            if (keyPrefix != null) {
                boolean sound = keyPrefix.chars().allMatch(c -> c > 0x20 && c < 0x7f);
                faults.check(sound, "keyPrefix", keyPrefix, "malformed", "printable ASCII without blanks");
            }
            faults.throwIfAny();
            return new RedisLimitStore(this, Objects.requireNonNull(parsed));
        }
    }
}
