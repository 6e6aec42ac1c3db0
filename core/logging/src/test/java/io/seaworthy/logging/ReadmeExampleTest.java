package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestContext;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.testkit.RequestHeads;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of the module's README, run. */
class ReadmeExampleTest {

    @Test
    void quickStart_logsOneEventPerRequest() {
        Captured captured = Captured.json(); // LogbackSetup.json("harbour") writes to the standard output

        GuardChain chain = GuardChain.builder()
                .then(CorrelationGuard.create())
                .then(AccessLog.create())
                .events(LoggingEvents.create())
                .build();

        serve(chain, RequestHeads.get("/notes").build());
        assertThat(captured.only()).containsEntry("url.path", "/notes").containsKeys("http.request.id", "trace.id");
    }

    @Test
    void hostileRequest_givesOneHarmlessLine() {
        Captured captured = Captured.json();
        GuardChain chain = GuardChain.of(CorrelationGuard.create(), AccessLog.create());
        serve(
                chain,
                RequestHeads.get("/users/bob%40example.com")
                        .header("X-Request-Id", "x\",\"log.level\":\"FATAL")
                        .header("User-Agent", "\u001b[2K\u202e\",\"message\":\"forged card 4111 1111 1111 1111")
                        .build());
        Map<String, Object> line = captured.only();
        assertThat(line)
                .containsEntry("log.level", "INFO")
                .containsEntry("url.path", "/users/[redacted:email]")
                .containsEntry("user_agent.original", "\u001b[2K\u202e\",\"message\":\"forged card [redacted:card]")
                .containsEntry("message", "GET /users/[redacted:email] 200");
        assertThat(captured.all())
                .contains(
                        "\"user_agent.original\":\"\\u001b[2K\\u202e\\\",\\\"message\\\":\\\"forged card [redacted:card]\"");
        assertThat((String) line.get("http.request.id")).hasSize(36);
    }

    @Test
    void wrongOrder_losesTheIds() {
        Captured captured = Captured.json();
        GuardChain wrong = GuardChain.of(AccessLog.create(), CorrelationGuard.create());
        serve(wrong, RequestHeads.get("/").build());
        assertThat(captured.only()).doesNotContainKey("trace.id");
    }

    @Test
    void accessLogBehindARefusal_seesNothing() {
        Captured captured = Captured.json();
        Guard refuse = head -> Decision.reject(Problem.of(403, "forbidden", "No"));
        serve(
                GuardChain.of(CorrelationGuard.create(), refuse, AccessLog.create()),
                RequestHeads.get("/").build());
        assertThat(captured.lines()).isEmpty();
    }

    @Test
    void idsGoAlong_toOtherThreadsAndServices() throws Exception {
        Captured captured = Captured.json();
        Logger logger = LoggerFactory.getLogger("app");
        AtomicReference<HttpRequest> sent = new AtomicReference<>();
        GuardChain chain = GuardChain.of(CorrelationGuard.create());
        ServerRequest request = RequestHeads.get("/").build();
        ExecutorService pool = Propagation.wrap(Executors.newFixedThreadPool(2));
        try {
            chain.run(request);
            try (var scope = RequestContext.open(request, List.of(CorrelationGuard.create()))) {
                HttpRequest.Builder call = HttpRequest.newBuilder(URI.create("http://stock.internal/"));
                sent.set(Outgoing.to(call, Correlation.current()).build());
                CompletableFuture.supplyAsync(() -> "a", pool)
                        .thenApplyAsync(Propagation.wrapFunction(text -> {
                            logger.info("made {}", text);
                            return text;
                        }))
                        .get();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(Correlation.current()).isNull();
        String requestId = (String) captured.only().get("http.request.id");
        assertThat(sent.get().headers().firstValue("X-Request-Id")).contains(requestId);
        assertThat(sent.get().headers().firstValue("traceparent")).isPresent();
    }

    private static void serve(GuardChain chain, ServerRequest request) {
        chain.run(request);
        request.complete(Ending.of(Ending.How.RETURNED, 200));
    }
}
