package io.seaworthy.ratelimit;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.testkit.RequestHeads;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Limits that change while the service runs. */
class LimitChangeTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RequestHead HEAD =
            RequestHeads.get("/api/x").peer("192.0.2.1").build();

    private final VirtualTicker ticker = VirtualTicker.create();
    private final LocalLimitStore store = LocalLimitStore.builder(1_000, Overflow.REFUSE)
            .ticker(ticker)
            .wallClock(ticker)
            .build();
    private final RateLimits limits = table(60).build(store);
    private final Guard byPlan = limits.byPlan();

    private static RateLimitsBuilder table(int perMinute) {
        return RateLimits.builder().plan("anonymous", Quota.of(perMinute).per(MINUTE));
    }

    private int admitted(int attempts) {
        int count = 0;
        for (int i = 0; i < attempts; i++) {
            count += byPlan.check(HEAD) instanceof Decision.Proceed ? 1 : 0;
        }
        return count;
    }

    @Test
    void changedQuota_keepsTheUsedShare() {
        assertThat(admitted(30)).isEqualTo(30);
        limits.change(table(600));
        assertThat(byPlan.check(HEAD)).setsHeader("RateLimit", "\"plan\";r=299;t=1");
        limits.change(table(60));
        assertThat(admitted(100)).isEqualTo(29);
    }

    /** What was used is a time; so a longer period has most of its quota left, and a shorter one is waited for. */
    @Test
    void changedPeriod_keepsTheTimeUntilTheBucketIsFull() {
        assertThat(admitted(30)).isEqualTo(30);
        limits.change(RateLimits.builder().plan("anonymous", Quota.of(60).per(Duration.ofHours(1))));
        assertThat(byPlan.check(HEAD)).setsHeader("RateLimit", "\"plan\";r=58;t=30");
        limits.change(table(60));
        // 90 s are missing of a bucket that fills in 60 s: no period is given away by changing it.
        assertThat(byPlan.check(HEAD)).rejects(429, "rate_limited").setsHeader("Retry-After", "31");
        ticker.advance(Duration.ofSeconds(31));
        assertThat(admitted(10)).isEqualTo(1);
    }

    @Test
    void localShare_ofAChangedPeriodKeepsTheTimeToo() {
        OutagePolicy policy = OutagePolicy.localShare(store, 4);
        LimitKey key = LimitKey.ofPrincipal("a");
        Limit minute = Limit.of("plan", Quota.of(60).per(MINUTE));
        Limit hour = Limit.of("plan", Quota.of(60).per(Duration.ofHours(1)));
        for (int i = 0; i < 15; i++) {
            assertThat(policy.decide(minute, key, 1)).isNotNegative();
        }
        assertThat(policy.decide(minute, key, 1))
                .isEqualTo(Verdict.refused(Duration.ofSeconds(4).toNanos()));
        // A share of an hour's quota earns one in four minutes, and one of its 15 was used up within the first.
        for (int i = 0; i < 14; i++) {
            assertThat(policy.decide(hour, key, 1)).isNotNegative();
        }
        assertThat(policy.decide(hour, key, 1)).isNegative();
        // Back again: what the hour's share took is still taken.
        assertThat(policy.decide(minute, key, 1)).isNegative();
    }

    @Test
    void changesBackAndForth_mintNothing() {
        int shares = 0;
        for (int i = 0; i < 100; i++) {
            limits.change(table(600));
            shares += admitted(5);
            limits.change(table(60));
            shares += 10 * admitted(5);
        }
        assertThat(shares).isLessThanOrEqualTo(600);
    }

    @Test
    void secondQuota_beginsFullAndLeavesTheFirstAlone() {
        assertThat(admitted(30)).isEqualTo(30);
        limits.change(RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(MINUTE), Quota.of(1_000).perDay(ZoneOffset.UTC)));
        assertThat(byPlan.check(HEAD)).setsHeader("RateLimit", "\"plan\";r=29;t=1, \"plan-day\";r=999;t=86400");
        limits.change(table(60));
        assertThat(byPlan.check(HEAD)).setsHeader("RateLimit", "\"plan\";r=28;t=1");
        limits.change(RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(MINUTE), Quota.of(2_000).perDay(ZoneOffset.UTC)));
        assertThat(byPlan.check(HEAD)).setsHeader("RateLimit", "\"plan\";r=27;t=1, \"plan-day\";r=1998;t=86400");
    }

    @Test
    void newRule_holdsAtOnceForGuardsThatAreInTheChain() {
        assertThat(admitted(1)).isEqualTo(1);
        limits.change(
                table(60).route("x", "/api/x", LimitBy.ADDRESS, Quota.of(2).per(MINUTE)));
        assertThat(admitted(10)).isEqualTo(2);
        assertThat(limits.reference().toMarkdown()).contains("| /api/x | `x` | address | 2 |");
    }

    @Test
    void faultyTable_changesNothing() {
        assertThatThrownBy(() -> limits.change(
                        RateLimits.builder().plan("free", Quota.of(1).per(MINUTE))))
                .isInstanceOf(ConfigurationException.class);
        assertThat(admitted(100)).isEqualTo(60);
    }
}
