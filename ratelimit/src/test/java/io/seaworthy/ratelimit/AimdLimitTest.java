package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AimdLimitTest {

    private static final Duration QUICK = Duration.ofMillis(10);
    private static final Duration SLOW = Duration.ofMillis(101);

    private final VirtualTicker ticker = VirtualTicker.create();
    private final AimdLimit limit = new AimdLimit(Duration.ofMillis(100), 1, 10, 50);

    private void end(Duration taken, boolean failed, boolean full, int times) {
        long started = ticker.nanos();
        ticker.advance(taken);
        for (int i = 0; i < times; i++) {
            limit.ended(started, ticker.nanos(), failed, full);
        }
        ticker.advance(Duration.ofNanos(1));
    }

    @Test
    void quickRound_raisesTheLimitByOne() {
        end(QUICK, false, true, 11);
        assertThat(limit.current()).isEqualTo(11);
    }

    @Test
    void unusedLimit_doesNotCreepUp() {
        end(QUICK, false, false, 100_000);
        assertThat(limit.current()).isEqualTo(10);
    }

    @Test
    void slowRound_lowersTheLimitOnce() {
        end(SLOW, false, true, 10);
        assertThat(limit.current()).isEqualTo(9);
        end(SLOW, false, true, 10);
        assertThat(limit.current()).isEqualTo(8);
    }

    @Test
    void targetItself_isQuick() {
        end(Duration.ofMillis(100), false, true, 1);
        end(Duration.ofMillis(100), false, false, 1);
        assertThat(limit.current()).isEqualTo(10);
    }

    @Test
    void constantTimeouts_lowerItToOneAndNoFurther() {
        for (int i = 0; i < 100; i++) {
            end(Duration.ofMillis(50), true, true, 1);
        }
        assertThat(limit.current()).isEqualTo(1);
        end(QUICK, false, true, 2);
        assertThat(limit.current()).isEqualTo(2);
    }

    @Test
    void most_isNotExceeded() {
        end(QUICK, false, true, 100_000);
        assertThat(limit.current()).isEqualTo(50);
    }
}
