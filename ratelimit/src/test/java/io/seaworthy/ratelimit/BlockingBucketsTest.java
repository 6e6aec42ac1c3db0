package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A driver that hangs: bucket4j's own managers are tested with the real database. */
@Timeout(30)
class BlockingBucketsTest {

    private static final int THREADS = 2;
    private static final BucketConfiguration CONFIGURATION = BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(1).refillGreedy(1, Duration.ofSeconds(1)))
            .build();

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void release() {
        released.countDown();
    }

    /** Every call that reaches the database hangs until the test releases it. */
    private Object hang(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            if (method.getName().equals("consumeIgnoringRateLimits")) {
                calls.incrementAndGet();
                released.await();
                return 0L;
            }
            return method.getReturnType().isInterface() ? hang(method.getReturnType()) : null;
        });
    }

    @SuppressWarnings("unchecked")
    private RemoteBucket bucket(long patienceMillis) {
        ProxyManager<byte[]> manager = (ProxyManager<byte[]>) hang(ProxyManager.class);
        return new BlockingBuckets(manager, TimeUnit.MILLISECONDS.toNanos(patienceMillis), THREADS)
                .open(new byte[0], CONFIGURATION);
    }

    @Test
    void hangingDriver_isAskedByFewThreadsAndRefusesWhatIsTooMuch() {
        RemoteBucket bucket = bucket(10_000);
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            answers.add(bucket.debit(1));
        }
        long refused = answers.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .count();
        assertThat(refused).as("beyond the queue of 128 for each thread").isBetween(1_000L - 3 * 128, 1_000L - 256);
        assertThat(calls.get()).isLessThanOrEqualTo(THREADS);
    }

    @Test
    void callThatNobodyWaitsFor_isNotMade() throws Exception {
        RemoteBucket bucket = bucket(50);
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(bucket.debit(1));
        }
        while (calls.get() < THREADS) {
            Thread.onSpinWait();
        }
        Thread.sleep(100);
        released.countDown();
        for (CompletableFuture<?> answer : answers) {
            answer.handle((done, failure) -> null).get();
        }
        assertThat(calls.get()).isEqualTo(THREADS);
    }
}
