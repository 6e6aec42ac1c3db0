package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.testkit.RequestHeads;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HoldTest {

    private static final RequestHead HEAD =
            RequestHeads.get("/api/x").peer("192.0.2.1").build();

    private final VirtualTicker ticker = VirtualTicker.create();
    private final LocalLimitStore store = LocalLimitStore.builder(1_000, Overflow.REFUSE)
            .ticker(ticker)
            .wallClock(ticker)
            .build();
    private final RateLimits limits = RateLimits.builder()
            .plan("anonymous", Quota.of(60).per(Duration.ofMinutes(1)))
            .rule(LimitRule.builder("tokens", LimitBy.CALLER)
                    .quota(
                            Quota.of(1_000).per(Duration.ofSeconds(1_000)),
                            Quota.of(2_000).perDay(ZoneOffset.UTC))
                    .build())
            .build(store);

    private Hold.Granted granted(int cost) {
        return (Hold.Granted) limits.reserve(HEAD, "tokens", cost);
    }

    private boolean fits(int cost) {
        Hold hold = limits.reserve(HEAD, "tokens", cost);
        if (hold instanceof Hold.Granted granted) {
            granted.release();
            return true;
        }
        return false;
    }

    @Test
    void ruleWithoutRoutes_isChargedByNoGuard() {
        limits.byPlan().check(HEAD);
        assertThat(fits(1_000)).isTrue();
    }

    @Test
    void lessThanReserved_isGivenBack() {
        granted(600).settle(100);
        assertThat(fits(901)).isFalse();
        assertThat(fits(900)).isTrue();
    }

    /** Else holds that cost nothing any more could be collected and given back, each for another burst at one moment. */
    @Test
    void collectedHolds_mintNothing() {
        RateLimits perSecond = RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(Duration.ofMinutes(1)))
                .rule(LimitRule.builder("tokens", LimitBy.CALLER)
                        .quota(Quota.of(1_000).per(Duration.ofSeconds(1)))
                        .build())
                .build(store);
        List<Hold.Granted> holds = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            holds.add((Hold.Granted) perSecond.reserve(HEAD, "tokens", 1_000));
            ticker.advance(Duration.ofSeconds(1));
        }
        int spent = 0;
        for (Hold.Granted hold : holds) {
            while (perSecond.reserve(HEAD, "tokens", 100) instanceof Hold.Granted work) {
                work.settle(100);
                spent += 100;
            }
            hold.release();
        }
        assertThat(spent).isEqualTo(1_000);
    }

    @Test
    void whatWasRefilledMeanwhile_isNotGivenBack() {
        Hold.Granted hold = granted(600);
        ticker.advance(Duration.ofMillis(200_500));
        hold.settle(100);
        // 400 units are owed still, and of the 500 that were not needed 200.5 have come back by themselves.
        assertThat(fits(899)).isTrue();
        assertThat(fits(900)).isFalse();
    }

    /**
     * The bound on every interval, with holds of any length: what is reserved in it, less what those reservations that were
     * settled in it did not need.
     */
    @Test
    void holdsOfAnyLength_keepTheBound() {
        long seed = Long.getLong("seaworthy.seed", System.nanoTime());
        System.out.println("seaworthy.seed=" + seed + " (holds)");
        Random random = new Random(seed);
        int schedules = Boolean.getBoolean("seaworthy.long") ? 20_000 : 200;
        for (int schedule = 0; schedule < schedules; schedule++) {
            assertBound(entries(random));
        }
    }

    /** What was taken at a time, or not needed of what was taken by the entry {@code of}. */
    private record Entry(long nanos, int units, int of) {}

    private record Open(Hold.Granted hold, int units, int entry) {}

    private List<Entry> entries(Random random) {
        RateLimits fresh = RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(Duration.ofMinutes(1)))
                .rule(LimitRule.builder("tokens", LimitBy.CALLER)
                        .quota(Quota.of(1_000).per(Duration.ofSeconds(1)))
                        .build())
                .build(LocalLimitStore.builder(1_000, Overflow.REFUSE)
                        .ticker(ticker)
                        .build());
        List<Entry> entries = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        for (int step = 0; step < 200; step++) {
            if (random.nextInt(3) > 0) {
                ticker.advance(Duration.ofMillis(random.nextInt(1 + random.nextInt(400))));
            }
            int units = 1 + random.nextInt(1_000);
            if (fresh.reserve(HEAD, "tokens", units) instanceof Hold.Granted hold) {
                open.add(new Open(hold, units, entries.size()));
                entries.add(new Entry(ticker.nanos(), units, -1));
            }
            while (!open.isEmpty() && random.nextInt(3) == 0) {
                Open ended = open.remove(random.nextInt(open.size()));
                int cost = random.nextInt(ended.units() + 1);
                ended.hold().settle(cost);
                entries.add(new Entry(ticker.nanos(), cost - ended.units(), ended.entry()));
            }
        }
        return entries;
    }

    private static void assertBound(List<Entry> entries) {
        for (int from = 0; from < entries.size(); from++) {
            long taken = 0;
            for (int to = from; to < entries.size(); to++) {
                Entry entry = entries.get(to);
                taken += entry.of() == -1 || entry.of() >= from ? entry.units() : 0;
                long millis = (entry.nanos() - entries.get(from).nanos()) / 1_000_000;
                if (taken > 1_000 + millis) {
                    fail(taken + " units in " + millis + " ms: " + entries.subList(from, to + 1));
                }
            }
        }
    }

    @Test
    void moreThanReserved_isADebt() {
        granted(600).settle(1_300);
        assertThat(fits(1)).isFalse();
        ticker.advance(Duration.ofSeconds(300));
        assertThat(fits(1)).isFalse();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(fits(1)).isTrue();
        assertThat(fits(2)).isFalse();
        // The day's quota has it too.
        ticker.advance(Duration.ofSeconds(1_000));
        assertThat(fits(701)).isFalse();
        assertThat(fits(700)).isTrue();
    }

    @Test
    void onlyOneSettlement_counts() {
        Hold.Granted hold = granted(600);
        hold.settle(600);
        hold.release();
        hold.settle(0);
        assertThat(fits(401)).isFalse();
        Hold.Granted other = granted(400);
        other.release();
        other.release();
        assertThat(fits(401)).isFalse();
        assertThat(fits(400)).isTrue();
    }

    @Test
    void refusal_saysWhatAGuardWould() {
        granted(1_000);
        Hold hold = limits.reserve(HEAD, "tokens", 100);
        assertThat(hold).isInstanceOfSatisfying(Hold.Refused.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(429);
            assertThat(refused.headers())
                    .containsEntry("RateLimit-Policy", "\"tokens\";q=1000;w=1000")
                    .containsEntry("RateLimit", "\"tokens\";r=0;t=100")
                    .containsEntry("Retry-After", "100");
        });
        assertThat(limits.reserve(HEAD, "tokens", 5_000))
                .isInstanceOfSatisfying(
                        Hold.Refused.class,
                        refused -> assertThat(refused.headers()).doesNotContainKey("Retry-After"));
    }

    /** Else a day would have the quota of two: reserved before midnight, given back and used after it. */
    @Test
    void whatADayTook_isNotGivenToTheNext() {
        VirtualTicker late = VirtualTicker.startingAt(Instant.parse("2026-05-01T23:50:00Z"));
        RateLimits daily = RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(Duration.ofMinutes(1)))
                .rule(LimitRule.builder("tokens", LimitBy.CALLER)
                        .quota(
                                Quota.of(100).per(Duration.ofSeconds(100)),
                                Quota.of(100).perDay(ZoneOffset.UTC))
                        .build())
                .build(LocalLimitStore.builder(1_000, Overflow.REFUSE)
                        .ticker(late)
                        .wallClock(late)
                        .build());
        Hold.Granted inTime = (Hold.Granted) daily.reserve(HEAD, "tokens", 30);
        Hold.Granted over = (Hold.Granted) daily.reserve(HEAD, "tokens", 70);
        late.advance(Duration.ofMinutes(9));
        inTime.settle(10);
        assertThat(daily.reserve(HEAD, "tokens", 21)).isInstanceOf(Hold.Refused.class);
        assertThat(daily.reserve(HEAD, "tokens", 20)).isInstanceOf(Hold.Granted.class);
        late.advance(Duration.ofMinutes(3));
        assertThat(daily.reserve(HEAD, "tokens", 100)).isInstanceOf(Hold.Granted.class);
        over.release();
        late.advance(Duration.ofMinutes(3));
        assertThat(daily.reserve(HEAD, "tokens", 1)).isInstanceOf(Hold.Refused.class);
    }

    @Test
    void triedRule_grantsAndReports() {
        List<EventReason> events = new ArrayList<>();
        RateLimits tried = RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(Duration.ofMinutes(1)))
                .rule(LimitRule.builder("tokens", LimitBy.CALLER)
                        .quota(Quota.of(100).per(Duration.ofSeconds(100)))
                        .enforcedFor(0)
                        .build())
                .events((reason, head, cause) -> events.add(reason))
                .build(store);
        assertThat(tried.reserve(HEAD, "tokens", 60)).isInstanceOf(Hold.Granted.class);
        assertThat(events).isEmpty();
        Hold beyond = tried.reserve(HEAD, "tokens", 60);
        assertThat(beyond).isInstanceOf(Hold.Granted.class);
        assertThat(events).containsExactly(LimitEvent.WOULD_LIMIT);
        // Nothing was taken for it, so nothing is given back.
        ((Hold.Granted) beyond).release();
        tried.reserve(HEAD, "tokens", 41);
        assertThat(events).containsExactly(LimitEvent.WOULD_LIMIT, LimitEvent.WOULD_LIMIT);
    }

    @Test
    void wrongUse_isTheProgrammersError() {
        assertThatThrownBy(() -> limits.reserve(HEAD, "token", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits.reserve(HEAD, "tokens", 0)).isInstanceOf(IllegalArgumentException.class);
        Hold.Granted hold = granted(1);
        assertThatThrownBy(() -> hold.settle(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RequestHead prompt() {
        return RequestHeads.post("/api/prompts").peer("192.0.2.9").build();
    }

    /** Smaller work would still get what is left. */
    @Test
    void refusal_saysWhatIsLeft() {
        granted(700);
        Hold hold = limits.reserve(HEAD, "tokens", 500);
        assertThat(hold)
                .isInstanceOfSatisfying(
                        Hold.Refused.class,
                        refused -> assertThat(refused.headers())
                                .containsEntry("RateLimit", "\"tokens\";r=300;t=200")
                                .containsEntry("Retry-After", "200"));
        assertThat(fits(300)).isTrue();
    }

    /** The guard's fields stand on the same answer: one policy must not be there twice, with two numbers. */
    @Test
    void refusalByARuleThatTheGuardShows_leavesTheFieldsToIt() {
        RateLimits both = RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(Duration.ofMinutes(1)))
                .rule(LimitRule.builder("tokens", LimitBy.CALLER)
                        .on("POST /api/prompts")
                        .quota(Quota.of(1_000).per(Duration.ofSeconds(1_000)))
                        .build())
                .build(store);
        both.byPlan().check(prompt());
        both.reserve(prompt(), "tokens", 700);
        assertThat(both.reserve(prompt(), "tokens", 500))
                .isInstanceOfSatisfying(
                        Hold.Refused.class,
                        refused -> assertThat(refused.headers()).containsOnlyKeys("Retry-After"));
        assertThat(both.reserve(HEAD, "tokens", 1_000)).isInstanceOf(Hold.Granted.class);
        assertThat(both.reserve(HEAD, "tokens", 500))
                .isInstanceOfSatisfying(
                        Hold.Refused.class,
                        refused -> assertThat(refused.headers())
                                .containsKeys("RateLimit", "RateLimit-Policy", "Retry-After"));
    }
}
