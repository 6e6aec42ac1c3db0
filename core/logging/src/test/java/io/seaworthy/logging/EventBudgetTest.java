package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBudgetTest {

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 50, Long.MIN_VALUE, -5})
    void burst_isFollowedByTheRate(long start) {
        EventBudget budget = new EventBudget(3, 100, start);
        assertThat(taken(budget, start, 10)).isEqualTo(3);
        assertThat(budget.refused()).isEqualTo(7);
        assertThat(budget.refused()).isZero();
        assertThat(taken(budget, start + 99, 1)).isZero();
        assertThat(taken(budget, start + 100, 5)).isEqualTo(1);
        assertThat(taken(budget, start + 250, 5)).isEqualTo(1);
        assertThat(taken(budget, start + 100_000, 10)).isEqualTo(3);
    }

    private static int taken(EventBudget budget, long now, int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += budget.take(now) ? 1 : 0;
        }
        return taken;
    }
}
