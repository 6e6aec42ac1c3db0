package io.seaworthy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VirtualTickerTest {

    @Test
    void advance_movesBothClocks() {
        VirtualTicker time = VirtualTicker.startingAt(Instant.parse("2026-03-01T10:00:00Z"));
        long before = time.nanos();

        time.advance(Duration.ofSeconds(90));

        assertThat(time.nanos() - before).isEqualTo(90_000_000_000L);
        assertThat(time.instant()).isEqualTo("2026-03-01T10:01:30Z");
    }

    @Test
    void advance_pastTheOverflow_keepsDifferences() {
        VirtualTicker time = VirtualTicker.create();
        long before = time.nanos();

        time.advance(Duration.ofMinutes(2));

        assertThat(time.nanos()).isNegative();
        assertThat(time.nanos() - before).isEqualTo(Duration.ofMinutes(2).toNanos());
    }

    @Test
    void wallClockSetBack_leavesTheTickerAlone() {
        VirtualTicker time = VirtualTicker.create();
        long before = time.nanos();

        time.stepWallClock(Duration.ofHours(-1));

        assertThat(time.nanos()).isEqualTo(before);
        assertThat(time.instant()).isEqualTo("2025-12-31T23:00:00Z");
    }

    @Test
    void advance_backwards_isRefused() {
        assertThatThrownBy(() -> VirtualTicker.create().advance(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stepWallClock");
    }
}
