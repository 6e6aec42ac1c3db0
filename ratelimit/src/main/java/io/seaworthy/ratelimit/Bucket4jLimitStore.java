package io.seaworthy.ratelimit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in a store that several nodes share, through any of bucket4j's asynchronous proxy managers.
 *
 * <p>Each decision has a deadline (20 ms unless set otherwise); after it, after an error, and while the store is known
 * to be down, the {@link OutagePolicy} decides. A charge that the store carries out after the deadline stays taken: the
 * caller may get too little, never too much. After three failures in a row the store is left alone for half a second,
 * then one request tries it.
 *
 * <p>When the quota of a key changes, its bucket keeps the used share; the first charge afterwards is still decided by
 * the old quota. The bound holds as far as the clocks of the nodes agree, because bucket4j counts by them.
 *
 * <p>Thread-safe. The proxy manager's resources are its owner's.
 */
public final class Bucket4jLimitStore implements LimitStore {

    private final Supplier<? extends @Nullable AsyncProxyManager<byte[]>> manager;
    private final OutagePolicy onOutage;
    private final Duration deadline;
    private final String keyPrefix;
    private final Events events;
    private final InstantSource wallClock = InstantSource.system();
    private final Breaker breaker;
    private final Map<Quota, BucketConfiguration> configurations = new ConcurrentHashMap<>();

    private Bucket4jLimitStore(Builder builder) {
        manager = builder.manager;
        onOutage = builder.onOutage;
        deadline = builder.deadline == null ? Duration.ofMillis(20) : builder.deadline;
        keyPrefix = builder.keyPrefix == null ? "seaworthy:limit:" : builder.keyPrefix;
        events = builder.events == null ? Events.none() : builder.events;
        breaker = new Breaker(Ticker.system());
    }

    /** Options for a store over a proxy manager. */
    public static Builder builder(AsyncProxyManager<byte[]> manager, OutagePolicy onOutage) {
        Objects.requireNonNull(manager, "manager");
        return new Builder(() -> manager, onOutage);
    }

    /** Options for a store over a proxy manager that may not be there yet: the supplier returns null meanwhile. */
    public static Builder builder(
            Supplier<? extends @Nullable AsyncProxyManager<byte[]>> manager, OutagePolicy onOutage) {
        return new Builder(manager, onOutage);
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    /** Waits for at most the deadline. */
    @Override
    public long take(Limit limit, LimitKey key, int cost) {
        return takeAsync(limit, key, cost).toCompletableFuture().join();
    }

    @Override
    public CompletionStage<Long> takeAsync(Limit limit, LimitKey key, int cost) {
        if (cost < 1) {
            throw new IllegalArgumentException("A charge costs 1 or more, not " + cost);
        }
        if (!breaker.permits()) {
            return CompletableFuture.completedFuture(onOutage.decide(limit, key, cost));
        }
        return ask(bucket -> bucket.asVerbose().tryConsumeAndReturnRemaining(cost), limit, key)
                .orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS)
                .handle((result, failure) -> {
                    if (failure != null) {
                        breaker.failed();
                        events.emit(LimitEvent.STORE_FAILED, null, failure);
                        return onOutage.decide(limit, key, cost);
                    }
                    breaker.succeeded();
                    adopt(result, limit, key);
                    return verdict(result.getValue(), limit.quota());
                });
    }

    private long verdict(ConsumptionProbe probe, Quota quota) {
        CalendarPeriod calendar = quota.calendar();
        if (calendar != null) {
            long toEnd = nanosToEnd(calendar);
            return probe.isConsumed()
                    ? Verdict.admitted(probe.getRemainingTokens(), toEnd)
                    : probe.getNanosToWaitForRefill() == Long.MAX_VALUE ? Verdict.NEVER : Verdict.refused(toEnd);
        }
        if (probe.isConsumed()) {
            return Verdict.admitted(probe.getNanosToWaitForReset());
        }
        // bucket4j rounds the wait down; who comes back a fraction of a nanosecond early would be refused again.
        long wait = probe.getNanosToWaitForRefill();
        return wait == Long.MAX_VALUE ? Verdict.NEVER : Verdict.refused(wait + 1);
    }

    private long nanosToEnd(CalendarPeriod calendar) {
        Instant now = wallClock.instant();
        return Duration.between(now, calendar.start(calendar.number(now) + 1)).toNanos();
    }

    /** A bucket was made with the quota of its first charge; from the next charge on it follows this one. */
    private void adopt(VerboseResult<ConsumptionProbe> result, Limit limit, LimitKey key) {
        BucketConfiguration wanted = configuration(limit.quota());
        if (!wanted.equals(result.getConfiguration())) {
            ask(bucket -> bucket.replaceConfiguration(wanted, TokensInheritanceStrategy.PROPORTIONALLY), limit, key);
        }
    }

    @Override
    public void refund(Limit limit, LimitKey key, int cost) {
        refundAsync(limit, key, cost);
    }

