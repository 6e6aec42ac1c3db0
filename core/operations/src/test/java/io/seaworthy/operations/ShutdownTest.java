package io.seaworthy.operations;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import io.seaworthy.testkit.RequestHeads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShutdownTest {

    private static final Ending DONE = Ending.of(Ending.How.RETURNED, 200);

    private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

    private static Shutdown.Builder quick() {
        return Shutdown.builder().drainDelay(Duration.ZERO);
    }

    private static ServerRequest begin(Shutdown shutdown) {
        ServerRequest request = RequestHeads.get("/").build();
        assertThat(GuardChain.of(shutdown).run(request).proceeds()).isTrue();
        return request;
    }

    private static void waitUntilRefusing(Shutdown shutdown) {
        while (shutdown.check(RequestHeads.get("/").build()) instanceof Decision.Proceed proceed) {
            proceed.completion().complete(DONE);
            Thread.onSpinWait();
        }
    }

    @Test
    void serving_countsWhatIsInFlight() {
        Shutdown shutdown = quick().build();
        ServerRequest one = begin(shutdown);
        ServerRequest two = begin(shutdown);
        assertThat(shutdown.inFlight()).isEqualTo(2);

        one.complete(DONE);
        one.complete(DONE);
        two.complete(Ending.of(Ending.How.ABORTED, 0));

        assertThat(shutdown.inFlight()).isZero();
        assertThat(shutdown.isDraining()).isFalse();
    }

    @Test
    void draining_servesWhileReadinessIsDown() throws Exception {
        CountDownLatch draining = new CountDownLatch(1);
        Shutdown shutdown = Shutdown.builder()
                .drainDelay(Duration.ofMinutes(5))
                .onDrain(draining::countDown)
                .build();
        Health health = Health.builder().draining(shutdown::isDraining).build();
        assertThat(health.ready().isUp()).isTrue();
        Thread stopper = new Thread(shutdown::stop);
        stopper.start();
        draining.await();

        assertThat(health.ready().status()).isEqualTo(503);
        begin(shutdown).complete(DONE);

        stopper.interrupt(); // ends the delay
        stopper.join();
        assertThat(shutdown.check(RequestHeads.get("/").build())).rejects(503, "overloaded");
    }

    @Test
    void refusing_closesTheConnection() {
        Shutdown shutdown = quick().build();
        shutdown.stop();

        assertThat(shutdown.check(RequestHeads.get("/").build()))
                .rejects(503, "overloaded")
                .setsHeader("Connection", "close")
                .setsHeader("Retry-After", "1");
        assertThat(shutdown.inFlight()).isZero();
    }

    @Test
    void requestsInFlight_finishBeforeAnythingIsClosed() {
        Shutdown shutdown = quick().close("server", () -> closed.add("server"))
                .close("pool", () -> closed.add("pool"))
                .build();
        ServerRequest request = begin(shutdown);
        CompletableFuture<Shutdown.Result> stop = CompletableFuture.supplyAsync(shutdown::stop);
        waitUntilRefusing(shutdown);
        assertThat(closed).isEmpty();
        assertThat(stop).isNotDone();

        request.complete(DONE);

        assertThat(stop.join().isClean()).isTrue();
        assertThat(closed).containsExactly("server", "pool");
    }

    @Test
    void requestsBeyondTheDeadline_areAbandonedAndCounted() {
        Shutdown shutdown = quick().inFlightDeadline(Duration.ofMillis(20))
                .close("pool", () -> closed.add("pool"))
                .build();
        begin(shutdown);

        Shutdown.Result result = shutdown.stop();

        assertThat(result.abandonedRequests()).isEqualTo(1);
        assertThat(result.isClean()).isFalse();
        assertThat(closed).containsExactly("pool");
    }

    @Test
    void aResourceThatFailsOrHangs_keepsNoOtherOpen() {
        CountDownLatch never = new CountDownLatch(1);
        Shutdown shutdown = quick().closeDeadline(Duration.ofMillis(200))
                .close("failing", () -> {
                    throw new IllegalStateException("password=hunter2");
                })
                .close("hanging", never::await)
                .close("pool", () -> closed.add("pool"))
                .build();

        Shutdown.Result result = shutdown.stop();

        assertThat(result.failures()).contains("failing: IllegalStateException", "hanging: not closed in time");
        while (closed.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(closed).containsExactly("pool");
        never.countDown();
    }

    @Test
    void severalStops_areOne() throws Exception {
        AtomicInteger closes = new AtomicInteger();
        Shutdown shutdown = quick().close("pool", closes::incrementAndGet).build();
        List<CompletableFuture<Shutdown.Result>> all = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(4);
        for (int i = 0; i < 4; i++) {
            CompletableFuture<Shutdown.Result> result = new CompletableFuture<>();
            all.add(result);
            new Thread(() -> {
                        try {
                            together.await();
                            result.complete(shutdown.stop());
                        } catch (Exception e) {
                            result.completeExceptionally(e);
                        }
                    })
                    .start();
        }

        for (CompletableFuture<Shutdown.Result> result : all) {
            assertThat(result.get()).isSameAs(shutdown.stop());
        }
        assertThat(closes).hasValue(1);
    }

    @Test
    void aStopUnderLoad_losesNoPermit() throws Exception {
        Shutdown shutdown = quick().build();
        AtomicInteger served = new AtomicInteger();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread client = new Thread(() -> {
                while (shutdown.check(RequestHeads.get("/").build()) instanceof Decision.Proceed proceed) {
                    served.incrementAndGet();
                    proceed.completion().complete(DONE);
                }
            });
            clients.add(client);
            client.start();
        }
        while (served.get() < 1_000) {
            Thread.onSpinWait();
        }

        Shutdown.Result result = shutdown.stop();
        for (Thread client : clients) {
            client.join();
        }

        assertThat(result.isClean()).isTrue();
        assertThat(shutdown.inFlight()).isZero();
    }

    @Test
    void anActionThatThrows_doesNotStopTheStop() {
        Shutdown shutdown = quick().onDrain(() -> {
                    throw new IllegalStateException();
                })
                .close("pool", () -> closed.add("pool"))
                .build();

        assertThat(shutdown.stop().failures()).containsExactly("onDrain: IllegalStateException");
        assertThat(closed).containsExactly("pool");
    }

    @Test
    void evidence_calls_aMissingDelay_weak() {
        assertThat(quick().build().evidence()).allMatch(one -> one.isWeakened());
        assertThat(Shutdown.builder().build().evidence())
                .allMatch(one -> !one.isWeakened() && one.id().equals("OPS-SHUTDOWN"));
    }

    @Test
    void wrongOptions_areReportedTogether() {
        ConfigurationException faults = catchThrowableOfType(
                ConfigurationException.class,
                () -> Shutdown.builder()
                        .drainDelay(Duration.ofHours(1))
                        .drainDelay(Duration.ofSeconds(-1))
                        .inFlightDeadline(Duration.ofMillis(-1))
                        .closeDeadline(Duration.ZERO)
                        .close("", () -> {})
                        .build());

        assertThat(faults.violations())
                .extracting(Violation::path)
                .containsExactlyInAnyOrder("drainDelay", "drainDelay", "inFlightDeadline", "closeDeadline", "close[0]");
    }
}
