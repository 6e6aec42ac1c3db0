package io.seaworthy.ratelimit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Buckets behind a driver that blocks, a JDBC one for example: its calls run on a few threads of their own, so that a
 * caller can stop waiting for them. What nobody waits for any more is not sent. The threads end when they are idle.
 * Thread-safe.
 */
final class BlockingBuckets implements RemoteBucket.Source {

    private static final int WAITING_PER_THREAD = 128;
    private static final int IDLE_SECONDS = 10;

    private final ProxyManager<byte[]> manager;
    private final long patience;
    private final ThreadPoolExecutor threads;

    /**
     * Buckets.
     *
     * @param patience how many nanoseconds a caller waits
     * @param threads how many calls may be under way at a time
     */
    BlockingBuckets(ProxyManager<byte[]> manager, long patience, int threads) {
        this.manager = manager;
        this.patience = patience;
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(threads * WAITING_PER_THREAD),
                task -> {
                    Thread thread = new Thread(task, "limit-store");
                    thread.setDaemon(true);
                    return thread;
                });
        this.threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public RemoteBucket open(byte[] name, BucketConfiguration configuration) {
        // Without bucket4j's batching: its blocking kind fails all charges of a batch that meets a new bucket.
        return new Bucket(manager.builder().build(name, () -> configuration));
    }

    private <T> CompletableFuture<T> run(Supplier<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        long start = System.nanoTime();
        try {
            threads.execute(() -> {
                if (System.nanoTime() - start > patience) {
                    answer.completeExceptionally(new TimeoutException("The call was not begun in time"));
                    return;
                }
                try {
                    answer.complete(call.get());
                } catch (Throwable failure) {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private final class Bucket implements RemoteBucket {

        private final BucketProxy proxy;

        Bucket(BucketProxy proxy) {
            this.proxy = proxy;
        }

        @Override
        public CompletableFuture<VerboseResult<ConsumptionProbe>> take(long cost) {
            return run(() -> proxy.asVerbose().tryConsumeAndReturnRemaining(cost));
        }

        @Override
        public CompletableFuture<?> give(ToLongFunction<BucketConfiguration> amount) {
            return run(() -> {
                long given = amount.applyAsLong(
                        proxy.asVerbose().getAvailableTokens().getConfiguration());
                if (given > 0) {
                    proxy.addTokens(given);
                }
                return true;
            });
        }

        @Override
        public CompletableFuture<?> debit(long cost) {
            return run(() -> proxy.consumeIgnoringRateLimits(cost));
        }

        @Override
        public CompletableFuture<?> follow(BucketConfiguration wanted) {
            return run(() -> {
                proxy.replaceConfiguration(wanted, TokensInheritanceStrategy.PROPORTIONALLY);
                return true;
            });
        }
    }
}
