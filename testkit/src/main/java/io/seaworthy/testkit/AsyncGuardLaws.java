package io.seaworthy.testkit;

import static io.seaworthy.testkit.KitRun.bytes;
import static io.seaworthy.testkit.KitRun.require;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.AsyncGuard;
import io.seaworthy.kernel.Attribute;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestContext;
import io.seaworthy.kernel.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Laws 6 and 8: synchronous stays synchronous, waiting takes no thread, and one view serves the whole request. */
interface AsyncGuardLaws extends AdapterUnderTest {

    @Test
    default void synchronousChain_stepsToNoOtherThread() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (KitRun run = KitRun.start(
                this,
                chain -> chain.then(head -> {
                    threads.add(Thread.currentThread());
                    return Decision.proceed();
                }),
                x -> {
                    threads.add(Thread.currentThread());
                    x.send(bytes("kit"));
                })) {
            run.get("/");
            assertThat(threads).hasSize(1);
        }
    }

    @Test
    default void completeStage_stepsToNoOtherThread() throws Exception {
        require(this, Capability.ASYNC_GUARDS);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (KitRun run = KitRun.start(
                this,
                chain -> chain.thenAsync(head -> {
                    threads.add(Thread.currentThread());
                    return CompletableFuture.completedFuture(Decision.proceed());
                }),
                x -> {
                    threads.add(Thread.currentThread());
                    x.send(bytes("kit"));
                })) {
            run.get("/");
            assertThat(threads).hasSize(1);
        }
    }

    @Test
    default void pendingStageProceeds_theApplicationAnswersWithAllEdits() throws Exception {
        require(this, Capability.ASYNC_GUARDS);
        Decision later = Decision.proceed(
                HeaderEdits.builder().enforce("X-Kit-Later", "1").build());
        AsyncGuard guard = head -> CompletableFuture.supplyAsync(() -> later);
        try (KitRun run =
                KitRun.start(this, chain -> chain.thenAsync(guard).thenAsync(guard), x -> x.send(bytes("kit")))) {
            RawResponse response = run.get("/");
            assertThat(response.text()).isEqualTo("kit");
            assertThat(response.header("X-Kit-Later")).isEqualTo("1");
            run.witness().assertMarked(response);
            assertThat(run.witness().awaitEnding().how()).isEqualTo(Ending.How.RETURNED);
        }
    }

    @Test
    default void pendingStageRejects_theRejectionCarriesEarlierEdits() throws Exception {
        require(this, Capability.ASYNC_GUARDS);
        try (KitRun run = KitRun.start(
                this,
                chain -> chain.thenAsync(head -> CompletableFuture.supplyAsync(() -> RejectionLaws.REFUSAL)),
                x -> {})) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(429);
            run.witness().assertMarked(response);
            assertThat(run.witness().endings()).containsExactly(Ending.of(Ending.How.REJECTED, 429));
        }
    }

    @Test
    default void applicationFailsBehindAPendingStage_theAnswerIsA500() throws Exception {
        require(this, Capability.ASYNC_GUARDS);
        try (KitRun run = KitRun.start(
                this, chain -> chain.thenAsync(head -> CompletableFuture.supplyAsync(Decision::proceed)), x -> {
                    throw new IllegalStateException("secret detail");
                })) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.text()).doesNotContain("secret detail");
            run.witness().assertMarked(response);
            assertThat(run.witness().awaitEnding().how()).isEqualTo(Ending.How.FAILED);
        }
    }

    @Test
    default void requestBodyBehindAPendingStage_isReadAsUsual() throws Exception {
        require(this, Capability.ASYNC_GUARDS);
        try (KitRun run = KitRun.start(
                        this,
                        chain -> chain.thenAsync(head -> CompletableFuture.supplyAsync(Decision::proceed)),
                        x -> x.send(x.requestBody().readAllBytes()));
                RawConnection connection = run.connect()) {
            connection.send(KitRun.head("POST", "/") + "Content-Length: 5\r\n\r\nhello");
            assertThat(connection.read("POST").text()).isEqualTo("hello");
        }
    }

    @Test
    default void headReadOnAnotherThreadWhileWaiting_isTheSnapshot() throws Exception {
        require(this, Capability.ASYNC_GUARDS);
        AsyncGuard reader = head -> {
            CompletableFuture<Decision> stage = new CompletableFuture<>();
            KitRun.elsewhere(() -> {
                // The view must have been detached by now, or its server may be recycling it.
                Thread.sleep(50);
                stage.complete(Decision.proceed(HeaderEdits.forOneRequest()
                        .enforce(
                                "X-Kit-Read",
                                head.method() + ' ' + head.rawPath() + '?' + head.rawQuery() + ' ' + head.header("x-a"))
                        .build()));
            });
            return stage;
        };
        try (KitRun run = KitRun.start(this, chain -> chain.thenAsync(reader), x -> x.send(bytes("kit")))) {
            assertThat(run.get("/a%20b?c=d", "X-A: 1").header("X-Kit-Read")).isEqualTo("GET /a%20b?c=d 1");
        }
    }

    @Test
    default void manyPendingStages_takeNoThreads() throws Exception {
        require(this, Capability.ASYNC_GUARDS);
        int count = 100;
        CountDownLatch waiting = new CountDownLatch(count);
        CompletableFuture<Decision> release = new CompletableFuture<>();
        AsyncGuard guard = head -> {
            waiting.countDown();
            return release;
        };
        List<RawConnection> connections = new ArrayList<>();
        try (KitRun run = KitRun.start(this, chain -> chain.thenAsync(guard), x -> x.send(bytes("kit")))) {
            for (int i = 0; i < count; i++) {
                connections.add(run.connect().send(KitRun.head("GET", "/") + "\r\n"));
            }
            // The kit's executor has 16 threads: a waiting request that held one would keep the others out.
            KitRun.eventually("all requests wait", () -> waiting.getCount() == 0);
            KitRun.elsewhere(() -> release.complete(Decision.proceed()));
            for (RawConnection connection : connections) {
                assertThat(connection.read().text()).isEqualTo("kit");
            }
        } finally {
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    default void oneView_servesAllGuardsAndTheHandler() throws Exception {
        Attribute<Integer> depth = Attribute.of("kit.depth", Integer.class);
        List<RequestHead> seen = new ArrayList<>();
        try (KitRun run = KitRun.start(
                this,
                chain -> chain.then(head -> {
                            seen.add(head);
                            return Decision.proceed(depth, 1);
                        })
                        .then(head -> {
                            seen.add(head);
                            Integer before = head.attribute(depth);
                            return Decision.proceed(depth, before == null ? -1 : before + 1);
                        }),
                x -> {
                    seen.add(RequestContext.current());
                    x.send(bytes(String.valueOf(RequestContext.get(depth))));
                })) {
            assertThat(run.get("/").text()).isEqualTo("2");
            assertThat(seen).hasSize(3);
            assertThat(seen.get(1)).isSameAs(seen.get(0));
            assertThat(seen.get(2)).isSameAs(seen.get(0));
        }
    }

    @Test
    default void theView_throwsOnceTheRequestIsOver() throws Exception {
        AtomicReference<RequestHead> kept = new AtomicReference<>();
        try (KitRun run = KitRun.start(
                this,
                chain -> chain.then(head -> {
                    kept.set(head);
                    return Decision.proceed();
                }),
                x -> x.send(bytes("kit")))) {
            run.get("/");
            RequestHead head = Objects.requireNonNull(kept.get());
            KitRun.eventually("the view is closed", () -> isClosed(head));
            assertThatThrownBy(() -> head.header("Host")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(head::attributes).isInstanceOf(IllegalStateException.class);
        }
    }

    private static boolean isClosed(RequestHead head) {
        try {
            head.method();
            return false;
        } catch (IllegalStateException closed) {
            return true;
        }
    }
}