    @Override
    public CompletionStage<?> refundAsync(Limit limit, LimitKey key, int cost) {
        if (!breaker.permits()) {
            return CompletableFuture.completedFuture(null);
        }
        return ask(bucket -> bucket.addTokens(cost), limit, key)
                .orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS)
                .handle((done, failure) -> null);
    }

    @Override
    public void debit(Limit limit, LimitKey key, int cost) {
        debitAsync(limit, key, cost);
    }

    @Override
    public CompletionStage<?> debitAsync(Limit limit, LimitKey key, int cost) {
        Charge.requireCost(cost);
        if (!breaker.permits()) {
            return CompletableFuture.completedFuture(null);
        }
        return ask(bucket -> bucket.consumeIgnoringRateLimits(cost), limit, key)
                .orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS)
                .handle((done, failure) -> null);
    }

    private interface Request<T> {
        CompletableFuture<T> send(AsyncBucketProxy bucket);
    }

    private <T> CompletableFuture<T> ask(Request<T> request, Limit limit, LimitKey key) {
        try {
            AsyncProxyManager<byte[]> connected = manager.get();
            if (connected == null) {
                return CompletableFuture.failedFuture(new IllegalStateException("The store is not connected"));
            }
            CalendarPeriod calendar = limit.quota().calendar();
            // Each calendar period has a bucket of its own, which lasts for longer than the period and never refills in
            // it.
            String period = calendar == null ? "" : ":" + calendar.number(wallClock.instant());
            byte[] name = (keyPrefix + limit.policy() + ':' + key.toHex() + period).getBytes(StandardCharsets.US_ASCII);
            BucketConfiguration configuration = configuration(limit.quota());
            AsyncBucketProxy bucket =
                    connected.builder().build(name, () -> CompletableFuture.completedFuture(configuration));
            // A copy: the timeout must end our wait, not what others see of the driver's future.
            return request.send(bucket).copy();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private BucketConfiguration configuration(Quota quota) {
        BucketConfiguration known = configurations.get(quota);
        return known != null ? known : configurations.computeIfAbsent(quota, Bucket4jLimitStore::toConfiguration);
    }

    private static BucketConfiguration toConfiguration(Quota quota) {
        CalendarPeriod calendar = quota.calendar();
        if (calendar != null) {
            return BucketConfiguration.builder()
                    .addLimit(bandwidth ->
                            bandwidth.capacity(quota.requests()).refillIntervally(quota.requests(), calendar.longest()))
                    .build();
        }
        return BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth.capacity(quota.burst()).refillGreedy(quota.requests(), quota.period()))
                .build();
    }

    @Override
    public List<Evidence> evidence() {
        String summary = "shared store, " + deadline.toMillis() + " ms for each decision, on outage " + onOutage;
        return List.of(
                onOutage.isUnlimited()
                        ? Evidence.weakened(
                                "RATE-DDOS", "Bucket4jLimitStore", summary, "an outage of the store lifts all limits")
                        : Evidence.enforced("RATE-DDOS", "Bucket4jLimitStore", summary));
    }

    @Override
    public String toString() {
        return "Bucket4jLimitStore[deadline " + deadline + ", on outage " + onOutage + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final Supplier<? extends @Nullable AsyncProxyManager<byte[]>> manager;
        private final OutagePolicy onOutage;
        private @Nullable Duration deadline;
        private @Nullable String keyPrefix;
        private @Nullable Events events;

        private Builder(Supplier<? extends @Nullable AsyncProxyManager<byte[]>> manager, OutagePolicy onOutage) {
            this.manager = Objects.requireNonNull(manager, "manager");
            this.onOutage = Objects.requireNonNull(onOutage, "onOutage");
        }

        /** How long a decision may take, 20 ms by default. Permitted: 1 ms to 5 s. Prohibited: 0. */
        public Builder deadline(Duration deadline) {
            once(this.deadline, "deadline");
            this.deadline = Objects.requireNonNull(deadline, "deadline");
            return this;
        }

        /** What the store's keys begin with, {@code seaworthy:limit:} by default; printable ASCII. */
        public Builder keyPrefix(String keyPrefix) {
            once(this.keyPrefix, "keyPrefix");
            this.keyPrefix = Objects.requireNonNull(keyPrefix, "keyPrefix");
            return this;
        }

        /** Where failures of the store are reported; nowhere by default. */
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

        public Bucket4jLimitStore build() {
            Faults faults = Faults.in("Bucket4jLimitStore");
            if (deadline != null) {
                boolean sound = deadline.toMillis() >= 1 && deadline.compareTo(Duration.ofSeconds(5)) <= 0;
                faults.check(sound, "deadline", deadline.toString(), "out_of_range", "1 ms to 5 s");
            }
            if (keyPrefix != null) {
                boolean sound = keyPrefix.chars().allMatch(c -> c > 0x20 && c < 0x7f);
                faults.check(sound, "keyPrefix", keyPrefix, "malformed", "printable ASCII without blanks");
            }
            faults.throwIfAny();
            return new Bucket4jLimitStore(this);
        }
    }
}
