package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.net.ClientAddress;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.logging.logback.LogbackSetup;
import io.seaworthy.testkit.RequestHeads;
import io.seaworthy.testkit.VirtualTicker;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class AccessLogTest {

    private final VirtualTicker ticker = VirtualTicker.create();
    private AccessLog log = AccessLog.builder().ticker(ticker).build();
    private final Captured captured = Captured.json();

    private static RequestHeads request() {
        return RequestHeads.post("/api/notes/7?token=hunter2&q=1")
                .header("X-Request-Id", "12345678")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .header("User-Agent", "curl/8")
                .header("Referer", "https://private.example/secret-page")
                .header("Authorization", "Bearer abcdef0123456789")
                .header("X-API-Key", "key-0123456789")
                .header("Cookie", "sid=cookie-0123456789");
    }

    private void serve(ServerRequest request, Ending ending, Guard... more) {
        GuardChain.Builder chain =
                GuardChain.builder().then(CorrelationGuard.create()).then(log);
        for (Guard guard : more) {
            chain.then(guard);
        }
        chain.build().run(request);
        ticker.advance(Duration.ofMillis(12));
        request.complete(ending);
        request.close();
    }

    @Test
    void request_isOneEventWithItsFields() {
        serve(request().build(), new Ending(Ending.How.RETURNED, 201, 42, null));
        Map<String, Object> line = captured.only();
        assertThat(line)
                .containsEntry("http.request.method", "POST")
                .containsEntry("url.path", "/api/notes/7")
                .containsEntry("http.response.status_code", 201L)
                .containsEntry("http.response.body.bytes", 42L)
                .containsEntry("event.duration", 12_000_000L)
                .containsEntry("event.outcome", "success")
                .containsEntry("event.reason", "returned")
                .containsEntry("user_agent.original", "curl/8")
                .containsEntry("http.request.id", "12345678")
                .containsEntry("trace.id", "4bf92f3577b34da6a3ce929d0e0e4736")
                .containsEntry("log.logger", "access")
                .containsEntry("message", "POST /api/notes/7 201")
                .containsKey("span.id");
    }

    @Test
    void whatGuardsFoundOut_isInTheEvent() {
        Guard knows = head -> new Decision.Proceed(
                HeaderEdits.none(),
                Attributes.of(RequestAttributes.ROUTE, "/api/notes/{id}")
                        .with(RequestAttributes.PLAN, Plan.of("free"))
                        .with(
                                RequestAttributes.CLIENT_ADDRESS,
                                new ClientAddress(IpAddress.parse("192.0.2.7"), "https", ClientAddress.Trust.DIRECT)),
                null,
                null);
        log = AccessLog.builder()
                .ticker(ticker)
                .slow(Duration.ofMillis(10))
                .clientPseudonyms(Secret.ofUtf8("0123456789abcdef"))
                .build();
        serve(request().build(), Ending.of(Ending.How.RETURNED, 200), knows);
        assertThat(captured.only())
                .containsEntry("http.route", "/api/notes/{id}")
                .containsEntry("plan", "free")
                .containsEntry("event.slow", true)
                .hasEntrySatisfying(
                        "client.pseudonym", p -> assertThat((String) p).matches("[0-9a-f]{12}"));
        assertThat(captured.all()).doesNotContain("192.0.2.7");
    }

    @Test
    void sampling_leavesOutWhatWentWellAndNothingElse() {
        log = AccessLog.builder().ticker(ticker).sampleOneOf(4).build();
        for (int i = 0; i < 8; i++) {
            serve(request().build(), Ending.of(Ending.How.RETURNED, 200));
            serve(request().build(), Ending.of(Ending.How.RETURNED, 404));
        }
        assertThat(captured.objects())
                .filteredOn(line -> line.get("http.response.status_code").equals(200L))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).containsEntry("event.sampled_one_of", 4L));
        assertThat(captured.objects()).hasSize(10);
    }

    @Test
    void queryReferrerAndCredentials_areNowhere() {
        serve(request().build(), Ending.of(Ending.How.RETURNED, 200));
        assertThat(captured.all())
                .doesNotContain(
                        "hunter2", "q=1", "private.example", "abcdef0123456789", "key-0123456789", "cookie-0123");
    }

    @Test
    void rejectedRequest_isLoggedWithItsIds() {
        Guard refuse = head -> Decision.reject(Problem.of(429, "rate_limited", "Slow down"));
        serve(request().build(), Ending.of(Ending.How.RETURNED, 200), refuse);
        assertThat(captured.only())
                .containsEntry("http.response.status_code", 429L)
                .containsEntry("event.reason", "rejected")
                .containsEntry("http.request.id", "12345678");
    }

    @ParameterizedTest
    @CsvSource({
        "RETURNED, 200, success",
        "RETURNED, 404, success",
        "RETURNED, 500, failure",
        "REJECTED, 503, failure",
        "ANSWERED, 204, success",
        "FAILED, 500, failure",
        "ABORTED, 200, failure",
        "TIMED_OUT, 503, failure"
    })
    void outcome_followsFromTheEnding(Ending.How how, int status, String outcome) {
        serve(request().build(), Ending.of(how, status));
        assertThat(captured.only())
                .containsEntry("event.outcome", outcome)
                .doesNotContainKey("http.response.body.bytes");
    }

    @Test
    void personalDataInPathAndUserAgent_isRedacted() {
        serve(
                RequestHeads.get("/users/bob%40example.com/cards/4111111111111111")
                        .header("User-Agent", "bot (mailto:alice@example.com)")
                        .build(),
                Ending.of(Ending.How.RETURNED, 200));
        assertThat(captured.only())
                .containsEntry("url.path", "/users/[redacted:email]/cards/[redacted:card]")
                .containsEntry("user_agent.original", "bot (mailto:[redacted:email])");
        assertThat(captured.all()).doesNotContain("bob", "alice", "4111");
    }

    @Test
    void hostileHead_cannotForgeALine() {
        serve(
                RequestHeads.of("GET\r\n", "/a\"},{\n{}\u2028")
                        .header("User-Agent", "x\",\"log.level\":\"FATAL\r\n{\"a\":1}")
                        .build(),
                Ending.of(Ending.How.RETURNED, 200));
        assertThat(captured.only())
                .containsEntry("log.level", "INFO")
                .containsEntry("url.path", "/a\"},{\n{}\u2028")
                .containsEntry("user_agent.original", "x\",\"log.level\":\"FATAL\r\n{\"a\":1}");
    }

    @Test
    void absurdlyLongHead_isCut() {
        serve(
                RequestHeads.get("/" + "a".repeat(100_000))
                        .header("User-Agent", "b".repeat(100_000))
                        .build(),
                Ending.of(Ending.How.RETURNED, 200));
        Map<String, Object> line = captured.only();
        assertThat((String) line.get("url.path")).hasSizeLessThan(2100);
        assertThat((String) line.get("user_agent.original")).hasSizeLessThan(600);
    }

    /** The cut falls into the token: a rest that is no token any more would be shown as it is. */
    @Test
    void tokenAcrossTheCut_isRedacted() {
        String jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";
        serve(
                RequestHeads.get("/" + "z".repeat(2035) + "/" + jwt)
                        .header("User-Agent", "a".repeat(500) + " " + jwt)
                        .build(),
                Ending.of(Ending.How.RETURNED, 404));
        assertThat(captured.all()).doesNotContain("eyJ").contains("/zzz");
    }

    @Test
    void loggerThatIsOff_costsNothing() {
        LogbackSetup.builder()
                .level("access", Level.WARN)
                .output(new ByteArrayOutputStream())
                .install();
        assertThat(log.check(request().build())).isSameAs(Decision.proceed());
    }

    @Test
    void requestWithoutCorrelation_isLoggedWithoutIds() {
        ServerRequest request = RequestHeads.get("/").build();
        GuardChain.of(log).run(request);
        request.complete(Ending.of(Ending.How.RETURNED, 200));
        assertThat(captured.only()).doesNotContainKeys("http.request.id", "trace.id", "user_agent.original");
    }
}
