package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the store makes of the answers of a remote one, which the test gives. */
class Bucket4jLimitStoreTest {

    private static final Limit LIMIT = Limit.of("plan", Quota.of(10).per(Duration.ofMinutes(1)));
    private static final LimitKey KEY = LimitKey.ofPrincipal("a");

    private boolean away = true;
    private int asked;

    private final class Stub implements RemoteBucket {

        private <T> CompletableFuture<T> answer() {
            asked++;
            return away
                    ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                    : CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<VerboseResult<ConsumptionProbe>> take(long cost) {
            return answer();
        }

        @Override
        public CompletableFuture<?> give(long cost) {
            return answer();
        }

        @Override
        public CompletableFuture<?> debit(long cost) {
            return answer();
        }

        @Override
        public CompletableFuture<?> follow(BucketConfiguration wanted) {
            return answer();
        }
    }

    private final VirtualTicker ticker = VirtualTicker.create();
    private final Bucket4jLimitStore store = new Bucket4jStoreBuilder(
                    (name, configuration) -> new Stub(), null, OutagePolicy.refuse())
            .ticker(ticker)
            .build();

    private void fail(int charges) {
        for (int i = 0; i < charges; i++) {
            assertThat(store.take(LIMIT, KEY, 1)).isEqualTo(Verdict.UNAVAILABLE);
        }
    }

    /** Else a stream of them would keep every charge from finding out that the store is back. */
    @Test
    void debitThatTriesAStoreThatWasDown_tellsThatItIsBack() {
        fail(3);
        assertThat(store.isDown()).isTrue();
        away = false;
        ticker.advance(Duration.ofSeconds(1));
        store.debit(LIMIT, KEY, 1);
        assertThat(asked).isEqualTo(4);
        assertThat(store.isDown()).isFalse();
    }

    @Test
    void refundThatTriesAStoreThatWasDown_tellsThatItIsBack() {
        fail(3);
        away = false;
        ticker.advance(Duration.ofMinutes(2));
        store.refund(LIMIT, KEY, 1);
        assertThat(asked).isEqualTo(4);
        assertThat(store.isDown()).isFalse();
    }

    @Test
    void debitsThatFail_openTheBreaker() {
        for (int i = 0; i < 3; i++) {
            store.debit(LIMIT, KEY, 1);
        }
        assertThat(store.isDown()).isTrue();
        fail(1);
        assertThat(asked).isEqualTo(3);
    }
}
