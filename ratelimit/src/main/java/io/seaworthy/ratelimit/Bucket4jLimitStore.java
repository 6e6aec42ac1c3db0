package io.seaworthy.ratelimit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.readiness.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in a store that several nodes share, through any of bucket4j's proxy managers.
 *
 * <p>Each decision has a deadline (20 ms unless set otherwise); after it, after an error, and while the store is known
 * to be down, the {@link OutagePolicy} of the rule decides. A charge that the store carries out after the deadline stays
 * taken, and what is given back for a charge that the store may not know is dropped: the caller may get too little, never
 * too much. After three failures in a row, or when about every second decision fails, the store is left alone for half a
 * second, then one request tries it.
 *
 * <p>Where the driver does not block, requests for one key that come while it is being asked are sent together
 * afterwards: a hot key has one round trip under way per node. A refused charge is refused again without asking until its wait is over, for a second at most, so
 * what another node gives back is noticed within a second.
 *
 * <p>When the quota of a key changes, its bucket keeps the used share; the first charge afterwards is still decided by
 * the old quota. bucket4j counts by the nodes' clocks: where they differ by up to s, {@code burst + rate * (t + s)} are
 * admitted over an interval of length t.
 *
 * <p>Thread-safe. The proxy manager's resources are its owner's.
 */
public final class Bucket4jLimitStore implements LimitStore {

    private final OutagePolicy onOutage;
    private final Map<String, OutagePolicy> onOutageOf;
    private final Duration deadline;
    private final String keyPrefix;
    private final Events events;
    private final Ticker ticker;
    private final InstantSource wallClock;
    private final Breaker breaker;
    private final HotBuckets buckets;
    private final ExhaustedKeys exhausted = new ExhaustedKeys();
    private final UncertainKeys uncertain = new UncertainKeys();
    private final Map<Quota, BucketConfiguration> configurations = new ConcurrentHashMap<>();

    Bucket4jLimitStore(Bucket4jStoreBuilder builder) {
        onOutage = builder.onOutage;
        onOutageOf = Map.copyOf(builder.onOutageOf);
        deadline = builder.deadline();
        keyPrefix = builder.keyPrefix == null ? "seaworthy:limit:" : builder.keyPrefix;
        events = builder.events == null ? Events.none() : builder.events;
        ticker = builder.ticker == null ? Ticker.system() : builder.ticker;
        wallClock = builder.wallClock == null ? InstantSource.system() : builder.wallClock;
        breaker = new Breaker(ticker);
        buckets = new HotBuckets(builder.source(), deadline);
    }

    /** Options for a store over a proxy manager whose driver does not block. */
    public static Bucket4jStoreBuilder builder(AsyncProxyManager<byte[]> manager, OutagePolicy onOutage) {
        Objects.requireNonNull(manager, "manager");
        return builder(() -> manager, onOutage);
    }

    /** Options for a store over a proxy manager that may not be there yet: the supplier returns null meanwhile. */
    public static Bucket4jStoreBuilder builder(
            Supplier<? extends @Nullable AsyncProxyManager<byte[]>> manager, OutagePolicy onOutage) {
        return new Bucket4jStoreBuilder(new AsyncBuckets(manager), null, onOutage);
    }

