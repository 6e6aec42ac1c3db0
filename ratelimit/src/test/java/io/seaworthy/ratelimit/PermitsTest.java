package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PermitsTest {

    private int limit = 10;
    private final Permits permits = new Permits(() -> limit, 0, 30, 20);

    private int take(int priority, int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += permits.take(priority) == Permits.NONE ? 0 : 1;
        }
        return taken;
    }

    @Test
    void guarantees_areKeptFree() {
        assertThat(take(0, 100)).isEqualTo(5);
        assertThat(take(1, 100)).isEqualTo(3);
        assertThat(take(2, 100)).isEqualTo(2);
        assertThat(permits.inUse()).isEqualTo(10);
    }

    @Test
    void guaranteedClass_mayUseTheRest() {
        assertThat(take(1, 100)).isEqualTo(8);
        assertThat(take(0, 100)).isZero();
        assertThat(take(2, 100)).isEqualTo(2);
    }

    @Test
    void permit_goesBackToItsPool() {
        int own = permits.take(1);
        take(0, 100);
        assertThat(permits.isFull(0)).isTrue();
        permits.giveBack(own);
        assertThat(permits.take(0)).isEqualTo(Permits.NONE);
        permits.giveBack(0);
        assertThat(permits.take(0)).isZero();
    }

    @Test
    void fallenLimit_leavesOneForEachPool() {
        limit = 1;
        assertThat(take(0, 100)).isEqualTo(1);
        assertThat(take(1, 100)).isEqualTo(1);
        assertThat(take(2, 100)).isEqualTo(1);
    }

    @Test
    void fallenLimit_holdsOnceEnoughHaveLeft() {
        take(0, 100);
        limit = 4;
        assertThat(take(0, 1)).isZero();
        for (int i = 0; i < 5; i++) {
            permits.giveBack(0);
        }
        assertThat(take(0, 100)).isEqualTo(2);
    }
}
