package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.testkit.RequestHeads;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** What the store makes of the answers of a remote one, which the test gives. */
class Bucket4jLimitStoreTest {

    private static final Limit LIMIT = Limit.of("plan", Quota.of(10).per(Duration.ofMinutes(1)));
    private static final LimitKey KEY = LimitKey.ofPrincipal("a");

    private boolean away = true;
    private boolean silent;
    private int asked;
    private int given;
    private final List<Long> debited = new ArrayList<>();
    private final List<EventReason> events = new ArrayList<>();

    private final class Stub implements RemoteBucket {

        private <T> CompletableFuture<T> answer() {
            asked++;
            if (silent) {
                return new CompletableFuture<>();
            }
            return away
                    ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                    : CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<VerboseResult<ConsumptionProbe>> take(long cost) {
            return answer();
        }

        @Override
        public CompletableFuture<?> give(ToLongFunction<BucketConfiguration> amount) {
            given++;
            return answer();
        }

        @Override
        public CompletableFuture<?> debit(long cost) {
            if (!away && !silent) {
                debited.add(cost);
            }
            return answer();
        }

        @Override
        public CompletableFuture<?> follow(BucketConfiguration wanted) {
            return answer();
        }
    }

    private final VirtualTicker ticker = VirtualTicker.create();
    private final Bucket4jLimitStore store = new Bucket4jStoreBuilder(
                    (name, configuration) -> new Stub(), null, OutagePolicy.refuse())
            .ticker(ticker)
            .events((reason, head, cause) -> events.add(reason))
            .build();

    private void fail(int charges) {
        for (int i = 0; i < charges; i++) {
            assertThat(store.take(LIMIT, KEY, 1)).isEqualTo(Verdict.UNAVAILABLE);
        }
    }

    /** Else a stream of them would keep every charge from finding out that the store is back. */
    @Test
    void debitThatTriesAStoreThatWasDown_tellsThatItIsBack() {
        fail(3);
        assertThat(store.isDown()).isTrue();
        away = false;
        ticker.advance(Duration.ofSeconds(1));
        store.debit(LIMIT, KEY, 1);
        assertThat(asked).isEqualTo(4);
        assertThat(store.isDown()).isFalse();
    }

    @Test
    void refundThatTriesAStoreThatWasDown_tellsThatItIsBack() {
        fail(3);
        away = false;
        ticker.advance(Duration.ofMinutes(2));
        store.refund(LIMIT, KEY, 1);
        assertThat(asked).isEqualTo(4);
        assertThat(store.isDown()).isFalse();
    }

    private Bucket4jLimitStore countingLocally(LocalLimitStore local) {
        return new Bucket4jStoreBuilder((name, configuration) -> new Stub(), null, OutagePolicy.countLocally(local))
                .ticker(ticker)
                .build();
    }

    private static RateLimits tokens(LimitStore store) {
        return RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(Duration.ofMinutes(1)))
                .rule(LimitRule.builder("tokens", LimitBy.CALLER)
                        .quota(LIMIT.quota())
                        .build())
                .build(store);
    }

    /** The store never took it; given back to it, however late, it would be a gift. */
    @Test
    void holdOfAnOutage_isNeverGivenBack() {
        RateLimits limits = tokens(countingLocally(LocalLimitStore.bounded(1_000, Overflow.REFUSE)));
        RequestHead head = RequestHeads.get("/").peer("192.0.2.1").build();
        Hold hold =
                limits.reserveAsync(head, "tokens", 10).toCompletableFuture().join();
        assertThat(hold).isInstanceOf(Hold.Granted.class);
        away = false;
        ticker.advance(Duration.ofHours(1));
        ((Hold.Granted) hold).release();
        assertThat(given).isZero();
    }

