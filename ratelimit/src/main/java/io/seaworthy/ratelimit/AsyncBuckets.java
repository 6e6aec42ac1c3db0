package io.seaworthy.ratelimit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Buckets behind a driver that does not block. Thread-safe. */
record AsyncBuckets(Supplier<? extends @Nullable AsyncProxyManager<byte[]>> manager) implements RemoteBucket.Source {

    @Override
    public @Nullable RemoteBucket open(byte[] name, BucketConfiguration configuration) {
        AsyncProxyManager<byte[]> connected = manager.get();
        return connected == null
                ? null
                : new Bucket(connected
                        .builder()
                        .withOptimization(Optimizations.batching())
                        .build(name, () -> CompletableFuture.completedFuture(configuration)));
    }

    private record Bucket(AsyncBucketProxy proxy) implements RemoteBucket {

        @Override
        public CompletableFuture<VerboseResult<ConsumptionProbe>> take(long cost) {
            return proxy.asVerbose().tryConsumeAndReturnRemaining(cost);
        }

        @Override
        public CompletableFuture<?> give(ToLongFunction<BucketConfiguration> amount) {
            return proxy.asVerbose().getAvailableTokens().thenCompose(known -> {
                long given = amount.applyAsLong(known.getConfiguration());
                return given == 0 ? CompletableFuture.completedFuture(null) : proxy.addTokens(given);
            });
        }

        @Override
        public CompletableFuture<?> debit(long cost) {
            return proxy.consumeIgnoringRateLimits(cost);
        }

        @Override
        public CompletableFuture<?> follow(BucketConfiguration wanted) {
            return proxy.replaceConfiguration(wanted, TokensInheritanceStrategy.PROPORTIONALLY);
        }
    }
}
