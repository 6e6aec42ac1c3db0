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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in a store that several nodes share, through any of bucket4j's proxy managers.
 *
 * <p>Each decision, of one bucket or several together, has a deadline (20 ms unless set otherwise); after it, after an
 * error, and while the store is known to be down, the {@link OutagePolicy} of the rule decides, and the verdict is not
 * {@link Verdict#isTaken}. A charge that the store carries out after the deadline stays taken: the caller may get too
 * little, never too much. A debit is kept until the store is back, 10,000 buckets' at most; one whose answer was late is
 * sent three times at most. After three failures in a row, or when about every second decision fails, the store is left
 * alone for half a second, then one request tries it.
 *
 * <p>Where the driver does not block, requests for one key that come while it is being asked are sent together
 * afterwards: a hot key has one round trip under way per node. A refused charge is refused again without asking until its
 * wait is over, for a second at most, so what another node gives back is noticed within a second.
 *
 * <p>When the quota of a key changes, its bucket keeps the used share; where the new one fills in another time, the first
 * charge afterwards is still decided by the old quota. bucket4j counts by the nodes' clocks: where they differ by up to
 * s, {@code burst + rate * (t + s)} are admitted over an interval of length t.
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
    private final Breaker breaker;
    private final HotBuckets buckets;
    private final ExhaustedKeys exhausted = new ExhaustedKeys();
    private final UnpaidDebts unpaid = new UnpaidDebts();
    private final Terms terms;

    Bucket4jLimitStore(Bucket4jStoreBuilder builder) {
        onOutage = builder.onOutage;
        onOutageOf = Map.copyOf(builder.onOutageOf);
        deadline = builder.deadline();
        keyPrefix = builder.keyPrefix == null ? "seaworthy:limit:" : builder.keyPrefix;
        events = builder.events == null ? Events.none() : builder.events;
        ticker = builder.ticker == null ? Ticker.system() : builder.ticker;
        terms = new Terms(builder.wallClock == null ? InstantSource.system() : builder.wallClock);
        breaker = new Breaker(ticker);
        buckets = new HotBuckets(builder.source());
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
        return take(limit, key, cost, System.nanoTime());
    }

    /** All charges together have one deadline, and a refusal that is known already asks nothing. */
    @Override
    public CompletionStage<long[]> takeAllAsync(List<Charge> charges) {
        long start = System.nanoTime();
        long[] known = new long[charges.size()];
        for (int i = 0; i < known.length; i++) {
            known[i] = knownRefusal(
                    charges.get(i).limit(), charges.get(i).key(), charges.get(i).cost());
        }
        return Verdict.refusal(known) >= 0
                ? CompletableFuture.completedFuture(known)
                : Sequence.takeAll(
                        charges,
                        charge -> take(charge.limit(), charge.key(), charge.cost(), start),
                        paid -> refundAsync(paid.limit(), paid.key(), paid.cost())
                                .toCompletableFuture()
                                .copy()
                                .completeOnTimeout(null, Math.max(1, left(start)), TimeUnit.NANOSECONDS));
    }

    /** Waits for at most the deadline. */
    @Override
    public long[] takeAll(List<Charge> charges) {
        return takeAllAsync(charges).toCompletableFuture().join();
    }

    /** A refusal for which nobody needs to be asked, or 0. */
    private long knownRefusal(Limit limit, LimitKey key, int cost) {
        Charge.requireCost(cost);
        if (cost > limit.quota().burst()) {
            return Verdict.NEVER;
        }
        long wait = exhausted.waitNanos(limit, key, cost, ticker.nanos());
        return wait > 0 ? Verdict.refused(wait) : 0;
    }

    /** Decides within the deadline, which began at a time of the system's clock: no other one wakes who waits. */
    private CompletionStage<Long> take(Limit limit, LimitKey key, int cost, long start) {
        long refusal = knownRefusal(limit, key, cost);
        if (refusal < 0) {
            return CompletableFuture.completedFuture(refusal);
        }
        if (left(start) <= 0 || !breaker.permits()) {
            return CompletableFuture.completedFuture(decideAlone(limit, key, cost));
        }
        Quota quota = limit.quota();
        return ask(bucket -> bucket.take(Bucket.price(quota, cost)), limit, key, left(start))
                .handle((result, failure) -> {
                    if (failure != null) {
                        failed(failure);
                        return CompletableFuture.completedFuture(decideAlone(limit, key, cost));
                    }
                    succeeded();
                    long verdict = terms.verdict(result.getValue(), quota);
                    if (verdict < 0 && verdict != Verdict.NEVER) {
                        exhausted.add(limit, key, cost, ticker.nanos(), Verdict.waitNanos(verdict));
                    }
                    return adopt(result, limit, key, start).handle((done, missed) -> verdict);
                })
                .thenCompose(answer -> answer);
    }

    private long left(long start) {
        return deadline.toNanos() - (System.nanoTime() - start);
    }

    private long decideAlone(Limit limit, LimitKey key, int cost) {
        return Verdict.withoutStore(policy(limit).decide(limit, key, cost));
    }

    private OutagePolicy policy(Limit limit) {
        return onOutageOf.getOrDefault(limit.policy(), onOutage);
    }

    /** A bucket was made with the quota of its first charge; from the next charge on it follows this one. */
    private CompletableFuture<?> adopt(VerboseResult<ConsumptionProbe> result, Limit limit, LimitKey key, long start) {
        BucketConfiguration wanted = terms.configuration(limit.quota());
        return wanted.equals(result.getConfiguration())
                ? CompletableFuture.completedFuture(null)
                : ask(bucket -> follow(bucket, wanted), limit, key, Math.max(1, left(start)));
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
        if (!breaker.permits()) {
            return CompletableFuture.completedFuture(null);
        }
        Quota quota = limit.quota();
        long price = Bucket.price(quota, cost);
        return ask(bucket -> bucket.give(now -> Terms.refund(price, quota, now)), limit, key, deadline.toNanos())
                .handle((done, failure) -> {
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
        UnpaidDebts.Debt debt = new UnpaidDebts.Debt(limit, key, cost, 0);
        if (breaker.permits()) {
            return charge(debt);
        }
        policy(limit).debit(limit, key, cost);
        owe(debt);
        return CompletableFuture.completedFuture(null);
    }

    private CompletionStage<?> charge(UnpaidDebts.Debt debt) {
        long price = Bucket.price(debt.limit().quota(), debt.cost());
        return ask(bucket -> bucket.debit(price), debt.limit(), debt.key(), deadline.toNanos())
                .handle((done, problem) -> {
                    Throwable failure = isBeyondAllNumbers(problem) ? null : problem;
                    if (failure != null) {
                        owe(new UnpaidDebts.Debt(debt.limit(), debt.key(), debt.cost(), debt.tries() + 1));
                    }
                    return learn(failure);
                });
    }

    /** The bucket owes all that it can count, two centuries: that is no failure of the store, and nobody else's matter. */
    private static boolean isBeyondAllNumbers(@Nullable Throwable problem) {
        Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
        return cause instanceof IllegalArgumentException;
    }

    private void owe(UnpaidDebts.Debt debt) {
        if (!unpaid.add(debt)) {
            events.emit(LimitEvent.DEBT_LOST, null);
        }
    }

    /** What is given back or owed may be the one question that the breaker lets through: its end must be told. */
    private @Nullable Void learn(@Nullable Throwable failure) {
        if (failure == null) {
            succeeded();
        } else {
            failed(failure);
        }
        return null;
    }

    /** Each answer pays one debt, so that a store that comes back is not met by all of them at once. */
    private void succeeded() {
        breaker.succeeded();
        UnpaidDebts.Debt debt = unpaid.next();
        if (debt != null) {
            charge(debt);
        }
    }

    private void failed(Throwable failure) {
        breaker.failed();
        events.emit(LimitEvent.STORE_FAILED, null, failure);
    }

    private <T> CompletableFuture<T> ask(
            Function<RemoteBucket, CompletableFuture<T>> request, Limit limit, LimitKey key, long patience) {
        return buckets.ask(keyPrefix + terms.name(limit, key), terms.configuration(limit.quota()), request, patience);
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
