package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutagePolicyTest {

    private static final Limit ONE = Limit.of("one", Quota.of(1).per(Duration.ofHours(1)));
    private static final LimitKey KEY = LimitKey.ofPrincipal("a");

    @Test
    void refuse_isUnavailable() {
        assertThat(OutagePolicy.refuse().decide(ONE, KEY, 1)).isEqualTo(Verdict.UNAVAILABLE);
    }

    @Test
    void withoutLimits_admitsAlways() {
        for (int i = 0; i < 100; i++) {
            assertThat(Verdict.isAdmitted(OutagePolicy.withoutLimits().decide(ONE, KEY, 1)))
                    .isTrue();
        }
    }

    @Test
    void countLocally_countsInTheLocalStore() {
        OutagePolicy policy = OutagePolicy.countLocally(LocalLimitStore.bounded(1_000, Overflow.REFUSE));
        assertThat(Verdict.isAdmitted(policy.decide(ONE, KEY, 1))).isTrue();
        assertThat(Verdict.isAdmitted(policy.decide(ONE, KEY, 1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"100, 60, 100, 4, 25", "10, 1, 10, 4, 2", "3, 60, 3, 4, 1", "1000000, 1, 1000000, 3, 333333"})
    void localShare_grantsAPartOfTheQuota(long requests, long seconds, long burst, int nodes, int each) {
        Quota quota = Quota.of(requests).per(Duration.ofSeconds(seconds)).burst(burst);
        VirtualTicker ticker = VirtualTicker.create();
        OutagePolicy policy = OutagePolicy.localShare(
                LocalLimitStore.builder(1_000, Overflow.REFUSE).ticker(ticker).build(), nodes);
        Limit limit = Limit.of("plan", quota);
        LimitKey key = LimitKey.ofPrincipal("a");
        long admitted = 0;
        while (Verdict.isAdmitted(policy.decide(limit, key, 1))) {
            admitted++;
        }
        assertThat(admitted).isEqualTo(each);
        // A share refills as much more slowly as it is smaller.
        ticker.advance(Duration.ofNanos(quota.intervalNanos() * nodes - 1));
        assertThat(policy.decide(limit, key, 1)).isNegative();
        ticker.advance(Duration.ofNanos(1));
        assertThat(policy.decide(limit, key, 1)).isNotNegative();
    }

    @Test
    void localShareOfACalendarQuota_isAPartOfItsNumber() {
        Limit daily = Limit.of("daily", Quota.of(10).perDay(ZoneOffset.UTC));
        OutagePolicy policy = OutagePolicy.localShare(LocalLimitStore.bounded(1_000, Overflow.REFUSE), 5);
        LimitKey key = LimitKey.ofPrincipal("a");
        assertThat(policy.decide(daily, key, 1)).isNotNegative();
        assertThat(policy.decide(daily, key, 1)).isNotNegative();
        assertThat(policy.decide(daily, key, 1)).isNegative();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    void unusableNumberOfNodes_isAProgrammersError(int nodes) {
        LimitStore local = LocalLimitStore.bounded(1_000, Overflow.REFUSE);
        assertThatThrownBy(() -> OutagePolicy.localShare(local, nodes)).isInstanceOf(IllegalArgumentException.class);
    }
}
