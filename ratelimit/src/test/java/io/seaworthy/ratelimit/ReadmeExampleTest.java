package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.net.CidrSet;
import io.seaworthy.kernel.net.TrustedProxies;
import io.seaworthy.testkit.RecordingHeaders;
import io.seaworthy.testkit.RequestHeads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The code of the README, and the answers that it promises. */
class ReadmeExampleTest {

    private final LimitStore store = LocalLimitStore.bounded(1_000_000, Overflow.SHARE_BY_PREFIX);

    private final RateLimits limits = RateLimits.builder()
            .plan("anonymous", Quota.of(60).per(Duration.ofMinutes(1)))
            .plan("free", Quota.of(120).per(Duration.ofMinutes(1)))
            .plan("premium", Quota.of(1_200).per(Duration.ofMinutes(1)))
            .plan("enterprise", Quota.of(12_000).per(Duration.ofMinutes(1)))
            .route(
                    "auth-address",
                    "POST /auth/**",
                    LimitBy.ADDRESS,
                    Quota.of(30).per(Duration.ofMinutes(1)))
            .exempt("/health/**", "POST /csp-reports")
            .build(store);

    private final AddressRules admin = AddressRules.builder()
            .allowOnly(CidrSet.of("127.0.0.0/8", "::1/128"))
            .on("/metrics", "/api/admin/**")
            .build();

    private GuardChain chain(Guard authentication) {
        return GuardChain.builder()
                .then(TrustedProxies.of(CidrSet.of("10.0.0.0/8"))) // who calls: everything below needs it
                .then(admin)
                .then(OverloadGuard.builder(200).exempt("/health/**").build())
                .then(limits.byAddress()) // the flood ceiling, before anything expensive
                .then(limits.chargeRejected(authentication)) // a guard that refuses; see "Order" for one that does not
                .then(limits.byPlan())
                .build();
    }

    private static Decision authenticate(String token) {
        return switch (token) {
            case "none" -> Decision.proceed();
            case "good" ->
                Decision.Proceed.of(io.seaworthy.kernel.Attributes.of(
                                RequestAttributes.PRINCIPAL, new Principal("u1", "bearer", Set.of(), Set.of()))
                        .with(RequestAttributes.PLAN, Plan.of("free")));
            default -> Decision.reject(Problem.of(401, "invalid_token", "The token is not valid"));
        };
    }

    private RecordingHeaders answer(GuardChain chain, RequestHeads request, int status) {
        ServerRequest head = request.build();
        var outcome = chain.run(head);
        int decided = outcome.decision() instanceof Decision.Reject reject
                ? reject.problem().status()
                : 200;
        assertThat(decided).isEqualTo(status);
        RecordingHeaders headers = RecordingHeaders.create();
        outcome.write(headers);
        return headers;
    }

    @Test
    void shortestForm_limits() {
        RateLimits few = RateLimits.builder()
                .plan("anonymous", Quota.of(1).per(Duration.ofMinutes(1)))
                .build(LocalLimitStore.bounded(100_000, Overflow.SHARE_BY_PREFIX));
        GuardChain chain = GuardChain.of(TrustedProxies.none(), few.byPlan());

        answer(chain, RequestHeads.get("/"), 200);
        answer(chain, RequestHeads.get("/"), 429);
    }

    @Test
    void chain_limitsAsPromised() {
        GuardChain anonymous = chain(head -> authenticate("none"));
        for (int left = 59; left >= 0; left--) {
            answer(anonymous, RequestHeads.get("/"), 200);
        }
        RecordingHeaders refused = answer(anonymous, RequestHeads.get("/"), 429);
        assertThat(refused.all("RateLimit-Policy")).containsExactly("\"plan\";q=60;w=60");
        assertThat(refused.all("RateLimit")).containsExactly("\"plan\";r=0;t=1");
        assertThat(refused.all("Retry-After")).containsExactly("1");

        RecordingHeaders free = answer(chain(head -> authenticate("good")), RequestHeads.get("/"), 200);
        assertThat(free.all("RateLimit")).containsExactly("\"plan\";r=119;t=1");

        GuardChain guessing = chain(head -> authenticate("bad"));
        answer(guessing, RequestHeads.get("/").peer("192.0.2.2"), 401);
        assertThat(answer(guessing, RequestHeads.get("/").peer("192.0.2.2"), 401)
                        .all("RateLimit"))
                .containsExactly("\"plan\";r=58;t=1");
    }

    @Test
    void adminArea_isForAdminsOnly() {
        GuardChain chain = chain(head -> authenticate("none"));
        answer(chain, RequestHeads.get("/metrics").peer("127.0.0.1"), 200);
        answer(chain, RequestHeads.get("/metrics").peer("192.0.2.3"), 403);
        answer(chain, RequestHeads.get("/metrics").peer("127.0.0.1").header("X-Forwarded-For", "127.0.0.1"), 403);
    }

