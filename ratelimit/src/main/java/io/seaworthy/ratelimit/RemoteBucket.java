package io.seaworthy.ratelimit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What a limit store does with one of bucket4j's buckets, whichever kind of proxy leads to it. */
interface RemoteBucket {

    CompletableFuture<VerboseResult<ConsumptionProbe>> take(long cost);

    /** Gives back what a function says, which is told the bucket's present configuration. */
    CompletableFuture<?> give(ToLongFunction<BucketConfiguration> amount);

    CompletableFuture<?> debit(long cost);

    /** From now on the bucket has this configuration, and keeps the used share. */
    CompletableFuture<?> follow(BucketConfiguration wanted);

    /** Where buckets come from. */
    interface Source {

        /** A bucket, which may send together what is asked of it at a time; null while there is no connection. */
        @Nullable
        RemoteBucket open(byte[] name, BucketConfiguration configuration);
    }
}
