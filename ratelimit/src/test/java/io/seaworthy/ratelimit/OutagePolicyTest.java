package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

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
}
