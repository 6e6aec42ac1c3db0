package io.seaworthy.ratelimit;

import io.github.bucket4j.BucketConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Buckets that are being asked something at the moment. Requests for the same one share its proxy, which sends together
 * what came while it was waiting for an answer: a hot key costs one round trip at a time, not one for each request. As
 * large as the number of requests under way. Thread-safe.
 */
final class HotBuckets {

    /** A bucket and, guarded by the map's lock for its key, how many use it. */
    private static final class Shared {

        private final RemoteBucket bucket;
        private int users = 1;

        Shared(RemoteBucket bucket) {
            this.bucket = bucket;
        }
    }

    private final RemoteBucket.Source source;
    private final ConcurrentHashMap<String, Shared> open = new ConcurrentHashMap<>();

    HotBuckets(RemoteBucket.Source source) {
        this.source = source;
    }

    /** Asks a bucket; the answer fails when there is none within so many nanoseconds. */
    <T> CompletableFuture<T> ask(
            String name,
            BucketConfiguration configuration,
            Function<RemoteBucket, CompletableFuture<T>> request,
            long patience) {
        Shared shared;
        CompletableFuture<T> answer;
        try {
            shared = join(name, configuration);
            if (shared == null) {
                return CompletableFuture.failedFuture(new IllegalStateException("The store is not connected"));
            }
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        try {
            // A copy: the timeout must end our wait, not what others see of the driver's future.
            answer = request.apply(shared.bucket).copy().orTimeout(patience, TimeUnit.NANOSECONDS);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.whenComplete((result, failure) -> leave(name, shared, failure != null));
    }

    private @Nullable Shared join(String name, BucketConfiguration configuration) {
        return open.compute(name, (key, known) -> {
            if (known != null) {
                known.users++;
                return known;
            }
            RemoteBucket bucket = source.open(name.getBytes(StandardCharsets.US_ASCII), configuration);
            return bucket == null ? null : new Shared(bucket);
        });
    }

    /** A bucket whose answer was late is left to those who wait for it; newcomers get a new one. */
    private void leave(String name, Shared shared, boolean failed) {
        open.computeIfPresent(name, (key, known) -> {
            if (known != shared) {
                return known;
            }
            known.users--;
            return failed || known.users == 0 ? null : known;
        });
    }

    int size() {
        return open.size();
    }
}
