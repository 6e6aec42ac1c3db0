package io.seaworthy.ratelimit;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.net.ClientAddress;
import io.seaworthy.kernel.net.ClientAddress.Trust;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.testkit.RequestHeads;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTicker ticker = VirtualTicker.create();
    private final LocalLimitStore store =
            LocalLimitStore.builder(10_000, Overflow.REFUSE).ticker(ticker).build();
    private final List<EventReason> events = new ArrayList<>();
    private final RateLimits limits = table().build(store);

    private RateLimitsBuilder table() {
        return RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(MINUTE))
                .plan("free", Quota.of(120).per(MINUTE))
                .plan("premium", Quota.of(1200).per(MINUTE))
                .route(
                        "auth-address",
                        "POST /auth/*",
                        LimitBy.ADDRESS,
                        Quota.of(30).per(MINUTE))
                .exempt("/health/**")
                .events((reason, head, cause) -> events.add(reason));
    }

    private static RequestHeads from(String address, RequestHeads request) {
        IpAddress client = IpAddress.parse(address);
        return request.attribute(RequestAttributes.CLIENT_ADDRESS, new ClientAddress(client, "http", Trust.FORWARDED));
    }

    private static RequestHead anonymous(String address) {
        return from(address, RequestHeads.get("/api/me")).build();
    }

    private static RequestHead caller(String id, String plan) {
        return from("192.0.2.9", RequestHeads.get("/api/me"))
                .attribute(RequestAttributes.PRINCIPAL, new Principal(id, "bearer", Set.of(), Set.of()))
                .attribute(RequestAttributes.PLAN, Plan.of(plan))
                .build();
    }

    private static RequestHead login(String address) {
        return from(address, RequestHeads.post("/auth/login")).build();
    }

    private static int admitted(Guard guard, RequestHead head, int attempts) {
        int count = 0;
        for (int i = 0; i < attempts; i++) {
            count += guard.check(head) instanceof Decision.Proceed ? 1 : 0;
        }
        return count;
    }

    /** A clock costs as much as the rest of a decision: what the request has read holds for all its guards. */
    @Test
    void guardsOfOneRequest_shareOneReadingOfTheClock() {
        RateLimits onSystemClock = table().build(LocalLimitStore.bounded(1_000, Overflow.REFUSE));
        RequestHead request = RequestHeads.get("/api/x").peer("192.0.2.1").build();
        long past = request.nanos();
        for (int i = 0; i < 200; i++) {
            assertThat(onSystemClock.byAddress().check(request)).proceeds();
            onSystemClock.byPlan().check(request);
        }
        assertThat(request.nanos()).isEqualTo(past);
        // Nothing has come back, however long the loop took: for this request no time has passed.
        while (System.nanoTime() - past < 1_100_000_000L) {
            Thread.onSpinWait();
        }
        assertThat(onSystemClock.byPlan().check(request)).rejects(429, "rate_limited");
        assertThat(onSystemClock
                        .byPlan()
                        .check(RequestHeads.get("/api/x").peer("192.0.2.1").build()))
                .proceeds();
    }

    @Test
    void anonymousCaller_isChargedByAddress() {
        Guard byPlan = limits.byPlan();
        assertThat(admitted(byPlan, anonymous("192.0.2.1"), 100)).isEqualTo(60);
        assertThat(admitted(byPlan, anonymous("192.0.2.2"), 100)).isEqualTo(60);
        assertThat(admitted(byPlan, anonymous("2001:db8::1"), 100)).isEqualTo(60);
        assertThat(admitted(byPlan, anonymous("2001:db8::2"), 100)).isZero();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(admitted(byPlan, anonymous("192.0.2.1"), 100)).isEqualTo(1);
    }

    @Test
    void withoutClientAddress_thePeerCounts() {
        Guard byPlan = limits.byPlan();
        assertThat(admitted(byPlan, RequestHeads.get("/").peer("192.0.2.7").build(), 100))
                .isEqualTo(60);
        assertThat(admitted(byPlan, anonymous("192.0.2.7"), 100)).isZero();
    }

    @Test
    void verifiedCaller_isChargedToItsPlan() {
        Guard byPlan = limits.byPlan();
        assertThat(admitted(byPlan, caller("a", "free"), 2000)).isEqualTo(120);
        assertThat(admitted(byPlan, caller("b", "premium"), 2000)).isEqualTo(1200);
        assertThat(admitted(byPlan, anonymous("192.0.2.9"), 100)).isEqualTo(60);
    }

    @Test
    void unknownPlan_getsTheAnonymousQuotaAndAnEvent() {
        assertThat(admitted(limits.byPlan(), caller("a", "fre"), 100)).isEqualTo(60);
        assertThat(events).contains(LimitEvent.UNKNOWN_PLAN);
    }

    @Test
    void changedPlan_keepsTheUsedShare() {
        Guard byPlan = limits.byPlan();
        assertThat(admitted(byPlan, caller("a", "free"), 60)).isEqualTo(60);
        assertThat(admitted(byPlan, caller("a", "premium"), 2000)).isEqualTo(600);
        assertThat(admitted(byPlan, caller("a", "free"), 10)).isZero();
    }

    @Test
    void allowedAnswer_carriesTheFields() {
        assertThat(limits.byPlan().check(anonymous("192.0.2.1")))
                .proceeds()
                .setsHeader("RateLimit-Policy", "\"plan\";q=60;w=60")
                .setsHeader("RateLimit", "\"plan\";r=59;t=1");
    }

    @Test
    void refusedAnswer_carriesThemTooAndWhenToRetry() {
        Guard byPlan = limits.byPlan();
        admitted(byPlan, caller("a", "free"), 120);
        assertThat(byPlan.check(caller("a", "free")))
                .rejects(429, "rate_limited")
                .setsHeader("RateLimit-Policy", "\"plan\";q=120;w=60")
                .setsHeader("RateLimit", "\"plan\";r=0;t=1")
                .setsHeader("Retry-After", "1");
        assertThat(events).containsExactly(LimitEvent.LIMITED);
    }

    @Test
    void route_isLimitedInAddition() {
        Guard byPlan = limits.byPlan();
        assertThat(byPlan.check(login("192.0.2.1")))
                .proceeds()
                .setsHeader("RateLimit-Policy", "\"plan\";q=60;w=60, \"auth-address\";q=30;w=60")
                .setsHeader("RateLimit", "\"plan\";r=59;t=1, \"auth-address\";r=29;t=2");
        assertThat(admitted(byPlan, login("192.0.2.1"), 100)).isEqualTo(29);
        assertThat(byPlan.check(login("192.0.2.1")))
                .rejects(429, "rate_limited")
                .setsHeader("RateLimit-Policy", "\"auth-address\";q=30;w=60")
                .setsHeader("RateLimit", "\"auth-address\";r=0;t=2")
                .setsHeader("Retry-After", "2");
    }

    @Test
    void refusalOfOneLimit_leavesTheOthersUntouched() {
        Guard byPlan = limits.byPlan();
        admitted(byPlan, login("192.0.2.1"), 1000);
        assertThat(byPlan.check(anonymous("192.0.2.1"))).setsHeader("RateLimit", "\"plan\";r=29;t=1");
    }

    @Test
    void otherMethodOnTheRoute_isNotLimitedByIt() {
        RequestHead get = from("192.0.2.1", RequestHeads.get("/auth/login")).build();
        assertThat(limits.byPlan().check(get)).setsHeader("RateLimit-Policy", "\"plan\";q=60;w=60");
    }

    @Test
    void routeByCaller_countsTheCaller() {
        RateLimits uploads = table().route(
                        "uploads",
                        "POST /api/uploads",
                        LimitBy.CALLER,
                        Quota.of(2).per(MINUTE))
                .build(store);
        for (String id : List.of("a", "b")) {
            RequestHead upload = from("192.0.2.1", RequestHeads.post("/api/uploads"))
                    .attribute(RequestAttributes.PRINCIPAL, new Principal(id, "bearer", Set.of(), Set.of()))
                    .attribute(RequestAttributes.PLAN, Plan.of("free"))
                    .build();
            assertThat(admitted(uploads.byPlan(), upload, 10)).isEqualTo(2);
        }
    }

    @Test
    void exemptRoute_isNotCharged() {
        RequestHead health = from("192.0.2.1", RequestHeads.get("/health/live")).build();
        assertThat(admitted(limits.byPlan(), health, 1000)).isEqualTo(1000);
        assertThat(limits.byPlan().check(health)).saysNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/../api/me", "/health%2flive", "/healthy", "/HEALTH/live", "//health/live"})
    void pathThatOnlyLooksExempt_isCharged(String path) {
        assertThat(limits.byPlan()
                        .check(from("192.0.2.1", RequestHeads.get(path)).build()))
                .setsHeader("RateLimit-Policy", "\"plan\";q=60;w=60");
    }

    @Test
    void floodCeiling_isTwiceTheLargestPlanAndSilent() {
        Guard byAddress = limits.byAddress();
        assertThat(byAddress.check(anonymous("192.0.2.1"))).saysNothing();
        assertThat(admitted(byAddress, anonymous("192.0.2.1"), 5000)).isEqualTo(2399);
        assertThat(byAddress.check(anonymous("192.0.2.1")))
                .rejects(429, "rate_limited")
                .setsHeader("RateLimit-Policy", "\"address\";q=2400;w=60")
                .setsHeader("RateLimit", "\"address\";r=0;t=1");
        assertThat(events).contains(LimitEvent.FLOOD);
        assertThat(admitted(limits.byPlan(), anonymous("192.0.2.1"), 100)).isEqualTo(60);
    }

    @Test
    void rejectedCredentials_areChargedToTheAnonymousPlan() {
        Guard authentication = head -> Decision.reject(
                Problem.of(401, "invalid_token", "no"),
                HeaderEdits.builder().enforce("WWW-Authenticate", "Bearer").build());
        Guard charged = limits.chargeRejected(authentication);
        assertThat(charged.check(anonymous("192.0.2.1")))
                .rejects(401, "invalid_token")
                .setsHeader("WWW-Authenticate", "Bearer")
                .setsHeader("RateLimit", "\"plan\";r=59;t=1");
        for (int i = 0; i < 59; i++) {
            assertThat(charged.check(anonymous("192.0.2.1"))).rejects(401, "invalid_token");
        }
        assertThat(charged.check(anonymous("192.0.2.1")))
                .rejects(429, "rate_limited")
                .setsHeader("Retry-After", "1");
        assertThat(admitted(limits.byPlan(), anonymous("192.0.2.1"), 10)).isZero();
    }

    @Test
    void otherDecisions_passUncharged() {
        Guard open = limits.chargeRejected(head -> Decision.proceed());
        assertThat(open.check(anonymous("192.0.2.1"))).saysNothing();
        Guard down = limits.chargeRejected(head -> Decision.reject(Problem.of(503, "overloaded", "no")));
        assertThat(down.check(anonymous("192.0.2.1")))
                .rejects(503, "overloaded")
                .setsNoHeaders();
        Guard health = limits.chargeRejected(head -> Decision.reject(Problem.of(404, "not_found", "no")));
        assertThat(health.check(from("192.0.2.1", RequestHeads.get("/health/x")).build()))
                .rejects(404, "not_found")
                .setsNoHeaders();
    }

    private static Decision get(CompletionStage<Decision> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void asynchronousGuards_decideTheSame() {
        assertThat(get(limits.byPlanAsync().check(login("192.0.2.1"))))
                .setsHeader("RateLimit-Policy", "\"plan\";q=60;w=60, \"auth-address\";q=30;w=60")
                .setsHeader("RateLimit", "\"plan\";r=59;t=1, \"auth-address\";r=29;t=2");
        for (int i = 0; i < 29; i++) {
            assertThat(get(limits.byPlanAsync().check(login("192.0.2.1")))).proceeds();
        }
        assertThat(get(limits.byPlanAsync().check(login("192.0.2.1")))).rejects(429, "rate_limited");
        assertThat(get(limits.byPlanAsync().check(anonymous("192.0.2.1"))))
                .setsHeader("RateLimit", "\"plan\";r=29;t=1");
        assertThat(get(limits.byAddressAsync().check(anonymous("192.0.2.1")))).saysNothing();
        assertThat(get(limits.chargeRejectedAsync(head -> CompletableFuture.completedFuture(
                                Decision.reject(Problem.of(401, "invalid_token", "no"))))
                        .check(anonymous("192.0.2.1"))))
                .rejects(401, "invalid_token")
                .setsHeader("RateLimit", "\"plan\";r=28;t=1");
        RequestHead health = RequestHeads.get("/health/live").build();
        assertThat(get(limits.byPlanAsync().check(health))).saysNothing();
    }

    @Test
    void remoteStore_needsTheAsynchronousGuards() {
        LimitStore remote =
                Bucket4jLimitStore.builder(() -> null, OutagePolicy.refuse()).build();
        RateLimits distant = table().build(remote);
        assertThat(distant.isRemote()).isTrue();
        assertThatThrownBy(distant::byPlan).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(distant::byAddress).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> distant.chargeRejected(head -> Decision.proceed()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(get(distant.byPlanAsync().check(anonymous("192.0.2.1"))))
                .rejects(503, "overloaded")
                .setsHeader("Retry-After", "1");
    }

    @Test
    void evidence_namesTheItems() {
        assertThat(limits.byPlan()).isInstanceOf(io.seaworthy.kernel.readiness.EvidenceSource.class);
        assertThat(limits.evidence())
                .extracting(Evidence::id)
                .contains("RATE-API", "RATE-CALLER", "RATE-TIER", "RATE-DDOS", "RATE-DOC");
        assertThat(limits.evidence()).noneMatch(Evidence::isWeakened);
    }

    @Test
    void reference_listsAllLimits() {
        assertThat(limits.reference().toMarkdown()).isEqualTo("""
                | applies to | policy | counted by | requests | per | at once |
                |---|---|---|---|---|---|
                | plan anonymous | `plan` | caller | 60 | 1 min | 60 |
                | plan free | `plan` | caller | 120 | 1 min | 120 |
                | plan premium | `plan` | caller | 1200 | 1 min | 1200 |
                | POST /auth/* | `auth-address` | address | 30 | 1 min | 30 |
                | flood ceiling | `address` | address | 2400 | 1 min | 2400 |

                Without a plan limit: `/health/**`
                """);
    }

    @Test
    void reference_isThereForMachines() {
        RateLimits more = RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(MINUTE), Quota.of(1_000).perDay(java.time.ZoneOffset.UTC))
                .unlimited("internal")
                .exempt("/health/**")
                .build(store);
        assertThat(more.reference().toJson())
                .isEqualTo(
                        "{\"limits\":[{\"applies_to\":\"plan anonymous\",\"policy\":\"plan\",\"counted_by\":\"caller\","
                                + "\"requests\":60,\"period_seconds\":60,\"calendar\":null,\"burst\":60},"
                                + "{\"applies_to\":\"plan anonymous\",\"policy\":\"plan-day\",\"counted_by\":\"caller\","
                                + "\"requests\":1000,\"period_seconds\":null,\"calendar\":\"day in UTC\",\"burst\":1000},"
                                + "{\"applies_to\":\"flood ceiling\",\"policy\":\"address\",\"counted_by\":\"address\","
                                + "\"requests\":120,\"period_seconds\":60,\"calendar\":null,\"burst\":120}],"
                                + "\"exempt\":[\"/health/**\"],\"unlimited\":[\"internal\"]}");
        assertThat(more.reference().toMarkdown())
                .contains("| plan anonymous | `plan-day` | caller | 1000 | day in UTC | 1000 |")
                .contains("Plans without a limit: `internal`");
    }

    @Test
    void commonDecisions_allocateNothing() {
        RateLimits silent = RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(MINUTE))
                .exempt("/health/**")
                .build(store);
        Guard byPlan = silent.byPlan();
        Guard byAddress = silent.byAddress();
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        RequestHead head = anonymous("192.0.2.1");
        admitted(byPlan, head, 50_000);
        admitted(byAddress, head, 50_000);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < 10_000; i++) {
            byPlan.check(head);
            byAddress.check(head);
        }
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        // Reading the counter itself may cost a little, once.
        assertThat(bytes).isLessThan(2_000);
    }
}
