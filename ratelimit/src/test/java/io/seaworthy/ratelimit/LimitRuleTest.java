package io.seaworthy.ratelimit;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.testkit.RequestHeads;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules by plan, route and caller: inheritance, cost, and rules that are tried out. */
class LimitRuleTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTicker ticker = VirtualTicker.create();
    private final LocalLimitStore store = LocalLimitStore.builder(10_000, Overflow.REFUSE)
            .ticker(ticker)
            .wallClock(ticker)
            .build();
    private final List<EventReason> events = new ArrayList<>();

    private RateLimitsBuilder table() {
        return RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(MINUTE))
                .plan("free", Quota.of(120).per(MINUTE))
                .plan("premium", Quota.of(1200).per(MINUTE))
                .unlimited("internal")
                .events((reason, head, cause) -> events.add(reason));
    }

    private static LimitRule.Builder reports() {
        return LimitRule.builder("reports", LimitBy.CALLER)
                .on("GET /api/reports/**")
                .quota(Quota.of(10).per(MINUTE));
    }

    private static RequestHead request(String path, String id, String plan) {
        return RequestHeads.get(path)
                .peer("192.0.2.9")
                .attribute(RequestAttributes.PRINCIPAL, new Principal(id, "bearer", Set.of(), Set.of()))
                .attribute(RequestAttributes.PLAN, Plan.of(plan))
                .build();
    }

    private static RequestHead report(String id, String plan) {
        return request("/api/reports/1", id, plan);
    }

    private static int admitted(Guard guard, RequestHead head, int attempts) {
        int count = 0;
        for (int i = 0; i < attempts; i++) {
            count += guard.check(head) instanceof Decision.Proceed ? 1 : 0;
        }
        return count;
    }

    @Test
    void planQuota_replacesTheRulesOwn() {
        Guard byPlan = table().rule(reports()
                        .planQuota("premium", Quota.of(100).per(MINUTE))
                        .unlimitedFor("internal")
                        .build())
                .build(store)
                .byPlan();
        assertThat(admitted(byPlan, report("a", "free"), 500)).isEqualTo(10);
        assertThat(admitted(byPlan, report("b", "premium"), 500)).isEqualTo(100);
        assertThat(admitted(byPlan, report("c", "internal"), 5000)).isEqualTo(5000);
        assertThat(byPlan.check(report("c", "internal"))).saysNothing();
    }

    @Test
    void replacingRule_isCountedInsteadOfTheWiderOne() {
        LimitRule api = LimitRule.builder("api", LimitBy.CALLER)
                .on("/api/**")
                .quota(Quota.of(50).per(MINUTE))
                .build();
        Guard byPlan = table().rule(api)
                .rule(reports().replacing("api", "plan").build())
                .build(store)
                .byPlan();
        assertThat(byPlan.check(report("a", "free"))).setsHeader("RateLimit-Policy", "\"reports\";q=10;w=60");
        assertThat(byPlan.check(request("/api/me", "a", "free")))
                .setsHeader("RateLimit-Policy", "\"plan\";q=120;w=60, \"api\";q=50;w=60")
                .setsHeader("RateLimit", "\"plan\";r=119;t=1, \"api\";r=49;t=2");
    }

    @Test
    void severalQuotas_areDecidedTogether() {
        Guard byPlan = RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(MINUTE), Quota.of(100).perDay(java.time.ZoneOffset.UTC))
                .build(store)
                .byPlan();
        RequestHead head = RequestHeads.get("/").peer("192.0.2.1").build();
        assertThat(byPlan.check(head))
                .setsHeader("RateLimit-Policy", "\"plan\";q=60;w=60, \"plan-day\";q=100;w=86400")
                .setsHeader("RateLimit", "\"plan\";r=59;t=1, \"plan-day\";r=99;t=86400");
        assertThat(admitted(byPlan, head, 100)).isEqualTo(59);
        ticker.advance(Duration.ofHours(1));
        assertThat(admitted(byPlan, head, 100)).isEqualTo(40);
        assertThat(byPlan.check(head))
                .rejects(429, "rate_limited")
                .setsHeader("RateLimit", "\"plan-day\";r=0;t=82800")
                .setsHeader("Retry-After", "82800");
        ticker.advance(Duration.ofHours(23));
        assertThat(admitted(byPlan, head, 100)).isEqualTo(60);
    }

    /** Waiting for one of two quotas only to be refused by the other is no way to treat a client. */
    @Test
    void refusalByTwoQuotas_tellsTheLongerWait() {
        Guard byPlan = RateLimits.builder()
                .plan("anonymous", Quota.of(10).per(MINUTE), Quota.of(10).perDay(java.time.ZoneOffset.UTC))
                .build(store)
                .byPlan();
        RequestHead head = RequestHeads.get("/").peer("192.0.2.1").build();
        assertThat(admitted(byPlan, head, 20)).isEqualTo(10);
        assertThat(byPlan.check(head)).setsHeader("Retry-After", "86400");
    }

    @Test
    void cost_isConstantOrFromTheRequest() {
        Guard byPlan = table().rule(reports().cost(4).build())
                .rule(LimitRule.builder("export", LimitBy.CALLER)
                        .on("/api/export")
                        .quota(Quota.of(100).per(MINUTE))
                        .cost(head -> {
                            String rows = head.header("X-Rows");
                            return rows == null ? 0 : Integer.parseInt(rows);
                        })
                        .build())
                .build(store)
                .byPlan();
        assertThat(admitted(byPlan, report("a", "free"), 10)).isEqualTo(2);
        RequestHead export = RequestHeads.get("/api/export")
                .peer("192.0.2.1")
                .header("X-Rows", "30")
                .build();
        assertThat(byPlan.check(export)).setsHeader("RateLimit", "\"plan\";r=59;t=1, \"export\";r=70;t=1");
        assertThat(admitted(byPlan, export, 10)).isEqualTo(2);
        RequestHead free = RequestHeads.get("/api/export").peer("192.0.2.1").build();
        assertThat(byPlan.check(free)).setsHeader("RateLimit-Policy", "\"plan\";q=60;w=60");
        RequestHead huge = RequestHeads.get("/api/export")
                .peer("192.0.2.1")
                .header("X-Rows", "101")
                .build();
        assertThat(byPlan.check(huge))
                .rejects(429, "rate_limited")
                .setsNoHeader("Retry-After")
                .setsHeader("RateLimit", "\"export\";r=0");
        RequestHead negative = RequestHeads.get("/api/export")
                .peer("192.0.2.1")
                .header("X-Rows", "-1")
                .build();
        ticker.advance(Duration.ofHours(1));
        assertThat(byPlan.check(negative)).setsHeader("RateLimit", "\"plan\";r=59;t=1, \"export\";r=0;t=1");
    }

    /** Nobody gets in for less, and nobody gets a 500, by sending what the function cannot read. */
    @Test
    void costThatCannotBeTold_isAWholeBurst() {
        Guard byPlan = table().rule(LimitRule.builder("export", LimitBy.CALLER)
                        .on("/api/export")
                        .quota(Quota.of(100).per(MINUTE), Quota.of(5).per(Duration.ofSeconds(1)))
                        .cost(head -> Integer.parseInt(String.valueOf(head.header("X-Rows"))))
                        .build())
                .build(store)
                .byPlan();
        RequestHead unreadable = RequestHeads.get("/api/export")
                .peer("192.0.2.1")
                .header("X-Rows", "many")
                .build();
        assertThat(byPlan.check(unreadable)).proceeds();
        assertThat(byPlan.check(unreadable)).rejects(429, "rate_limited");
        assertThat(events).containsExactly(LimitEvent.COST_UNKNOWN, LimitEvent.COST_UNKNOWN, LimitEvent.LIMITED);
        RequestHead largest = RequestHeads.get("/api/export")
                .peer("192.0.2.1")
                .header("X-Rows", Integer.toString(Integer.MAX_VALUE))
                .build();
        assertThat(byPlan.check(largest)).rejects(429, "rate_limited").setsNoHeader("Retry-After");
    }

    /** Or the many of the small plan would use up what was promised to the others. */
    @Test
    void planQuotasOfASharedKey_haveBucketsOfTheirOwn() {
        for (LimitBy by : List.of(LimitBy.EVERYBODY, LimitBy.ADDRESS)) {
            Guard byPlan = table().rule(LimitRule.builder("shared-" + by.name().toLowerCase(Locale.ROOT), by)
                            .on("/api/shared")
                            .quota(Quota.of(10).per(MINUTE))
                            .planQuota("premium", Quota.of(100).per(MINUTE))
                            .build())
                    .build(store)
                    .byPlan();
            assertThat(admitted(byPlan, request("/api/shared", "free-" + by, "free"), 50))
                    .isEqualTo(10);
            assertThat(admitted(byPlan, request("/api/shared", "premium-" + by, "premium"), 500))
                    .isEqualTo(100);
            assertThat(admitted(byPlan, request("/api/shared", "other-" + by, "free"), 50))
                    .isZero();
        }
    }

    @Test
    void everybodysLimit_isNobodysFault() {
        Guard byPlan = table().rule(LimitRule.builder("search", LimitBy.EVERYBODY)
                        .on("/api/search")
                        .quota(Quota.of(5).per(MINUTE))
                        .build())
                .build(store)
                .byPlan();
        for (int i = 0; i < 5; i++) {
            assertThat(byPlan.check(request("/api/search", "a" + i, "free"))).proceeds();
        }
        Decision refusal = byPlan.check(request("/api/search", "z", "free"));
        assertThat(refusal).rejects(503, "at_capacity").setsHeader("Retry-After", "12");
        assertThat(((Decision.Reject) refusal).problem().type())
                .isEqualTo("https://iana.org/assignments/http-problem-types#temporary-reduced-capacity");
        assertThat(events).containsExactly(LimitEvent.CAPACITY);
        assertThat(byPlan.check(request("/api/me", "z", "free"))).setsHeader("RateLimit", "\"plan\";r=119;t=1");
    }

    @Test
    void triedRule_reportsAndRefusesNobody() {
        RateLimits limits = table().rule(reports().enforcedFor(0).build()).build(store);
        Guard byPlan = limits.byPlan();
        assertThat(admitted(byPlan, report("a", "free"), 100)).isEqualTo(100);
        assertThat(events).hasSize(90).containsOnly(LimitEvent.WOULD_LIMIT);
        assertThat(byPlan.check(report("a", "free"))).setsHeader("RateLimit-Policy", "\"plan\";q=120;w=60");
        assertThat(limits.evidence())
                .filteredOn(Evidence::isWeakened)
                .extracting(Evidence::id)
                .contains("RATE-API");
    }

    @Test
    void ramp_holdsForItsShareOfCallersAndAlwaysForTheSame() {
        Guard quarter =
                table().rule(reports().enforcedFor(25).build()).build(store).byPlan();
        LocalLimitStore other =
                LocalLimitStore.builder(10_000, Overflow.REFUSE).ticker(ticker).build();
        Guard half =
                table().rule(reports().enforcedFor(50).build()).build(other).byPlan();
        int caught = 0;
        for (int i = 0; i < 1_000; i++) {
            RequestHead head = report("caller" + i, "free");
            boolean limited = admitted(quarter, head, 11) == 10;
            caught += limited ? 1 : 0;
            if (limited) {
                // Who is limited at 25 % is limited at 50 % as well.
                assertThat(admitted(half, head, 11)).isEqualTo(10);
            }
        }
        assertThat(caught).isBetween(200, 300);
    }

    @Test
    void triedReplacement_replacesNothing() {
        Guard byPlan = table().rule(reports().replacing("plan").enforcedFor(0).build())
                .build(store)
                .byPlan();
        assertThat(byPlan.check(report("a", "free"))).setsHeader("RateLimit-Policy", "\"plan\";q=120;w=60");
    }

    @Test
    void singleCaller_mayHaveItsOwnQuota() {
        Guard byPlan =
                table().caller("acme", Quota.of(300).per(MINUTE)).build(store).byPlan();
        assertThat(admitted(byPlan, request("/", "acme", "free"), 5000)).isEqualTo(300);
        assertThat(admitted(byPlan, request("/", "other", "free"), 5000)).isEqualTo(120);
    }

    @Test
    void planFunction_isAskedInsteadOfTheAttribute() {
        Guard byPlan = table().planOf(head -> head.header("X-Plan") == null ? null : Plan.of("premium"))
                .build(store)
                .byPlan();
        RequestHead premium = RequestHeads.get("/")
                .header("X-Plan", "yes")
                .attribute(RequestAttributes.PRINCIPAL, new Principal("a", "bearer", Set.of(), Set.of()))
                .build();
        assertThat(admitted(byPlan, premium, 5000)).isEqualTo(1200);
        assertThat(admitted(byPlan, request("/", "b", "premium"), 5000)).isEqualTo(60);
        assertThat(events).contains(LimitEvent.UNKNOWN_PLAN);
    }

    @Test
    void planFunctionThatFails_getsTheAnonymousQuotaAndAnEvent() {
        Guard byPlan = table().planOf(head -> {
                    throw new IllegalStateException("the database is away");
                })
                .build(store)
                .byPlan();
        assertThat(admitted(byPlan, request("/", "b", "premium"), 5000)).isEqualTo(60);
        assertThat(events).contains(LimitEvent.UNKNOWN_PLAN);
    }

    @Test
    void unlimitedPlan_isEvidenceOfAWeakness() {
        RateLimits limits = table().build(store);
        assertThat(admitted(limits.byPlan(), request("/", "a", "internal"), 5000))
                .isEqualTo(5000);
        assertThat(limits.evidence())
                .filteredOn(Evidence::isWeakened)
                .extracting(Evidence::id)
                .containsExactly("RATE-TIER");
    }

    /** The table is for customers: what refuses nobody, and who has a quota of its own, is none of theirs. */
    @Test
    void reference_namesNeitherTrialsNorCallers() {
        String table = table().rule(reports().enforcedFor(0).build())
                .caller("acme", Quota.of(500).per(MINUTE))
                .build(store)
                .reference()
                .toMarkdown();
        assertThat(table).doesNotContain("reports", "acme", "500");
        assertThat(table().rule(reports().enforcedFor(10).build())
                        .build(store)
                        .reference()
                        .toMarkdown())
                .contains("(10 % of callers)");
    }

    @Test
    void nameThatNoPolicyMayHave_isAFault() {
        assertThatThrownBy(() -> LimitRule.builder("My Rule", LimitBy.CALLER)
                        .quota(Quota.of(5).per(MINUTE))
                        .build())
                .isInstanceOf(io.seaworthy.kernel.config.ConfigurationException.class)
                .hasMessageContaining("malformed");
    }
}
