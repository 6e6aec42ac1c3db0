package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExhaustedKeysTest {

    private static final LimitKey KEY = LimitKey.ofPrincipal("a");
    private static final Limit LIMIT = Limit.of("plan", Quota.of(1).per(Duration.ofMinutes(1)));

    private final VirtualTicker ticker = VirtualTicker.create();
    private final ExhaustedKeys exhausted = new ExhaustedKeys();

    private long waitNanos(Limit limit, LimitKey key, int cost) {
        return exhausted.waitNanos(limit, key, cost, ticker.nanos());
    }

    private void refused(Duration wait) {
        exhausted.add(LIMIT, KEY, 1, ticker.nanos(), wait.toNanos());
    }

    @Test
    void refusal_holdsUntilItsWaitIsOver() {
        refused(Duration.ofMillis(500));
        assertThat(waitNanos(LIMIT, KEY, 1)).isEqualTo(500_000_000);
        ticker.advance(Duration.ofMillis(499));
        assertThat(waitNanos(LIMIT, KEY, 1)).isEqualTo(1_000_000);
        ticker.advance(Duration.ofMillis(1));
        assertThat(waitNanos(LIMIT, KEY, 1)).isZero();
    }

    @Test
    void longWait_isBelievedForASecond() {
        refused(Duration.ofHours(1));
        ticker.advance(Duration.ofMillis(999));
        assertThat(waitNanos(LIMIT, KEY, 1))
                .isEqualTo(Duration.ofHours(1).minusMillis(999).toNanos());
        ticker.advance(Duration.ofMillis(1));
        assertThat(waitNanos(LIMIT, KEY, 1)).isZero();
    }

    @Test
    void anythingElse_isAskedFor() {
        refused(Duration.ofMinutes(1));
        assertThat(waitNanos(LIMIT, LimitKey.ofPrincipal("b"), 1)).isZero();
        assertThat(waitNanos(LIMIT, KEY, 2)).as("another cost waits for longer").isZero();
        Limit wider = Limit.of("plan", Quota.of(2).per(Duration.ofMinutes(1)));
        assertThat(waitNanos(wider, KEY, 1)).as("another plan").isZero();
        exhausted.forget(LIMIT, KEY);
        assertThat(waitNanos(LIMIT, KEY, 1)).isZero();
    }

    @Test
    void overflowOfTheTicker_changesNothing() {
        ticker.advance(Duration.ofSeconds(59).plusMillis(900));
        refused(Duration.ofMillis(800));
        ticker.advance(Duration.ofMillis(400));
        assertThat(waitNanos(LIMIT, KEY, 1)).isEqualTo(400_000_000);
    }
}