    @Test
    void loginOfAnOutage_isNeverGivenBack() {
        LoginProtection logins = LoginProtection.of(countingLocally(LocalLimitStore.bounded(1_000, Overflow.REFUSE)));
        RequestHead head = RequestHeads.get("/").peer("192.0.2.1").build();
        LoginProtection.Permit permit = (LoginProtection.Permit) logins.reserve(head, "a@example.org");
        away = false;
        ticker.advance(Duration.ofHours(1));
        permit.succeeded();
        assertThat(given).isZero();
    }

    /** Also by what decides meanwhile, or an outage would make work free that costs more than was reserved. */
    @Test
    void debitOfAnOutage_isChargedWhenTheStoreIsBack() {
        LocalLimitStore local =
                LocalLimitStore.builder(1_000, Overflow.REFUSE).ticker(ticker).build();
        Bucket4jLimitStore counting = countingLocally(local);
        counting.debit(LIMIT, KEY, 1);
        counting.debit(LIMIT, KEY, 1);
        counting.debit(LIMIT, KEY, 1);
        assertThat(counting.isDown()).isTrue();
        counting.debit(LIMIT, KEY, 40);
        assertThat(counting.take(LIMIT, KEY, 1)).as("the debt is 40").isEqualTo(Verdict.refused(31 * 6_000_000_000L));

        away = false;
        ticker.advance(Duration.ofSeconds(1));
        counting.debit(LIMIT, LimitKey.ofPrincipal("other"), 2);

        // What other callers owe, then what failed and what was not even tried; in nanoseconds.
        assertThat(debited).containsExactlyInAnyOrder(2 * 6_000_000_000L, 43 * 6_000_000_000L);
    }

    @Test
    void debitWithoutAnswer_isSentThreeTimes() {
        Limit limit = LIMIT;
        for (int i = 0; i < 10; i++) {
            store.debit(limit, KEY, 1);
            ticker.advance(Duration.ofSeconds(1));
        }
        assertThat(events).contains(LimitEvent.STORE_FAILED);
        away = false;
        store.debit(limit, KEY, 1);
        assertThat(debited).hasSizeLessThanOrEqualTo(2);
    }

    /** One limit or several, a new quota or not: the caller waits for one deadline. */
    @Test
    void severalCharges_haveOneDeadline() {
        Bucket4jLimitStore slow = new Bucket4jStoreBuilder(
                        (name, configuration) -> new Stub(), null, OutagePolicy.refuse())
                .ticker(ticker)
                .deadline(Duration.ofMillis(300))
                .build();
        silent = true;
        long start = System.nanoTime();
        long[] verdicts = slow.takeAll(List.of(
                new Charge(Limit.of("a", LIMIT.quota()), KEY, 1),
                new Charge(Limit.of("b", LIMIT.quota()), KEY, 1),
                new Charge(Limit.of("c", LIMIT.quota()), KEY, 1)));
        assertThat(verdicts[0]).isEqualTo(Verdict.UNAVAILABLE);
        silent = false;
        Bucket4jLimitStore local = new Bucket4jStoreBuilder(
                        (name, configuration) -> new Stub(), null, OutagePolicy.withoutLimits())
                .deadline(Duration.ofMillis(300))
                .build();
        silent = true;
        local.takeAll(List.of(
                new Charge(Limit.of("a", LIMIT.quota()), KEY, 1),
                new Charge(Limit.of("b", LIMIT.quota()), KEY, 1),
                new Charge(Limit.of("c", LIMIT.quota()), KEY, 1)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_100));
    }

    @Test
    void chargeAboveTheBurst_asksNobody() {
        assertThat(store.take(LIMIT, KEY, 11)).isEqualTo(Verdict.NEVER);
        assertThat(asked).isZero();
    }

    @Test
    void debitsThatFail_openTheBreaker() {
        for (int i = 0; i < 3; i++) {
            store.debit(LIMIT, KEY, 1);
        }
        assertThat(store.isDown()).isTrue();
        fail(1);
        assertThat(asked).isEqualTo(3);
    }
}
