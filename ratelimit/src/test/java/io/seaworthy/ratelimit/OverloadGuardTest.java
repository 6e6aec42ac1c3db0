package io.seaworthy.ratelimit;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.testkit.RequestHeads;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverloadGuardTest {

    private static ServerRequest run(GuardChain chain, String path) {
        ServerRequest request = RequestHeads.get(path).build();
        chain.run(request);
        return request;
    }

    @Test
    void beyondTheLimit_requestsAreRefused() {
        OverloadGuard guard = OverloadGuard.limit(2);
        GuardChain chain = GuardChain.of(guard);
        assertThat(run(chain, "/").outcome().proceeds()).isTrue();
        assertThat(run(chain, "/").outcome().proceeds()).isTrue();
        assertThat(run(chain, "/").outcome().decision())
                .rejects(503, "overloaded")
                .setsHeader("Retry-After", "1");
        assertThat(guard.inFlight()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Ending.How.class)
    void everyEnding_returnsThePermitOnce(Ending.How how) {
        OverloadGuard guard = OverloadGuard.limit(1);
        GuardChain chain = GuardChain.of(guard);
        for (int i = 0; i < 10; i++) {
            ServerRequest request = run(chain, "/");
            assertThat(request.outcome().proceeds()).isTrue();
            request.complete(Ending.of(how, 200));
            request.complete(Ending.of(how, 200));
            assertThat(guard.inFlight()).isZero();
        }
    }

    @Test
    void laterRefusal_returnsThePermit() {
        OverloadGuard guard = OverloadGuard.limit(1);
        GuardChain chain = GuardChain.of(guard, head -> Decision.reject(Problem.of(401, "unauthenticated", "no")));
        for (int i = 0; i < 10; i++) {
            assertThat(run(chain, "/").outcome().decision()).rejects(401, "unauthenticated");
        }
        assertThat(guard.inFlight()).isZero();
    }

    /** Whatever a later guard throws, at once or after a wait. */
    @Test
    void laterErrors_returnThePermit() {
        Guard broken = head -> {
            throw new StackOverflowError("broken");
        };
        OverloadGuard guard = OverloadGuard.limit(1);
        GuardChain chain = GuardChain.builder()
                .events(Events.none())
                .then(guard)
                .then(broken)
                .build();
        OverloadGuard queued = OverloadGuard.limit(1);
        GuardChain later = GuardChain.builder()
                .events(Events.none())
                .thenAsync(OverloadQueue.of(queued, 10))
                .thenAsync(head -> CompletableFuture.failedFuture(new OutOfMemoryError("broken")))
                .build();
        for (int i = 0; i < 10; i++) {
            assertThat(run(chain, "/").outcome().proceeds()).isFalse();
            assertThat(guard.inFlight()).isZero();
            later.run(RequestHeads.get("/").build(), Runnable::run, outcome -> {});
            assertThat(queued.inFlight()).isZero();
        }
    }

    @Test
    void exemptRoute_isNeitherCountedNorRefused() {
        OverloadGuard guard = OverloadGuard.builder(1).exempt("/health/**").build();
        GuardChain chain = GuardChain.of(guard);
        run(chain, "/");
        assertThat(run(chain, "/health/live").outcome().proceeds()).isTrue();
        assertThat(run(chain, "/").outcome().proceeds()).isFalse();
    }

    @Test
    void threads_neverHoldMoreThanTheLimit() throws Exception {
        OverloadGuard guard = OverloadGuard.limit(3);
        GuardChain chain = GuardChain.of(guard);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                parts.add(threads.submit(() -> {
                    for (int j = 0; j < 20_000; j++) {
                        ServerRequest request = run(chain, "/");
                        if (request.outcome().proceeds()) {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            inside.decrementAndGet();
                            request.complete(Ending.of(Ending.How.RETURNED, 200));
                        }
                    }
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(most.get()).isBetween(1, 3);
        assertThat(guard.inFlight()).isZero();
    }

    @Test
    void faults_areReportedTogether() {
        OverloadGuardBuilder builder =
                OverloadGuard.builder(0).retryAfter(Duration.ofMillis(1500)).exempt("health");
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(3));
    }

    @Test
    void adaptiveLimit_learnsFromTheApplicationOnly() {
        VirtualTicker ticker = VirtualTicker.create();
        OverloadGuard guard = OverloadGuard.adaptive(Duration.ofMillis(100))
                .startAt(1)
                .ticker(ticker)
                .build();
        GuardChain refusing = GuardChain.of(guard, head -> Decision.reject(Problem.of(401, "unauthenticated", "no")));
        for (int i = 0; i < 100; i++) {
            run(refusing, "/");
        }
        assertThat(guard.currentLimit()).isEqualTo(1);
        GuardChain chain = GuardChain.of(guard);
        run(chain, "/").complete(Ending.of(Ending.How.RETURNED, 200));
        assertThat(guard.currentLimit()).isEqualTo(2);
        for (int i = 0; i < 10; i++) {
            ServerRequest request = run(chain, "/");
            ticker.advance(Duration.ofSeconds(1));
            request.complete(Ending.of(Ending.How.RETURNED, 200));
        }
        assertThat(guard.currentLimit()).isEqualTo(1);
        assertThat(guard.inFlight()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Ending.How.class)
    void everyEnding_returnsAnAdaptivePermitOnce(Ending.How how) {
        OverloadGuard guard =
                OverloadGuard.adaptive(Duration.ofMillis(100)).atMost(1).build();
        GuardChain chain = GuardChain.of(guard);
        for (int i = 0; i < 10; i++) {
            ServerRequest request = run(chain, "/");
            assertThat(request.outcome().proceeds()).isTrue();
            request.complete(Ending.of(how, 500));
            request.complete(Ending.of(how, 500));
            assertThat(guard.inFlight()).isZero();
        }
    }

    @Test
    void guaranteedRoute_getsThrough() {
        OverloadGuard guard =
                OverloadGuard.builder(4).guarantee("pay", 50, "POST /pay").build();
        GuardChain chain = GuardChain.of(guard);
        assertThat(run(chain, "/").outcome().proceeds()).isTrue();
        assertThat(run(chain, "/").outcome().proceeds()).isTrue();
        assertThat(run(chain, "/").outcome().proceeds()).isFalse();
        ServerRequest pay = RequestHeads.post("/pay").build();
        assertThat(chain.run(pay).proceeds()).isTrue();
        assertThat(guard.evidence())
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.summary()).contains("pay at least 50 %"));
    }

    @Test
    void adaptiveFaults_areReportedTogether() {
        OverloadGuardBuilder builder = OverloadGuard.adaptive(Duration.ZERO)
                .atLeast(0)
                .startAt(2000)
                .guarantee("a", 91, "/a")
                .guarantee("b", 10);
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(6));
        OverloadGuardBuilder fixed = OverloadGuard.builder(5).atMost(10);
        assertThatThrownBy(fixed::build).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void guaranteeOnMorePermitsThanWorkers_isAFault() {
        OverloadGuardBuilder fixed = OverloadGuard.builder(100).workers(10).guarantee("pay", 50, "POST /pay");
        assertThatThrownBy(fixed::build)
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .singleElement()
                                .satisfies(
                                        fault -> assertThat(fault.toString()).contains("above_workers", "10 workers")));
        OverloadGuardBuilder adaptive = OverloadGuard.adaptive(Duration.ofMillis(100))
                .atMost(11)
                .workers(10)
                .guarantee("pay", 50, "POST /pay");
        assertThatThrownBy(adaptive::build).isInstanceOf(ConfigurationException.class);
        OverloadGuardBuilder none = OverloadGuard.builder(1).workers(0);
        assertThatThrownBy(none::build).isInstanceOf(ConfigurationException.class);
        assertThat(OverloadGuard.builder(100).workers(10).build().currentLimit())
                .as("without a guarantee nothing is promised")
                .isEqualTo(100);
    }

    @Test
    void adaptiveLimit_staysWithinTheWorkers() {
        OverloadGuard guard =
                OverloadGuard.adaptive(Duration.ofMillis(100)).workers(3).build();
        GuardChain chain = GuardChain.of(guard);
        for (int round = 0; round < 100; round++) {
            List<ServerRequest> inside = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                inside.add(run(chain, "/"));
            }
            inside.forEach(request -> request.complete(Ending.of(Ending.How.RETURNED, 200)));
        }
        assertThat(guard.currentLimit()).isEqualTo(3);
    }

    @Test
    void guaranteeWithoutANumberOfWorkers_showsAsWeakened() {
        OverloadGuardBuilder unfounded = OverloadGuard.builder(4).guarantee("pay", 50, "POST /pay");
        assertThat(unfounded.build().evidence())
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.isWeakened()).isTrue());
        OverloadGuardBuilder founded = OverloadGuard.builder(4).workers(4).guarantee("pay", 50, "POST /pay");
        assertThat(founded.build().evidence())
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.isWeakened()).isFalse());
    }

    @Test
    void evidence_statesTheLimit() {
        assertThat(OverloadGuard.limit(7).evidence())
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.summary()).contains("7"));
    }
}
