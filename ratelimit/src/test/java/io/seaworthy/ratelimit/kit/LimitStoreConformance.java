package io.seaworthy.ratelimit.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.ratelimit.Charge;
import io.seaworthy.ratelimit.Limit;
import io.seaworthy.ratelimit.LimitKey;
import io.seaworthy.ratelimit.LimitStore;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.Verdict;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LimitStore} must do, as an abstract suite. Subclass it, hand over a store on a clock that stands
 * still until {@link #advance} moves it, and run it with JUnit.
 */
public abstract class LimitStoreConformance extends DebtConformance {

    /** How many random schedules to run: 10,000 take a moment in memory. */
    protected abstract int schedules();

    /** How many nanoseconds a wait may be too long; it may never be too short. */
    protected long waitSlack() {
        return 0;
    }

    @Test
    void freshBucket_admitsExactlyTheBurst() {
        LimitKey key = key();
        assertThat(admitted(TEN, key, 100)).isEqualTo(10);
        LimitKey other = key();
        assertThat(admitted(limit("burst", TEN.quota().burst(3)), other, 100)).isEqualTo(3);
    }

    @Test
    void remaining_countsDown() {
        LimitKey key = key();
        for (int left = 9; left >= 0; left--) {
            assertThat(Verdict.remaining(store().take(TEN, key, 1), TEN.quota()))
                    .isEqualTo(left);
        }
    }

    @Test
    void quota_comesBackEvenly() {
        LimitKey key = key();
        admitted(TEN, key, 10);
        for (int second = 0; second < 5; second++) {
            advance(Duration.ofSeconds(1));
            assertThat(admitted(TEN, key, 5)).isEqualTo(1);
        }
        advance(Duration.ofSeconds(3));
        assertThat(admitted(TEN, key, 5)).isEqualTo(3);
    }

    @Test
    void idleBucket_holdsNoMoreThanTheBurst() {
        LimitKey key = key();
        admitted(TEN, key, 10);
        advance(Duration.ofHours(10));
        assertThat(admitted(TEN, key, 100)).isEqualTo(10);
    }

    @Test
    void wait_isTight() {
        LimitKey key = key();
        Limit odd = limit("odd", Quota.of(7).per(Duration.ofSeconds(1)));
        admitted(odd, key, 7);
        advance(Duration.ofNanos(1234));
        for (int i = 0; i < 20; i++) {
            long verdict = store().take(odd, key, 1);
            assertThat(Verdict.isAdmitted(verdict)).isFalse();
            long early = 1 + waitSlack();
            advance(Duration.ofNanos(Verdict.waitNanos(verdict) - early));
            assertThat(Verdict.isAdmitted(store().take(odd, key, 1)))
                    .as("%d ns early", early)
                    .isFalse();
            advance(Duration.ofNanos(early));
            assertThat(Verdict.isAdmitted(store().take(odd, key, 1)))
                    .as("at the time told")
                    .isTrue();
        }
    }

    @Test
    void refusedCharge_changesNothing() {
        LimitKey key = key();
        admitted(TEN, key, 10);
        long wait = Verdict.waitNanos(store().take(TEN, key, 1));
        admitted(TEN, key, 1000);
        assertThat(Verdict.waitNanos(store().take(TEN, key, 1))).isEqualTo(wait);
    }

    @Test
    void cost_isChargedAtOnce() {
        LimitKey key = key();
        assertThat(Verdict.remaining(store().take(TEN, key, 4), TEN.quota())).isEqualTo(6);
        assertThat(Verdict.isAdmitted(store().take(TEN, key, 7))).isFalse();
        assertThat(Verdict.remaining(store().take(TEN, key, 6), TEN.quota())).isZero();
    }

    @Test
    void costAboveTheBurst_isNeverAdmitted() {
        LimitKey key = key();
        assertThat(store().take(TEN, key, 11)).isEqualTo(Verdict.NEVER);
        advance(Duration.ofDays(1));
        assertThat(Verdict.isAdmitted(store().take(TEN, key, 11))).isFalse();
        assertThat(Verdict.isAdmitted(store().take(TEN, key, Integer.MAX_VALUE)))
                .isFalse();
        assertThat(admitted(TEN, key, 100)).isEqualTo(10);
    }

    @Test
    void costBelowOne_isAProgrammersError() {
        LimitKey key = key();
        assertThatThrownBy(() -> store().take(TEN, key, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().take(TEN, key, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refund_givesBackWhatWasTaken() throws Exception {
        LimitKey key = key();
        admitted(TEN, key, 10);
        store().refundAsync(TEN, key, 2).toCompletableFuture().get();
        assertThat(admitted(TEN, key, 100)).isEqualTo(2);
    }

    @Test
    void refund_neverFillsBeyondTheBurst() throws Exception {
        LimitKey key = key();
        admitted(TEN, key, 1);
        advance(Duration.ofMinutes(1));
        store().refundAsync(TEN, key, 5).toCompletableFuture().get();
        assertThat(admitted(TEN, key, 100)).isEqualTo(10);
    }

    @Test
    void severalCharges_areTakenTogether() throws Exception {
        Charge address = new Charge(TEN, key(), 1);
        Charge account = new Charge(limit("account", Quota.of(3).per(Duration.ofSeconds(10))), key(), 1);
        Charge everybody = new Charge(limit("all", Quota.of(100).per(Duration.ofSeconds(10))), key(), 2);
        List<Charge> charges = List.of(address, account, everybody);
        for (int left = 2; left >= 0; left--) {
            long[] verdicts =
                    store().takeAllAsync(charges).toCompletableFuture().get();
            assertThat(Verdict.refusal(verdicts)).isEqualTo(-1);
            assertThat(Verdict.remaining(verdicts[0], TEN.quota())).isEqualTo(7 + left);
            assertThat(Verdict.remaining(verdicts[1], account.limit().quota())).isEqualTo(left);
            assertThat(Verdict.remaining(verdicts[2], everybody.limit().quota()))
                    .isEqualTo(94 + 2 * left);
        }
    }

    @Test
    void oneRefusal_leavesEveryOtherBucketUntouched() throws Exception {
        Charge address = new Charge(TEN, key(), 1);
        Charge account = new Charge(limit("account", Quota.of(3).per(Duration.ofSeconds(10))), key(), 1);
        Charge everybody = new Charge(limit("all", Quota.of(100).per(Duration.ofSeconds(10))), key(), 1);
        admitted(account.limit(), account.key(), 3);
        for (int i = 0; i < 50; i++) {
            long[] verdicts = store().takeAllAsync(List.of(address, account, everybody))
                    .toCompletableFuture()
                    .get();
            assertThat(Verdict.refusal(verdicts)).isEqualTo(1);
        }
        assertThat(admitted(TEN, address.key(), 100)).isEqualTo(10);
        assertThat(admitted(everybody.limit(), everybody.key(), 200)).isEqualTo(100);
    }

    @Test
    void sameBucketTwice_isChargedTwiceOrNotAtAll() throws Exception {
        LimitKey key = key();
        Charge six = new Charge(TEN, key, 6);
        long[] verdicts =
                store().takeAllAsync(List.of(six, six)).toCompletableFuture().get();
        assertThat(Verdict.refusal(verdicts)).isEqualTo(1);
        Charge five = new Charge(TEN, key, 5);
        assertThat(Verdict.refusal(store().takeAllAsync(List.of(five, five))
                        .toCompletableFuture()
                        .get()))
                .isEqualTo(-1);
        assertThat(admitted(TEN, key, 5)).isZero();
    }

    /** Each thread's request needs two buckets; were they charged one by one, refusals of one would show in the other. */
    @Test
    void parallelRequests_neverSeeAPartOfAnother() throws Exception {
        assumeTrue(store().isAtomic());
        Charge plenty = new Charge(limit("plenty", Quota.of(1_000).per(Duration.ofHours(1))), key(), 1);
        Charge few = new Charge(limit("few", Quota.of(100).per(Duration.ofHours(1))), key(), 1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> parts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                // Half of them the other way round: a deadlock or a partial charge would show.
                List<Charge> charges = i % 2 == 0 ? List.of(plenty, few) : List.of(few, plenty);
                parts.add(threads.submit(() -> {
                    int count = 0;
                    for (int attempt = 0; attempt < 2_000; attempt++) {
                        count += Verdict.refusal(store().takeAll(charges)) < 0 ? 1 : 0;
                    }
                    return count;
                }));
            }
            int total = 0;
            for (Future<Integer> part : parts) {
                total += part.get();
            }
            assertThat(total).isEqualTo(100);
            assertThat(Verdict.remaining(
                            store().take(plenty.limit(), plenty.key(), 1),
                            plenty.limit().quota()))
                    .isEqualTo(899);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void calendarQuota_admitsItsNumberAndSaysWhenThePeriodEnds() throws Exception {
        LimitKey key = key();
        Limit monthly = limit("monthly", Quota.of(5).perMonth(ZoneOffset.UTC));
        for (int left = 4; left >= 0; left--) {
            long verdict =
                    store().takeAsync(monthly, key, 1).toCompletableFuture().get();
            assertThat(Verdict.remaining(verdict, monthly.quota())).isEqualTo(left);
            assertThat(Verdict.nanosToNext(verdict, monthly.quota()))
                    .isBetween(1L, Duration.ofDays(31).toNanos());
        }
        long refused = store().takeAsync(monthly, key, 1).toCompletableFuture().get();
        assertThat(Verdict.isAdmitted(refused)).isFalse();
        assertThat(Verdict.waitNanos(refused)).isBetween(1L, Duration.ofDays(31).toNanos());
        store().refundAsync(monthly, key, 2).toCompletableFuture().get();
        assertThat(admitted(monthly, key, 10)).isEqualTo(2);
        store().debitAsync(monthly, key, 3).toCompletableFuture().get();
        assertThat(admitted(monthly, key, 10)).isZero();
        assertThat(store().take(monthly, key(), 6)).isEqualTo(Verdict.NEVER);
    }

    @Test
    void keysAndPolicies_haveBucketsOfTheirOwn() {
        LimitKey key = key();
        assertThat(admitted(TEN, key, 20)).isEqualTo(10);
        assertThat(admitted(TEN, key(), 20)).isEqualTo(10);
        assertThat(admitted(limit("other", TEN.quota()), key, 20)).isEqualTo(10);
        assertThat(admitted(TEN, new LimitKey(LimitKey.Kind.ADDRESS, key.high(), key.low()), 20))
                .isEqualTo(10);
    }

    @Test
    void addresses_countByTheirNetwork() {
        long network = System.nanoTime();
        LimitKey one = LimitKey.ofAddress(IpAddress.ofBits(network, 1));
        LimitKey neighbour = LimitKey.ofAddress(IpAddress.ofBits(network, 2));
        assertThat(admitted(TEN, one, 20)).isEqualTo(10);
        assertThat(admitted(TEN, neighbour, 20)).isZero();
    }

    @Test
    void largerQuota_keepsTheUsedShare() {
        LimitKey key = key();
        Limit hundred = limit("ten", Quota.of(100).per(Duration.ofSeconds(10)));
        assertThat(admitted(TEN, key, 5)).isEqualTo(5);
        // A store may decide the first charge after a change by the old quota.
        int after = admitted(hundred, key, 200);
        assertThat(after).isBetween(40, 50);
    }

    /** What was taken when the quota was large is little now. */
    @Test
    void refundAfterTheQuotaWasLowered_mintsNothing() throws Exception {
        LimitKey key = key();
        Limit hundred = limit("ten", Quota.of(100).per(Duration.ofSeconds(10)));
        assertThat(admitted(hundred, key, 50)).isEqualTo(50);
        assertThat(admitted(TEN, key, 10)).isEqualTo(5);
        store().refundAsync(hundred, key, 9).toCompletableFuture().get();
        assertThat(admitted(TEN, key, 10)).as("nine tenths of one").isZero();
    }

    /** A smaller burst too, whatever a store makes of the use. */
    @Test
    void refundAfterTheBurstWasLowered_mintsNothing() throws Exception {
        LimitKey key = key();
        Limit hundred = limit("ten", Quota.of(100).per(Duration.ofSeconds(100)));
        assertThat(admitted(hundred, key, 40)).isEqualTo(40);
        admitted(TEN, key, 30);
        store().refundAsync(hundred, key, 10).toCompletableFuture().get();
        assertThat(admitted(TEN, key, 30)).isLessThanOrEqualTo(1);
    }

    @Test
    void changingBackAndForth_mintsNothing() {
        LimitKey key = key();
        Limit hundred = limit("ten", Quota.of(100).per(Duration.ofSeconds(10)));
        int total = 0;
        for (int i = 0; i < 50; i++) {
            total += admitted(hundred, key, 5) + admitted(TEN, key, 5);
        }
        assertThat(total).isLessThanOrEqualTo(100);
    }

    @Test
    void parallelCharges_neverPassTogether() throws Exception {
        LimitKey key = key();
        Limit fifty = limit("fifty", Quota.of(50).per(Duration.ofMinutes(1)));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> parts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                parts.add(threads.submit(() -> admitted(fifty, key, 20)));
            }
            int total = 0;
            for (Future<Integer> part : parts) {
                total += part.get();
            }
            assertThat(total).isEqualTo(50);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void asynchronousCharges_useTheSameBuckets() throws Exception {
        LimitKey key = key();
        assertThat(admitted(TEN, key, 8)).isEqualTo(8);
        for (int left = 1; left >= 0; left--) {
            long verdict = store().takeAsync(TEN, key, 1).toCompletableFuture().get();
            assertThat(Verdict.remaining(verdict, TEN.quota())).isEqualTo(left);
        }
        assertThat(Verdict.isAdmitted(
                        store().takeAsync(TEN, key, 1).toCompletableFuture().get()))
                .isFalse();
    }

    @Test
    void bound_holdsOnEveryIntervalOfRandomSchedules() {
        long first = System.nanoTime();
        System.out.println("random schedules: " + schedules() + ", first seed " + first);
        for (int i = 0; i < schedules(); i++) {
            Schedule schedule = Schedule.of(first + i);
            double excess = schedule.run(store(), key(), 100, nanos -> advance(Duration.ofNanos(nanos)));
            assertThat(excess).as("%s, seed %d", schedule, first + i).isLessThanOrEqualTo(0);
        }
    }
}
