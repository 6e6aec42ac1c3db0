package io.seaworthy.benchmarks.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.google.common.util.concurrent.RateLimiter;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.apache.catalina.util.TimeBucketCounter;

/** What users pick instead, a limiter for each key in a map, as their documentation shows it. */
final class PeerLimits {

    private static final Duration DAY = Duration.ofDays(1);

    private PeerLimits() {}

    private static <L> Map<String, L> each(String[] keys, Function<String, L> limiter) {
        Map<String, L> limiters = new ConcurrentHashMap<>();
        for (String key : keys) {
            limiters.put(key, limiter.apply(key));
        }
        return limiters;
    }

    private static <L> L known(Map<String, L> limiters, String key) {
        return Objects.requireNonNull(limiters.get(key), key);
    }

    private static Bucket bucket(long perDay) {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(perDay)
                        .refillGreedy(perDay, DAY)
                        .build())
                .build();
    }

    static KeyedLimit bucket4j(int count, long perDay) {
        String[] keys = Keys.texts(count);
        Map<String, Bucket> buckets = each(keys, key -> bucket(perDay));
        return key -> known(buckets, keys[key]).tryConsume(1);
    }

    static KeyedLimit bucket4jInCaffeine(int count, long perDay) {
        String[] keys = Keys.texts(count);
        LoadingCache<String, Bucket> buckets = Caffeine.newBuilder()
                .maximumSize(count + count / 2)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build(key -> bucket(perDay));
        for (String key : keys) {
            buckets.put(key, bucket(perDay));
        }
        return key -> buckets.get(keys[key]).tryConsume(1);
    }

    /** It has no burst of its own choice: one that refuses is asked for a permit a day. */
    static KeyedLimit guava(int count, long perDay) {
        String[] keys = Keys.texts(count);
        double perSecond = perDay == 1 ? 1.0 / DAY.toSeconds() : perDay;
        Map<String, RateLimiter> limiters = each(keys, key -> RateLimiter.create(perSecond));
        return key -> known(limiters, keys[key]).tryAcquire();
    }

    static KeyedLimit resilience4j(int count, long perDay) {
        String[] keys = Keys.texts(count);
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod((int) perDay)
                .limitRefreshPeriod(DAY)
                .timeoutDuration(Duration.ZERO)
                .build();
        Map<String, io.github.resilience4j.ratelimiter.RateLimiter> limiters =
                each(keys, key -> io.github.resilience4j.ratelimiter.RateLimiter.of(key, config));
        return key -> known(limiters, keys[key]).acquirePermission();
    }

    static KeyedLimit failsafe(int count, long perDay) {
        String[] keys = Keys.texts(count);
        Map<String, dev.failsafe.RateLimiter<Object>> limiters = each(
                keys, key -> dev.failsafe.RateLimiter.burstyBuilder(perDay, DAY).build());
        return key -> known(limiters, keys[key]).tryAcquirePermit();
    }

    /** What its filter does for each request: count in the key's bucket of this minute, and compare. */
    static KeyedLimit tomcat(int count, long perDay) {
        String[] keys = Keys.texts(count);
        ScheduledExecutorService evictions = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "evictions");
            thread.setDaemon(true);
            return thread;
        });
        TimeBucketCounter counter = new TimeBucketCounter(60, evictions);
        return key -> counter.increment(keys[key]) <= perDay;
    }
}
