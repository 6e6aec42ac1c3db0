package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private final VirtualTicker ticker = VirtualTicker.create();
    private final Breaker breaker = new Breaker(ticker);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }

    @Test
    void fewFailures_keepItClosed() {
        fail(2);
        assertThat(breaker.permits()).isTrue();
        breaker.succeeded();
        breaker.succeeded();
        fail(1);
        assertThat(breaker.permits()).isTrue();
    }

    @Test
    void failuresInARow_openItForAPause() {
        fail(3);
        assertThat(breaker.permits()).isFalse();
        ticker.advance(Duration.ofMillis(499));
        assertThat(breaker.permits()).isFalse();
    }

    @Test
    void afterThePause_oneRequestTries() {
        fail(3);
        ticker.advance(Duration.ofMillis(500));
        assertThat(breaker.permits()).isTrue();
        assertThat(breaker.permits()).isFalse();
        breaker.failed();
        ticker.advance(Duration.ofMillis(499));
        assertThat(breaker.permits()).isFalse();
        ticker.advance(Duration.ofMillis(1));
        assertThat(breaker.permits()).isTrue();
        breaker.succeeded();
        assertThat(breaker.permits()).isTrue();
        assertThat(breaker.permits()).isTrue();
    }

    @Test
    void afterAReturn_oneFailureIsEnough() {
        fail(3);
        ticker.advance(Duration.ofMillis(500));
        assertThat(breaker.permits()).isTrue();
        breaker.succeeded();
        fail(1);
        assertThat(breaker.permits()).isFalse();
    }

    @Test
    void everySecondFailure_opensIt() {
        int decisions = 1;
        breaker.failed();
        while (!breaker.isOpen() && decisions < 100) {
            breaker.succeeded();
            breaker.failed();
            decisions += 2;
        }
        assertThat(decisions).isLessThanOrEqualTo(12);
    }

    @Test
    void everyFourthFailure_doesNotOpenIt() {
        for (int i = 0; i < 1000; i++) {
            breaker.failed();
            for (int j = 0; j < 3; j++) {
                breaker.succeeded();
            }
        }
        assertThat(breaker.permits()).isTrue();
    }
}
