package io.seaworthy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.http.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AsyncGuardChainTest {

    private static final Executor DIRECT = Runnable::run;

    private final TestRequest request = new TestRequest();
    private final LinkedBlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final List<String> trace = new ArrayList<>();

    private static GuardChain chain(AsyncGuard guard, Guard... rest) {
        GuardChain.Builder builder = GuardChain.builder()
                .events(Events.none())
                .deadline(Duration.ofSeconds(30))
                .thenAsync(guard);
        for (Guard next : rest) {
            builder.then(next);
        }
        return builder.build();
    }

    @Test
    void completeStage_isTakenInPlace_withoutTheExecutor() {
        Executor none = work -> {
            throw new AssertionError("no hop is needed");
        };

        Outcome outcome = chain(head -> CompletableFuture.completedFuture(Decision.proceed()))
                .run(request, none, outcomes::add);

        assertThat(outcome).isNotNull();
        assertThat(outcomes).isEmpty();
    }

    @Test
    void pendingStage_goesOnOnTheExecutor_withALiveSnapshot() {
        CompletableFuture<Decision> stage = new CompletableFuture<>();
        List<Runnable> queue = new ArrayList<>();
        GuardChain chain = chain(head -> stage, head -> {
            trace.add(head.method() + " " + head.rawPath());
            return Decision.proceed();
        });

        assertThat(chain.run(request, queue::add, outcomes::add)).isNull();
        int readsAtSnapshot = request.reads;
        stage.complete(Decision.proceed());
        assertThat(trace).isEmpty();
        queue.remove(0).run();

        assertThat(trace).containsExactly("GET /path");
        assertThat(request.reads).isEqualTo(readsAtSnapshot);
        assertThat(outcomes).hasSize(1);
    }

    @Test
    void pendingStageThatRejects_endsTheWalk() {
        CompletableFuture<Decision> stage = new CompletableFuture<>();
        GuardChain chain = chain(head -> stage, head -> {
            throw new AssertionError("must not run");
        });

        chain.run(request, DIRECT, outcomes::add);
        stage.complete(Decision.reject(Problem.of(401, "unauthenticated", "No")));

        assertThat(status()).isEqualTo(401);
    }

    @Test
    void receiverOfEventsThatThrows_doesNotKeepTheAnswer() {
        CompletableFuture<Decision> stage = new CompletableFuture<>();
        GuardChain chain = GuardChain.builder()
                .events((reason, head, cause) -> {
                    throw new IllegalStateException("broken receiver");
                })
                .thenAsync(head -> stage)
                .build();

        chain.run(request, DIRECT, outcomes::add);
        stage.completeExceptionally(new IllegalStateException());

        assertThat(status()).isEqualTo(500);
    }

    @Test
    void stageThatFails_rejects() {
        CompletableFuture<Decision> stage = new CompletableFuture<>();
        chain(head -> stage).run(request, DIRECT, outcomes::add);

        stage.completeExceptionally(new IllegalStateException());

        assertThat(status()).isEqualTo(500);
    }

    @Test
    void stageThatEndsWithNull_rejects() {
        CompletableFuture<Decision> stage = new CompletableFuture<>();
        chain(head -> stage).run(request, DIRECT, outcomes::add);

        stage.complete(null);

        assertThat(status()).isEqualTo(500);
    }

    @Test
    @SuppressWarnings("NullAway")
    void guardThatThrowsOrReturnsNoStage_rejects() {
        AsyncGuard throwing = head -> {
            throw new IllegalStateException();
        };
        AsyncGuard nothing = head -> (CompletionStage<Decision>) null;

        for (AsyncGuard guard : List.of(throwing, nothing)) {
            Outcome outcome = chain(guard).run(new TestRequest(), DIRECT, outcomes::add);
            assertThat(((Decision.Reject) outcome.decision()).problem().status())
                    .isEqualTo(500);
        }
    }

    @Test
    void deadline_answers503_andALateDecisionReturnsItsPermit() throws Exception {
        CompletableFuture<Decision> stage = new CompletableFuture<>();
        GuardChain chain = GuardChain.builder()
                .deadline(Duration.ofMillis(20))
                .thenAsync(head -> stage)
                .build();

        chain.run(request, DIRECT, outcomes::add);
        Outcome outcome = outcomes.poll(10, TimeUnit.SECONDS);

        assertThat(((Decision.Reject) outcome.decision()).problem().status()).isEqualTo(503);
        stage.complete(Decision.Proceed.of(Attributes.none())
                .with((Completion) ending -> trace.add("released " + ending.how())));
        assertThat(trace).containsExactly("released REJECTED");
        assertThat(outcomes).isEmpty();
    }

    @Test
    void executorThatIsShuttingDown_stillGivesAnAnswer() {
        CompletableFuture<Decision> stage = new CompletableFuture<>();
        Executor closed = work -> {
            throw new RejectedExecutionException();
        };
        chain(head -> stage).run(request, closed, outcomes::add);

        stage.complete(Decision.proceed());

        assertThat(outcomes).hasSize(1);
    }

    @Test
    void twoPendingGuards_areAwaitedOneAfterTheOther() {
        CompletableFuture<Decision> first = new CompletableFuture<>();
        CompletableFuture<Decision> second = new CompletableFuture<>();
        GuardChain chain = GuardChain.builder()
                .thenAsync(head -> first)
                .thenAsync(head -> second)
                .build();

        chain.run(request, DIRECT, outcomes::add);
        second.complete(Decision.proceed());
        assertThat(outcomes).isEmpty();
        first.complete(Decision.proceed());

        assertThat(outcomes).hasSize(1);
    }

    @Test
    void clientThatLeavesWhileAGuardDecides_getsItsPermitBackAtOnce() {
        CompletableFuture<Decision> stage = new CompletableFuture<>();
        chain(head -> stage).run(request, DIRECT, outcomes::add);

        request.complete(Ending.of(Ending.How.ABORTED, 0));
        stage.complete(Decision.Proceed.of(Attributes.none())
                .with((Completion) ending -> trace.add("released " + ending.how())));

        assertThat(trace).containsExactly("released ABORTED");
    }

    @Test
    void viewAfterClose_throwsInsteadOfReadingARecycledRequest() {
        request.close();

        assertThatThrownBy(request::method).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> request.header("a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(request::attributes).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void snapshot_matchesNamesWithoutCase() {
        request.fields.put("X-Thing", List.of("1", "2"));
        request.detach();

        assertThat(request.header("x-thing")).isEqualTo("1");
        assertThat(request.headers("X-THING")).containsExactly("1", "2");
        assertThat(request.header("absent")).isNull();
    }

    private int status() {
        Outcome outcome = outcomes.remove();
        return ((Decision.Reject) outcome.decision()).problem().status();
    }
}
