package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UncertainKeysTest {

    private static final LimitKey KEY = LimitKey.ofPrincipal("a");

    private final VirtualTicker ticker = VirtualTicker.create();
    private final UncertainKeys uncertain = new UncertainKeys();

    @Test
    void key_isUncertainForAMinute() {
        assertThat(uncertain.contains(KEY, ticker.nanos())).isFalse();
        uncertain.add(KEY, ticker.nanos());
        assertThat(uncertain.contains(KEY, ticker.nanos())).isTrue();
        ticker.advance(Duration.ofSeconds(59));
        assertThat(uncertain.contains(KEY, ticker.nanos())).isTrue();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(uncertain.contains(KEY, ticker.nanos())).isFalse();
    }

    @Test
    void fewOthers_shareItsFate() {
        uncertain.add(KEY, ticker.nanos());
        int shared = 0;
        for (int i = 0; i < 10_000; i++) {
            shared += uncertain.contains(LimitKey.ofPrincipal("other" + i), ticker.nanos()) ? 1 : 0;
        }
        assertThat(shared).isLessThan(20);
    }
}
