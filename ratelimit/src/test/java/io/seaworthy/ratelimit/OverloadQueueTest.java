package io.seaworthy.ratelimit;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.Outcome;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.testkit.RequestHeads;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OverloadQueueTest {

    private record Wait(long until, Runnable end) {}

    private final VirtualTicker ticker = VirtualTicker.create();
    private final List<Wait> waits = new ArrayList<>();
    private final OverloadGuard guard = OverloadGuard.builder(2)
            .guarantee("critical", 50, "/critical")
            .exempt("/health")
            .build();
    private final OverloadQueue queue =
            new OverloadQueue(guard, 3, ticker, (nanos, end) -> waits.add(new Wait(ticker.nanos() + nanos, end)));

    private void advance(Duration step) {
        ticker.advance(step);
        for (Wait wait : List.copyOf(waits)) {
            if (ticker.nanos() - wait.until >= 0 && waits.remove(wait)) {
                wait.end.run();
            }
        }
    }

    private CompletableFuture<Decision> ask(String path) {
        return queue.check(RequestHeads.get(path).build()).toCompletableFuture();
    }

    private static void end(CompletableFuture<Decision> admitted) {
        Decision.Proceed held = (Decision.Proceed) admitted.join();
        held.completion().complete(Ending.of(Ending.How.RETURNED, 200));
    }

    @Test
    void freePermit_needsNoWait() {
        assertThat(ask("/")).isCompleted();
        assertThat(ask("/health")).isCompletedWithValue(Decision.proceed());
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void firstCome_isFirstServed() {
        CompletableFuture<Decision> inside = ask("/");
        CompletableFuture<Decision> first = ask("/");
        CompletableFuture<Decision> second = ask("/");
        assertThat(first).isNotDone();
        end(inside);
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        end(first);
        end(second);
        assertThat(guard.inFlight()).isZero();
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void fullQueue_refusesAtOnce() {
        ask("/");
        List<CompletableFuture<Decision>> waiting = List.of(ask("/"), ask("/"), ask("/"));
        assertThat(ask("/").join()).rejects(503, "overloaded").setsHeader("Retry-After", "1");
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void burst_mayWaitForTheInterval() {
        ask("/");
        CompletableFuture<Decision> waiter = ask("/");
        advance(Duration.ofMillis(99));
        assertThat(waiter).isNotDone();
        advance(Duration.ofMillis(1));
        assertThat(waiter.join()).rejects(503, "overloaded");
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void lastingLoad_mayWaitForTheTargetOnly() {
        CompletableFuture<Decision> inside = ask("/");
        ask("/");
        advance(Duration.ofMillis(60));
        ask("/");
        advance(Duration.ofMillis(41));
        // The queue has not been empty for more than 100 ms.
        CompletableFuture<Decision> late = ask("/");
        advance(Duration.ofMillis(4));
        assertThat(late).isNotDone();
        advance(Duration.ofMillis(1));
        assertThat(late.join()).rejects(503, "overloaded");

        advance(Duration.ofMillis(60));
        end(inside);
        CompletableFuture<Decision> again = ask("/");
        assertThat(again).isCompleted();
        CompletableFuture<Decision> patient = ask("/");
        advance(Duration.ofMillis(50));
        assertThat(patient).as("an empty queue begins a new burst").isNotDone();
    }

    @Test
    void guaranteedClass_hasItsPermitAndIsServedFirst() {
        CompletableFuture<Decision> shared = ask("/");
        CompletableFuture<Decision> waiting = ask("/");
        assertThat(ask("/critical")).isCompleted();
        CompletableFuture<Decision> critical = ask("/critical");
        assertThat(critical).isNotDone();
        end(shared);
        assertThat(critical).isCompleted();
        assertThat(waiting).isNotDone();
    }

    @Test
    void abandonedStage_givesItsPermitBack() {
        CompletableFuture<Decision> inside = ask("/");
        CompletableFuture<Decision> gone = ask("/");
        CompletableFuture<Decision> next = ask("/");
        gone.cancel(false);
        end(inside);
        assertThat(next).isCompleted();
        end(next);
        assertThat(guard.inFlight()).isZero();
    }

    /** As many as fit into a long queue: who has gone must not cost a stack frame each. */
    @Test
    void manyAbandonedStages_giveTheirPermitsBack() {
        OverloadGuard one = OverloadGuard.limit(1);
        OverloadQueue longer = new OverloadQueue(one, 50_000, ticker, (nanos, end) -> {});
        RequestHead head = RequestHeads.get("/").build();
        CompletableFuture<Decision> inside = longer.check(head).toCompletableFuture();
        for (int i = 0; i < 50_000; i++) {
            longer.check(head).toCompletableFuture().cancel(false);
        }
        end(inside);
        assertThat(longer.waiting()).isZero();
        assertThat(one.inFlight()).isZero();
        assertThat(longer.check(head).toCompletableFuture()).isCompleted();
    }

    @Test
    void secondQueue_isAProgrammersError() {
        assertThatThrownBy(() -> OverloadQueue.of(guard, 1)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 100_001})
    void unusableSize_isAFault(int size) {
        OverloadGuard fresh = OverloadGuard.limit(1);
        assertThatThrownBy(() -> OverloadQueue.of(fresh, size)).isInstanceOf(ConfigurationException.class);
    }

    /** Real threads and the real timer: whatever happens, every request is answered and every permit comes back. */
    @Test
    void manyThreads_loseNoPermitAndNoRequest() throws Exception {
        OverloadGuard small = OverloadGuard.limit(3);
        GuardChain chain =
                GuardChain.builder().thenAsync(OverloadQueue.of(small, 50)).build();
        int requests = 20_000;
        CountDownLatch answered = new CountDownLatch(requests);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < requests; i++) {
                threads.execute(() -> {
                    ServerRequest request = RequestHeads.get("/").build();
                    Outcome now = chain.run(request, threads, later -> finish(request, later, inside, most, answered));
                    if (now != null) {
                        finish(request, now, inside, most, answered);
                    }
                });
            }
            assertThat(answered.await(50, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
        }
        assertThat(most.get()).isBetween(1, 3);
        assertThat(small.inFlight()).isZero();
    }

    private static void finish(
            ServerRequest request, Outcome outcome, AtomicInteger inside, AtomicInteger most, CountDownLatch answered) {
        if (outcome.proceeds()) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            inside.decrementAndGet();
            request.complete(Ending.of(Ending.How.RETURNED, 200));
        }
        answered.countDown();
    }
}