    private static int login(LoginProtection logins, ServerRequest head, boolean right) {
        LoginProtection.Reservation reservation =
                logins.reserve(head, "a@example.com"); // before the password is checked
        if (reservation instanceof LoginProtection.Refusal refusal) {
            return refusal.problem().status();
        }
        try (LoginProtection.Permit permit = (LoginProtection.Permit) reservation) {
            if (!right) {
                permit.failed(); // stays charged
                return 401;
            }
            permit.succeeded(); // costs nothing
        }
        return 200;
    }

    @Test
    void logins_areLimited() {
        LoginProtection logins = LoginProtection.of(store);
        ServerRequest head = RequestHeads.post("/auth/login").build();
        for (int i = 0; i < 20; i++) {
            assertThat(login(logins, head, true)).isEqualTo(200);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(login(logins, head, false)).isEqualTo(401);
        }
        assertThat(login(logins, head, true)).isEqualTo(429);
    }

    @Test
    void overload_isQueuedForAndRefused() {
        OverloadGuard guard = OverloadGuard.adaptive(Duration.ofMillis(250)) // as many as are answered within 250 ms
                .workers(64) // threads, or connections if those are fewer
                .guarantee("payments", 30, "POST /payments/**") // kept free for what must get through
                .exempt("/health/**", "POST /api/uploads") // slow by nature: no sign of load
                .build();
        GuardChain chain =
                GuardChain.builder().thenAsync(OverloadQueue.of(guard, 100)).build();
        ServerRequest head = RequestHeads.post("/payments/1").build();
        assertThat(chain.run(head, Runnable::run, later -> {})).isNotNull();
        assertThat(guard.inFlight()).isEqualTo(1);
    }

    /** In the wrong order the limits count the proxy instead of its clients. */
    @Test
    void wrongOrder_countsTheProxy() {
        GuardChain wrong = GuardChain.of(limits.byPlan(), TrustedProxies.of(CidrSet.of("10.0.0.0/8")));
        for (int i = 0; i < 60; i++) {
            answer(wrong, RequestHeads.get("/").peer("10.0.0.1").header("X-Forwarded-For", "192.0.2." + i), 200);
        }
        answer(wrong, RequestHeads.get("/").peer("10.0.0.1").header("X-Forwarded-For", "192.0.2.200"), 429);
    }

    private static int generate() {
        return 800;
    }

    @Test
    void rulesHoldsAndUsage_doWhatIsSaid() {
        UsageMeter usage = UsageMeter.perDay(ZoneOffset.UTC, 100_000);
        RateLimits limits = RateLimits.builder()
                .plan("anonymous", Quota.of(60).per(Duration.ofMinutes(1)))
                .plan(
                        "free",
                        Quota.of(120).per(Duration.ofMinutes(1)),
                        Quota.of(10_000).perDay(ZoneOffset.UTC))
                .unlimited("internal") // shows as weakened
                .caller("acme", Quota.of(500).per(Duration.ofMinutes(1))) // one caller, instead of its plan
                .rule(LimitRule.builder("reports", LimitBy.CALLER)
                        .on("GET /api/reports/**")
                        .quota(Quota.of(10).per(Duration.ofMinutes(1)))
                        .planQuota("free", Quota.of(20).per(Duration.ofMinutes(1)))
                        .replacing("plan") // these count here and not there
                        .cost(2)
                        .enforcedFor(10) // of a hundred callers; the others are reported
                        .build())
                .rule(LimitRule.builder("tokens", LimitBy.CALLER)
                        .quota(Quota.of(10_000).per(Duration.ofHours(1)))
                        .build())
                .usage(usage)
                .build(store);
        ServerRequest head = RequestHeads.get("/").build();
        limits.byPlan().check(head);
        Hold hold = limits.reserve(head, "tokens", 500); // before work of unknown cost
        assertThat(hold).isInstanceOf(Hold.Granted.class);
        if (hold instanceof Hold.Granted granted) {
            granted.settle(generate()); // less is given back, more becomes a debt
        }
        assertThat(limits.reserve(head, "tokens", 9_300)).isInstanceOf(Hold.Refused.class);
        String bill = Usage.toCsv(usage.ended()); // finished days, each handed over once
        assertThat(bill).isEqualTo("period,plan,caller,requests,units,refused\r\n");
        assertThat(usage.current()).hasSize(1);
    }

    @Test
    void table_isTheOneInTheReadme() throws IOException {
        String root = System.getProperty("seaworthy.root");
        String readme = Files.readString(Path.of(root, "ratelimit", "README.md"));
        assertThat(readme).contains(limits.reference().toMarkdown().strip());
    }
}
