package io.seaworthy.ratelimit.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.ratelimit.Limit;
import io.seaworthy.ratelimit.LimitKey;
import io.seaworthy.ratelimit.LimitStore;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.Verdict;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link LimitStore} must do with what is charged beyond the quota; a part of the conformance kit. */
abstract class DebtConformance {

    static final Limit TEN = limit("ten", Quota.of(10).per(Duration.ofSeconds(10)));
    private static final AtomicInteger KEYS = new AtomicInteger();

    /** The store under test; the same one may serve all tests. */
    protected abstract LimitStore store();

    /** Moves the store's clock on. */
    protected abstract void advance(Duration step);

    static Limit limit(String policy, Quota quota) {
        return Limit.of(policy, quota);
    }

    static LimitKey key() {
        return LimitKey.ofPrincipal("caller-" + KEYS.incrementAndGet() + "-" + System.nanoTime());
    }

    int admitted(Limit limit, LimitKey key, int attempts) {
        int count = 0;
        for (int i = 0; i < attempts; i++) {
            count += Verdict.isAdmitted(store().take(limit, key, 1)) ? 1 : 0;
        }
        return count;
    }

    @Test
    void debit_isADebtBeyondTheQuota() throws Exception {
        LimitKey key = key();
        admitted(TEN, key, 8);
        store().debitAsync(TEN, key, 5).toCompletableFuture().get();
        assertThat(admitted(TEN, key, 5)).isZero();
        advance(Duration.ofSeconds(3));
        assertThat(admitted(TEN, key, 5)).isZero();
        advance(Duration.ofSeconds(1));
        assertThat(admitted(TEN, key, 5)).isEqualTo(1);
    }

    @Test
    void debitOfAFreshKey_counts() throws Exception {
        LimitKey key = key();
        store().debitAsync(TEN, key, 4).toCompletableFuture().get();
        assertThat(admitted(TEN, key, 100)).isEqualTo(6);
    }

    /** Each is more than a clock of nanoseconds can hold: a sum that overflowed would be a gift. */
    @Test
    void debtsBeyondAllNumbers_neverBecomeAGift() throws Exception {
        for (Limit limit : new Limit[] {limit("slow", Quota.of(1).per(Duration.ofDays(1))), TEN}) {
            LimitKey key = key();
            for (int i = 0; i < 12; i++) {
                store().debitAsync(limit, key, Integer.MAX_VALUE)
                        .toCompletableFuture()
                        .get();
                long verdict = store().take(limit, key, 1);
                assertThat(verdict).as("after %d debts of %s", i + 1, limit).isNegative();
                assertThat(Verdict.waitNanos(verdict))
                        .isGreaterThan(limit.quota().capacityNanos());
            }
            store().refundAsync(limit, key, 1).toCompletableFuture().get();
            assertThat(admitted(limit, key, 5))
                    .as("after a refund of %s", limit)
                    .isZero();
        }
    }

    @Test
    void refundBeyondAllNumbers_mintsNothing() throws Exception {
        LimitKey key = key();
        admitted(TEN, key, 10);
        for (int i = 0; i < 3; i++) {
            store().refundAsync(TEN, key, Integer.MAX_VALUE)
                    .toCompletableFuture()
                    .get();
        }
        assertThat(admitted(TEN, key, 100)).isEqualTo(10);
    }
}
