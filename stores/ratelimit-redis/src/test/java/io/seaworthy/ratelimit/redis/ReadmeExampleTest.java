package io.seaworthy.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Decision;
import io.seaworthy.ratelimit.LimitStore;
import io.seaworthy.ratelimit.LocalLimitStore;
import io.seaworthy.ratelimit.OutagePolicy;
import io.seaworthy.ratelimit.Overflow;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.RateLimits;
import io.seaworthy.testkit.RequestHeads;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The code of the README, with a Redis of the test's own. */
class ReadmeExampleTest {

    @Test
    void limits_holdWithAndWithoutRedis() {
        RedisUnderTest redis = RedisUnderTest.start();
        boolean stopped = false;
        LimitStore local = LocalLimitStore.bounded(1_000_000, Overflow.SHARE_BY_PREFIX);
        try (RedisLimitStore store = RedisLimitStore.builder(redis.uri(), OutagePolicy.countLocally(local))
                .build()) {
            RateLimits limits = RateLimits.builder()
                    .plan("anonymous", Quota.of(60).per(Duration.ofMinutes(1)))
                    .build(store);
            assertThat(decide(limits)).isInstanceOf(Decision.Proceed.class);
            redis.stop();
            stopped = true;
            Decision last = decide(limits);
            for (int i = 0; i < 120; i++) {
                last = decide(limits);
            }
            assertThat(last)
                    .isInstanceOfSatisfying(
                            Decision.Reject.class,
                            reject -> assertThat(reject.problem().status()).isEqualTo(429));
        } finally {
            if (!stopped) {
                redis.stop();
            }
        }
    }

    private static Decision decide(RateLimits limits) {
        return limits.byPlanAsync()
                .check(RequestHeads.get("/").build())
                .toCompletableFuture()
                .join();
    }
}
