package io.seaworthy.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.testkit.VirtualTicker;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HealthTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static String json(HealthReport report, boolean details) {
        return new String(report.toJson(details), StandardCharsets.UTF_8);
    }

    @Test
    void allUp_isUp() {
        try (Health health = Health.builder()
                .live("worker", LONG, HealthResult::up)
                .ready("database", LONG, () -> HealthResult.up("3 of 10 in use"))
                .build()) {
            assertThat(health.live().status()).isEqualTo(200);
            assertThat(json(health.ready(), false)).isEqualTo("{\"status\":\"up\"}");
            assertThat(json(health.ready(), true))
                    .isEqualTo("{\"status\":\"up\",\"draining\":false,\"checks\":"
                            + "{\"database\":{\"status\":\"up\",\"detail\":\"3 of 10 in use\"}}}");
        }
    }

    @Test
    void livenessAndReadiness_areApart() {
        try (Health health = Health.builder()
                .ready("database", LONG, () -> HealthResult.down("gone"))
                .build()) {
            assertThat(health.live().isUp()).isTrue();
            assertThat(health.ready().status()).isEqualTo(503);
            assertThat(json(health.ready(), false)).isEqualTo("{\"status\":\"down\"}");
        }
    }

    @Test
    void aCheckThatThrows_isDownAndKeepsItsMessageToItself() {
        try (Health health = Health.builder()
                .ready("database", LONG, () -> {
                    throw new SQLException("password=hunter2");
                })
                .ready("error", LONG, () -> {
                    throw new StackOverflowError();
                })
                .ready("null", LONG, () -> null)
                .build()) {
            HealthReport report = health.ready();

            assertThat(report.checks())
                    .containsEntry("database", HealthResult.down("SQLException"))
                    .containsEntry("error", HealthResult.down("StackOverflowError"))
                    .containsEntry("null", HealthResult.down("returned null"));
            assertThat(json(report, true)).doesNotContain("hunter2");
        }
    }

    @Test
    void aCheckThatHangs_isDownAndIsNotStartedAgain() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        try (Health health = Health.builder()
                .cache(Duration.ZERO)
                .ready("slow", Duration.ofMillis(30), () -> {
                    runs.incrementAndGet();
                    release.await();
                    return HealthResult.up();
                })
                .ready("quick", LONG, HealthResult::up)
                .build()) {
            for (int i = 0; i < 20; i++) {
                assertThat(health.ready().checks())
                        .containsEntry("slow", HealthResult.down("no answer within 30 ms"))
                        .containsEntry("quick", HealthResult.up());
            }
            assertThat(runs).hasValue(1);
            release.countDown();
            while (!health.ready().isUp()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void checks_runSideBySide() {
        CyclicBarrier together = new CyclicBarrier(8);
        Health.Builder builder = Health.builder();
        for (int i = 0; i < 8; i++) {
            builder.ready("check-" + i, LONG, () -> {
                together.await(10, TimeUnit.SECONDS);
                return HealthResult.up();
            });
        }
        try (Health health = builder.build()) {
            assertThat(health.ready().isUp()).isTrue();
        }
    }

    @Test
    void manyWhoAskAtOnce_shareOneRun() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        VirtualTicker ticker = VirtualTicker.create();
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try (Health health = Health.builder()
                .ticker(ticker)
                .ready("database", LONG, () -> {
                    runs.incrementAndGet();
                    started.countDown();
                    release.await();
                    return HealthResult.up();
                })
                .build()) {
            List<Future<HealthReport>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(callers.submit(health::ready));
            }
            started.await();
            release.countDown();
            for (Future<HealthReport> answer : answers) {
                assertThat(answer.get().isUp()).isTrue();
            }
            assertThat(runs).hasValue(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void results_areKeptForAMomentOnly() {
        VirtualTicker ticker = VirtualTicker.create();
        AtomicInteger runs = new AtomicInteger();
        try (Health health = Health.builder()
                .ticker(ticker)
                .cache(Duration.ofSeconds(1))
                .ready("database", LONG, () -> {
                    runs.incrementAndGet();
                    return HealthResult.up();
                })
                .build()) {
            health.ready();
            ticker.advance(Duration.ofMillis(999));
            health.ready();
            assertThat(runs).hasValue(1);

            ticker.advance(Duration.ofMillis(1));
            health.ready();
            assertThat(runs).hasValue(2);
        }
    }

    @Test
    void draining_turnsReadinessDownAtOnce() {
        AtomicBoolean draining = new AtomicBoolean();
        try (Health health = Health.builder()
                .draining(draining::get)
                .ready("database", LONG, HealthResult::up)
                .build()) {
            assertThat(health.ready().isUp()).isTrue();
            draining.set(true);

            assertThat(health.ready().status()).isEqualTo(503);
            assertThat(json(health.ready(), true)).isEqualTo("{\"status\":\"down\",\"draining\":true,\"checks\":{}}");
            assertThat(health.live().isUp()).isTrue();
        }
    }

    @Test
    void anInterruptedCaller_spoilsNothingForOthers() {
        try (Health health =
                Health.builder().ready("database", LONG, HealthResult::up).build()) {
            Thread.currentThread().interrupt();
            assertThat(health.ready().isUp()).isFalse();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(health.ready().isUp()).isTrue();
        }
    }

    @Test
    void afterClose_nothingIsUp() {
        Health health = Health.builder()
                .cache(Duration.ZERO)
                .ready("database", LONG, HealthResult::up)
                .build();
        health.close();

        assertThat(health.ready().checks()).containsEntry("database", HealthResult.down("closed"));
    }

    @Test
    void evidence_saysWhatIsMissing() {
        assertThat(Health.builder().build().evidence())
                .singleElement()
                .satisfies(one -> assertThat(one.weaknesses()).hasSize(2));
        assertThat(Health.builder()
                        .draining(() -> false)
                        .ready("database", LONG, HealthResult::up)
                        .build()
                        .evidence())
                .extracting(Evidence::id, Evidence::isWeakened)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("OPS-HEALTH", false));
    }

    @Test
    void wrongOptions_areReportedTogether() {
        ConfigurationException faults = catchThrowableOfType(
                ConfigurationException.class,
                () -> Health.builder()
                        .cache(Duration.ofHours(1))
                        .ready("a", Duration.ZERO, HealthResult::up)
                        .ready("a", Duration.ofMinutes(1), HealthResult::up)
                        .live(" ", LONG, HealthResult::up)
                        .build());

        assertThat(faults.violations())
                .extracting(Violation::path)
                .containsExactlyInAnyOrder("cache", "live[ ]", "ready[a].deadline", "ready[a].deadline", "ready[a]");
    }
}
