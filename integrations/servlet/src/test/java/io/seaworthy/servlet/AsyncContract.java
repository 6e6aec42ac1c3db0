package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestContext;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.testkit.RawConnection;
import io.seaworthy.testkit.RawResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Asynchronous servlets, and asynchronous guards before them. */
interface AsyncContract extends ContainerContract {

    Consumer<GuardChain.Builder> PENDING = chain -> chain.thenAsync(head -> CompletableFuture.supplyAsync(
            () -> Decision.proceed(HeaderEdits.builder().enforce("X-Later", "1").build())));

    /** A listener of which most tests need one method. */
    interface Listener extends AsyncListener {
        @Override
        default void onComplete(AsyncEvent event) {}

        @Override
        default void onTimeout(AsyncEvent event) throws IOException {}

        @Override
        default void onError(AsyncEvent event) {}

        @Override
        default void onStartAsync(AsyncEvent event) {}
    }

    @Test
    default void responseOfTheContext_isTheGuardedOne() throws Exception {
        try (Run run = run((request, response) -> {
            AsyncContext context = request.startAsync();
            context.start(() -> {
                HttpServletResponse later = (HttpServletResponse) context.getResponse();
                later.setHeader(ENFORCED, "application");
                context.complete();
            });
        })) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.all(ENFORCED)).containsExactly("guard");
            assertThat(run.ending().how()).isEqualTo(Ending.How.RETURNED);
        }
    }

    @Test
    default void timeoutThatNobodyListensFor_isAProblem() throws Exception {
        try (Run run = run((request, response) -> request.startAsync().setTimeout(50))) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.text()).contains("unavailable");
            assertThat(response.all(ENFORCED)).containsExactly("guard");
            assertThat(run.ending().how()).isEqualTo(Ending.How.TIMED_OUT);
        }
    }

    @Test
    default void timeoutThatTheApplicationAnswers_isItsAnswer() throws Exception {
        try (Run run = run((request, response) -> {
            AsyncContext context = request.startAsync();
            context.setTimeout(50);
            context.addListener(new Listener() {
                @Override
                public void onTimeout(AsyncEvent event) throws IOException {
                    response.setStatus(202);
                    response.setHeader(ENFORCED, "application");
                    response.getWriter().print("later");
                    context.complete();
                }
            });
        })) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(202);
            assertThat(response.text()).isEqualTo("later");
            assertThat(response.all(ENFORCED)).containsExactly("guard");
            assertThat(run.ending().how()).isEqualTo(Ending.How.TIMED_OUT);
        }
    }

    @Test
    default void exceptionAfterTheStart_isAProblemAndEndsIt() throws Exception {
        try (Run run = run((request, response) -> {
            request.startAsync();
            throw new IllegalStateException("secret detail");
        })) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.text()).contains("internal_error").doesNotContain("secret");
            assertThat(run.ending().how()).isEqualTo(Ending.How.FAILED);
        }
    }

    @Test
    default void exceptionInTheDispatch_isAProblem() throws Exception {
        try (Run run = run((request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                throw new IllegalStateException("secret detail");
            }
            request.startAsync().dispatch();
        })) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.text()).contains("internal_error").doesNotContain("secret");
            assertThat(response.all(ENFORCED)).containsExactly("guard");
            assertThat(run.ending().how()).isEqualTo(Ending.How.FAILED);
            assertThat(run.events).containsExactly(ChainEvent.HANDLER_FAILED);
        }
    }

    @Test
    default void dispatchedTwice_hasItsContextEachTimeAndCompletesOnce() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (Run run = run((request, response) -> {
            seen.add(
                    request.getDispatcherType() + " " + RequestContext.current().rawPath());
            if (seen.size() < 3) {
                AsyncContext context = request.startAsync();
                context.start(context::dispatch);
            } else {
                response.getWriter().print("done");
            }
        })) {
            assertThat(run.get("/a%20b").text()).isEqualTo("done");
            assertThat(seen).containsExactly("REQUEST /a%20b", "ASYNC /a%20b", "ASYNC /a%20b");
            assertThat(run.ending().how()).isEqualTo(Ending.How.RETURNED);
        }
    }

    @Test
    default void nonBlockingWrite_carriesTheHeaders() throws Exception {
        byte[] part = new byte[10_000];
        try (Run run = run((request, response) -> {
            AsyncContext context = request.startAsync();
            ServletOutputStream out = response.getOutputStream();
            response.setHeader(ENFORCED, "application");
            out.setWriteListener(new WriteListener() {
                private int left = 50;

                @Override
                public void onWritePossible() throws IOException {
                    while (out.isReady()) {
                        if (left-- == 0) {
                            context.complete();
                            return;
                        }
                        out.write(part);
                    }
                }

                @Override
                public void onError(Throwable failure) {
                    context.complete();
                }
            });
        })) {
            RawResponse response = run.get("/");
            assertThat(response.body()).hasSize(500_000);
            assertThat(response.all(ENFORCED)).containsExactly("guard");
            assertThat(run.ending()).isEqualTo(new Ending(Ending.How.RETURNED, 200, 500_000, null));
        }
    }

    @Test
    default void clientGoesAwayFromAnAsynchronousHandler_completesAtTheNextWrite() throws Exception {
        CompletableFuture<AsyncContext> started = new CompletableFuture<>();
        try (Run run = run((request, response) -> {
            AsyncContext context = request.startAsync();
            context.setTimeout(0);
            response.flushBuffer();
            started.complete(context);
        })) {
            RawConnection connection = run.connect();
            connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").awaitFirstByte();
            connection.abort();
            AsyncContext context = started.join();
            byte[] part = new byte[10_000];
            while (run.endings.isEmpty()) {
                try {
                    context.getResponse().getOutputStream().write(part);
                    context.getResponse().flushBuffer();
                } catch (IOException | IllegalStateException gone) {
                    break;
                }
            }
            assertThat(run.ending().how()).isEqualTo(Ending.How.ABORTED);
        }
    }

    @Test
    default void filterRegisteredByHand_waitsForItsGuardsWithTheThread() throws Exception {
        Run run = new Run();
        List<String> threads = new CopyOnWriteArrayList<>();
        try (run) {
            GuardChain chain = run.chain(PENDING.andThen(PENDING));
            run.start(
                    server(),
                    context -> {
                        var registration = context.addFilter("hand", SeaworthyFilter.of(chain));
                        registration.setAsyncSupported(true);
                        // Unmapped for ASYNC: a dispatch would pass the filter by.
                        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
                    },
                    null,
                    (request, response) -> {
                        threads.add(request.getDispatcherType().name());
                        response.getWriter().print("app");
                    });
            RawResponse response = run.get("/");
            assertThat(response.text()).isEqualTo("app");
            assertThat(response.all("X-Later")).containsExactly("1");
            assertThat(threads).containsExactly("REQUEST");
            assertThat(run.ending().how()).isEqualTo(Ending.How.RETURNED);
        }
    }

    @Test
    default void filterRegisteredByHand_refusesWhenAGuardTakesTooLong() throws Exception {
        Run run = new Run();
        try (run) {
            GuardChain chain = run.chain(
                    more -> more.thenAsync(head -> new CompletableFuture<>()).deadline(Duration.ofMillis(50)));
            run.start(
                    server(),
                    context -> context.addFilter("hand", SeaworthyFilter.of(chain))
                            .addMappingForUrlPatterns(null, false, "/*"),
                    null,
                    (request, response) -> response.getWriter().print("app"));
            assertThat(run.get("/").status()).isEqualTo(503);
            assertThat(run.ending().how()).isEqualTo(Ending.How.REJECTED);
        }
    }

    /** The wait for the guards has a timeout of its own; the handler must not inherit it. */
    @Test
    default void handlerBehindAPendingGuard_hasTheContainersTimeout() throws Exception {
        List<Long> timeouts = new CopyOnWriteArrayList<>();
        App app = (request, response) -> {
            AsyncContext context = request.startAsync();
            timeouts.add(context.getTimeout());
            context.complete();
        };
        try (Run run = run(app)) {
            run.get("/");
        }
        try (Run run = run(PENDING, app)) {
            run.get("/");
        }
        assertThat(timeouts).hasSize(2);
        assertThat(timeouts.get(1)).isEqualTo(timeouts.get(0)).isPositive();
    }

    @Test
    default void clientGoesAwayWhileAGuardIsPending_theGuardsPermitComesBack() throws Exception {
        CompletableFuture<Decision> stage = new CompletableFuture<>();
        CompletableFuture<Ending> returned = new CompletableFuture<>();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        try (Run run = run(
                chain -> chain.thenAsync(head -> {
                    asked.complete(null);
                    return stage;
                }),
                (request, response) -> response.getWriter().print("app"))) {
            RawConnection connection = run.connect();
            connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            asked.join();
            connection.abort();
            stage.complete(Decision.Proceed.of(HeaderEdits.none()).with(returned::complete));
            assertThat(returned.get(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(run.ending()).isNotNull();
        }
    }

    @Test
    default void pendingGuardRejectsALargeBody_isAnsweredReadably() throws Exception {
        Decision refusal = Decision.reject(Problem.of(429, "rate_limited", "Too many requests"));
        try (Run run = run(
                chain -> chain.thenAsync(head -> CompletableFuture.supplyAsync(() -> refusal)),
                (request, response) -> {})) {
            String body = "x".repeat(300_000);
            assertThat(run.send("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .status())
                    .isEqualTo(429);
        }
    }

    @Test
    default void deadline_returnsPermitsWhileTheHandlerStaysAway() throws Exception {
        CompletableFuture<Void> leave = new CompletableFuture<>();
        Run run = new Run();
        try (run) {
            GuardChain chain = run.chain(more -> {});
            run.start(
                    server(),
                    context -> SeaworthyFilter.builder(chain)
                            .deadline(Duration.ofMillis(50))
                            .build()
                            .register(context, "seaworthy"),
                    null,
                    (request, response) -> {
                        leave.get(10, TimeUnit.SECONDS);
                        response.getWriter().print("late");
                    });
            try (RawConnection connection = run.connect()) {
                connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(run.ending().how()).isEqualTo(Ending.How.TIMED_OUT);
                leave.complete(null);
                assertThat(connection.read().text()).isEqualTo("late");
            }
            assertThat(run.endings).isEmpty();
        }
    }
}
