package io.seaworthy.benchmarks.redis;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.seaworthy.ratelimit.Limit;
import io.seaworthy.ratelimit.LimitKey;
import io.seaworthy.ratelimit.OutagePolicy;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.Verdict;
import io.seaworthy.ratelimit.redis.RedisLimitStore;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Who decides. */
public enum RedisPeer {
    SEAWORTHY,
    /** The library below ours, as its documentation shows it. */
    BUCKET4J,
    /** One command and its answer. */
    FLOOR;

    /** A key that may ask so often in a day, all at once. */
    BooleanSupplier limit(String uri, String name, long perDay) {
        return switch (this) {
            case SEAWORTHY -> seaworthy(uri, name, perDay);
            case BUCKET4J -> bucket4j(uri, name, perDay);
            case FLOOR -> increment(uri, name, perDay);
        };
    }

    private static BooleanSupplier seaworthy(String uri, String name, long perDay) {
        // A machine that is busy with benchmarks must not answer by the outage's rule.
        RedisLimitStore store = RedisLimitStore.builder(uri, OutagePolicy.refuse())
                .deadline(Duration.ofSeconds(2))
                .build();
        Limit limit = Limit.of("plan", Quota.of(perDay).per(Duration.ofDays(1)));
        LimitKey key = LimitKey.ofPrincipal(name);
        return () -> Verdict.isAdmitted(
                store.takeAsync(limit, key, 1).toCompletableFuture().join());
    }

    private static BooleanSupplier bucket4j(String uri, String name, long perDay) {
        StatefulRedisConnection<String, byte[]> connection =
                RedisClient.create(uri).connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(perDay).refillGreedy(perDay, Duration.ofDays(1)))
                .build();
        BucketProxy bucket = Bucket4jLettuce.casBasedBuilder(connection)
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10)))
                .build()
                .builder()
                .build(name, () -> configuration);
        return () -> bucket.tryConsume(1);
    }

    private static BooleanSupplier increment(String uri, String name, long perDay) {
        var commands = RedisClient.create(uri).connect().sync();
        return () -> commands.incr(name) <= perDay;
    }
}
