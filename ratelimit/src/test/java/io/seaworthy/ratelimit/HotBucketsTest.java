package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HotBucketsTest {

    private static final long PATIENCE = Duration.ofMillis(200).toNanos();

    private static final BucketConfiguration CONFIGURATION = BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(1).refillGreedy(1, Duration.ofSeconds(1)))
            .build();

    /** A bucket whose answers the test gives. */
    private static final class Stub implements RemoteBucket {

        private final List<CompletableFuture<Object>> asked = new ArrayList<>();

        @Override
        public CompletableFuture<VerboseResult<ConsumptionProbe>> take(long cost) {
            throw new IllegalStateException("a driver that throws");
        }

        @Override
        public CompletableFuture<?> give(ToLongFunction<BucketConfiguration> amount) {
            CompletableFuture<Object> answer = new CompletableFuture<>();
            asked.add(answer);
            return answer;
        }

        @Override
        public CompletableFuture<?> debit(long cost) {
            return give(now -> cost);
        }

        @Override
        public CompletableFuture<?> follow(BucketConfiguration wanted) {
            return give(now -> 1);
        }
    }

    private final List<Stub> opened = new ArrayList<>();
    private final HotBuckets buckets = new HotBuckets(this::open);

    private RemoteBucket open(byte[] name, BucketConfiguration configuration) {
        opened.add(new Stub());
        return opened.get(opened.size() - 1);
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<Object> ask(String name) {
        return buckets.ask(name, CONFIGURATION, bucket -> (CompletableFuture<Object>) bucket.give(now -> 1), PATIENCE);
    }

    @Test
    void requestsUnderWay_shareABucket() {
        CompletableFuture<Object> first = ask("a");
        CompletableFuture<Object> second = ask("a");
        ask("b");
        assertThat(opened).hasSize(2);
        assertThat(buckets.size()).isEqualTo(2);
        opened.get(0).asked.forEach(answer -> answer.complete("done"));
        assertThat(first).isCompletedWithValue("done");
        assertThat(second).isCompletedWithValue("done");
        assertThat(buckets.size()).as("nothing is kept for idle keys").isEqualTo(1);
    }

    @Test
    void lateAnswer_failsAndIsNotShared() {
        CompletableFuture<Object> late = ask("a");
        Assertions.assertThatThrownBy(late::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        ask("a");
        assertThat(opened).as("newcomers do not join those who wait in vain").hasSize(2);
        opened.get(0).asked.get(0).complete("too late");
        assertThat(buckets.size()).isEqualTo(1);
    }

    @Test
    void failingDriver_isAFailedAnswer() {
        CompletableFuture<?> answer = buckets.ask("a", CONFIGURATION, bucket -> bucket.take(1), PATIENCE);
        assertThat(answer).isCompletedExceptionally();
        assertThat(buckets.size()).isZero();
    }

    @Test
    void missingConnection_isAFailedAnswer() {
        HotBuckets nowhere = new HotBuckets(HotBucketsTest::nothing);
        CompletableFuture<?> answer = nowhere.ask("a", CONFIGURATION, bucket -> bucket.take(1), PATIENCE);
        assertThat(answer).isCompletedExceptionally();
        HotBuckets throwing = new HotBuckets((name, configuration) -> {
            throw new IllegalStateException("closed");
        });
        assertThat(throwing.ask("a", CONFIGURATION, bucket -> bucket.take(1), PATIENCE))
                .isCompletedExceptionally();
        assertThat(throwing.size()).isZero();
    }

    private static @Nullable RemoteBucket nothing(byte[] name, BucketConfiguration configuration) {
        return null;
    }
}
