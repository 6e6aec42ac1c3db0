package io.seaworthy.testkit;

import static io.seaworthy.testkit.KitRun.require;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.seaworthy.kernel.AsyncGuard;
import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.HeaderEdits;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Law 5: a guard that fails refuses, and one that never decides refuses at the deadline. */
interface FailClosedLaws extends AdapterUnderTest {

    @TestFactory
    default Stream<DynamicTest> aGuardFails_theRequestIsRefused() {
        Map<String, Guard> guards = Map.of(
                "throws",
                head -> {
                    throw new IllegalStateException("secret detail");
                },
                "throws an Error",
                head -> {
                    throw new StackOverflowError("secret detail");
                },
                "returns null",
                KitRun::nothing);
        return guards.entrySet().stream()
                .map(guard ->
                        dynamicTest(guard.getKey(), () -> assertRefused(chain -> chain.then(guard.getValue()), 500)));
    }

    @TestFactory
    default Stream<DynamicTest> anAsynchronousGuardFails_theRequestIsRefused() {
        Map<String, AsyncGuard> guards = Map.of(
                "throws",
                head -> {
                    throw new IllegalStateException("secret detail");
                },
                "returns null",
                KitRun::nothing,
                "is complete with null",
                head -> CompletableFuture.completedFuture(KitRun.nothing(head)),
                "has failed",
                head -> CompletableFuture.failedFuture(new IllegalStateException("secret detail")),
                "fails later",
                head -> CompletableFuture.supplyAsync(() -> {
                    throw new IllegalStateException("secret detail");
                }),
                "is null later",
                head -> CompletableFuture.supplyAsync(() -> KitRun.nothing(head)),
                "is cancelled",
                head -> {
                    CompletableFuture<Decision> stage = new CompletableFuture<>();
                    stage.cancel(false);
                    return stage;
                });
        return guards.entrySet().stream()
                .map(guard -> dynamicTest(guard.getKey(), () -> {
                    require(this, Capability.ASYNC_GUARDS);
                    assertRefused(chain -> chain.thenAsync(guard.getValue()), 500);
                }));
    }

    @Test
    default void aStageNeverCompletes_theAnswerIs503AtTheDeadline() throws Exception {
        require(this, Capability.ASYNC_GUARDS);
        KitRun run = assertRefused(
                chain -> chain.deadline(Duration.ofMillis(200)).thenAsync(head -> new CompletableFuture<>()), 503);
        run.assertEvent(ChainEvent.GUARD_TIMED_OUT);
    }

    @Test
    default void aStageDecidesAfterTheDeadline_itsPermitComesBack() throws Exception {
        require(this, Capability.ASYNC_GUARDS);
        CompletableFuture<Decision> stage = new CompletableFuture<>();
        CountDownLatch returned = new CountDownLatch(1);
        try (KitRun run = KitRun.start(
                this,
                chain -> chain.deadline(Duration.ofMillis(100)).thenAsync(head -> stage),
                x -> x.send(new byte[0]))) {
            assertThat(run.get("/").status()).isEqualTo(503);
            stage.complete(Decision.Proceed.of(HeaderEdits.none()).with(ending -> returned.countDown()));
            assertThat(returned.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private KitRun assertRefused(Consumer<GuardChain.Builder> guards, int status) throws Exception {
        AtomicInteger handled = new AtomicInteger();
        try (KitRun run = KitRun.start(this, guards, x -> handled.incrementAndGet())) {
            RawResponse response = run.get("/");
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.header("Content-Type")).startsWith("application/problem+json");
            assertThat(response.text()).doesNotContain("secret detail", "Exception", "Error");
            run.witness().assertMarked(response);
            assertThat(run.witness().awaitEnding()).isEqualTo(Ending.of(Ending.How.REJECTED, status));
            assertThat(handled).hasValue(0);
            if (status == 500) {
                run.assertEvent(ChainEvent.GUARD_FAILED);
            }
            return run;
        }
    }
}