    /**
     * Options for a store over a proxy manager whose driver blocks, a JDBC one for example. Its calls run on threads of
     * their own, eight unless set otherwise. A manager with other keys becomes one with these by its
     * {@code withMapper}.
     */
    public static Bucket4jStoreBuilder builder(ProxyManager<byte[]> manager, OutagePolicy onOutage) {
        return new Bucket4jStoreBuilder(null, Objects.requireNonNull(manager, "manager"), onOutage);
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    /** Whether the store is being left alone at the moment; for a health check. */
    public boolean isDown() {
        return breaker.isOpen();
    }

    /** Waits for at most the deadline. */
    @Override
    public long take(Limit limit, LimitKey key, int cost) {
        return takeAsync(limit, key, cost).toCompletableFuture().join();
    }

    @Override
    public CompletionStage<Long> takeAsync(Limit limit, LimitKey key, int cost) {
        Charge.requireCost(cost);
        long wait = exhausted.waitNanos(limit, key, cost, ticker.nanos());
        if (wait > 0) {
            return CompletableFuture.completedFuture(Verdict.refused(wait));
        }
        if (!breaker.permits()) {
            return CompletableFuture.completedFuture(decideAlone(limit, key, cost));
        }
        CompletableFuture<CompletionStage<Long>> decision = ask(bucket -> bucket.take(cost), limit, key)
                .handle((result, failure) -> {
                    if (failure != null) {
                        breaker.failed();
                        events.emit(LimitEvent.STORE_FAILED, null, failure);
                        return CompletableFuture.completedFuture(decideAlone(limit, key, cost));
                    }
                    breaker.succeeded();
                    long verdict = verdict(result.getValue(), limit.quota());
                    if (verdict < 0 && verdict != Verdict.NEVER) {
                        exhausted.add(limit, key, cost, ticker.nanos(), Verdict.waitNanos(verdict));
                    }
                    return adopt(result, limit, key).handle((done, missed) -> verdict);
                });
        return decision.thenCompose(answer -> answer);
    }

    private long decideAlone(Limit limit, LimitKey key, int cost) {
        uncertain.add(key, ticker.nanos());
        return onOutageOf.getOrDefault(limit.policy(), onOutage).decide(limit, key, cost);
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
    private CompletableFuture<?> adopt(VerboseResult<ConsumptionProbe> result, Limit limit, LimitKey key) {
        BucketConfiguration wanted = configuration(limit.quota());
        return wanted.equals(result.getConfiguration())
                ? CompletableFuture.completedFuture(null)
                : ask(bucket -> follow(bucket, wanted), limit, key);
    }

    @SuppressWarnings("unchecked") // nobody looks at the answer
    private static CompletableFuture<Object> follow(RemoteBucket bucket, BucketConfiguration wanted) {
        return (CompletableFuture<Object>) bucket.follow(wanted);
    }

    @Override
    public void refund(Limit limit, LimitKey key, int cost) {
        refundAsync(limit, key, cost);
    }

    @Override
    public CompletionStage<?> refundAsync(Limit limit, LimitKey key, int cost) {
        Charge.requireCost(cost);
        if (uncertain.contains(key, ticker.nanos()) || !breaker.permits()) {
            return CompletableFuture.completedFuture(null);
        }
        return ask(bucket -> bucket.give(cost), limit, key).handle((done, failure) -> {
            exhausted.forget(limit, key);
            return learn(failure);
        });
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
        return ask(bucket -> bucket.debit(cost), limit, key).handle((done, failure) -> learn(failure));
    }

    /** What is given back or owed may be the one question that the breaker lets through: its end must be told. */
    private @Nullable Void learn(@Nullable Throwable failure) {
        if (failure == null) {
            breaker.succeeded();
        } else {
            breaker.failed();
            events.emit(LimitEvent.STORE_FAILED, null, failure);
        }
        return null;
    }

    private <T> CompletableFuture<T> ask(
            Function<RemoteBucket, CompletableFuture<T>> request, Limit limit, LimitKey key) {
        CalendarPeriod calendar = limit.quota().calendar();
        // Each calendar period has a bucket of its own, which lasts for longer than the period and never refills in it.
        String period = calendar == null ? "" : ":" + calendar.number(wallClock.instant());
        return buckets.ask(
                keyPrefix + limit.policy() + ':' + key.toHex() + period, configuration(limit.quota()), request);
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
        String rules = onOutageOf.isEmpty() ? "" : ", by rule " + new TreeMap<>(onOutageOf);
        String summary =
                "shared store, " + deadline.toMillis() + " ms for each decision, on outage " + onOutage + rules;
        boolean lifted = onOutage.isUnlimited() || onOutageOf.values().stream().anyMatch(OutagePolicy::isUnlimited);
        return List.of(
                lifted
                        ? Evidence.weakened(
                                "RATE-DDOS", "Bucket4jLimitStore", summary, "an outage of the store lifts limits")
                        : Evidence.enforced("RATE-DDOS", "Bucket4jLimitStore", summary));
    }

    @Override
    public String toString() {
        return "Bucket4jLimitStore[deadline " + deadline + ", on outage " + onOutage + "]";
    }
}
