package io.seaworthy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerRequestTest {

    @Test
    void completeRacingWithAccept_firesEveryCompletionExactlyOnce() throws Exception {
        int rounds = Boolean.getBoolean("seaworthy.long") ? 200_000 : 2_000;
        CyclicBarrier barrier = new CyclicBarrier(2);
        for (int round = 0; round < rounds; round++) {
            TestRequest request = new TestRequest();
            AtomicInteger fired = new AtomicInteger();
            Thread aborter = new Thread(() -> {
                meet(barrier);
                request.complete(Ending.of(Ending.How.ABORTED, 0));
            });
            aborter.start();
            meet(barrier);
            Decision.Proceed proceed =
                    Decision.Proceed.of(Attributes.none()).with((Completion) ending -> fired.incrementAndGet());
            request.accept(proceed);
            request.accept(proceed);
            request.complete(Ending.of(Ending.How.RETURNED, 200));
            aborter.join();
            assertThat(fired).as("round %d", round).hasValue(2);
        }
    }

    @Test
    void complete_onlyTheFirstEndingCounts() {
        TestRequest request = new TestRequest();
        StringBuilder seen = new StringBuilder();
        request.accept(Decision.Proceed.of(Attributes.none()).with((Completion) ending -> seen.append(ending.how())));

        request.complete(Ending.of(Ending.How.FAILED, 500));
        request.complete(Ending.of(Ending.How.RETURNED, 200));

        assertThat(seen).hasToString("FAILED");
        assertThat(request.isCompleted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5})
    void complete_firesEachOnce_theLastGuardsFirst(int count) {
        TestRequest request = new TestRequest();
        List<Integer> seen = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int guard = i;
            request.accept(Decision.Proceed.of(Attributes.none()).with((Completion) ending -> seen.add(guard)));
            expected.add(0, guard);
        }
        assertThat(request.isCompleted()).isFalse();

        request.complete(Ending.of(Ending.How.RETURNED, 200));
        request.complete(Ending.of(Ending.How.ABORTED, 0));

        assertThat(seen).isEqualTo(expected);
        assertThat(request.isCompleted()).isTrue();
    }

    @Test
    void acceptAfterTheEnd_firesAtOnceWithThatEnding() {
        TestRequest request = new TestRequest();
        List<Ending.How> seen = new ArrayList<>();
        request.complete(Ending.of(Ending.How.ABORTED, 0));

        request.accept(Decision.Proceed.of(Attributes.none()).with((Completion) ending -> seen.add(ending.how())));

        assertThat(seen).containsExactly(Ending.How.ABORTED);
    }

    @Test
    void time_isReadOnce_andAgainAfterAWait() {
        TestRequest request = new TestRequest();
        long first = request.nanos();
        while (System.nanoTime() == first) {
            Thread.onSpinWait();
        }
        assertThat(request.nanos()).isEqualTo(first);

        CompletableFuture<Decision> pending = new CompletableFuture<>();
        List<Long> seen = new ArrayList<>();
        GuardChain chain = GuardChain.builder()
                .thenAsync(head -> pending)
                .then(head -> {
                    seen.add(head.nanos());
                    return Decision.proceed();
                })
                .build();
        assertThat(chain.run(request, Runnable::run, outcome -> {})).isNull();
        pending.complete(Decision.proceed());
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0) - first).isPositive();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
