package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.testkit.RequestHeads;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class UsageMeterTest {

    private final VirtualTicker clock = VirtualTicker.create();
    private final UsageMeter usage = UsageMeter.perDay(ZoneOffset.UTC, 3, clock);

    @Test
    void requests_areCountedByCallerAndPlan() {
        RateLimits limits = RateLimits.builder()
                .plan("anonymous", Quota.of(2).per(Duration.ofMinutes(1)))
                .plan("free", Quota.of(3).per(Duration.ofMinutes(1)))
                .rule(LimitRule.builder("export", LimitBy.CALLER)
                        .on("/export")
                        .quota(Quota.of(100).per(Duration.ofMinutes(1)))
                        .cost(20)
                        .build())
                .usage(usage)
                .build(LocalLimitStore.builder(1_000, Overflow.REFUSE)
                        .ticker(clock)
                        .build());
        for (int i = 0; i < 5; i++) {
            limits.byPlan().check(RequestHeads.get("/").peer("192.0.2.1").build());
            limits.byPlan()
                    .check(RequestHeads.get(i == 0 ? "/export" : "/")
                            .attribute(RequestAttributes.PRINCIPAL, new Principal("a", "bearer", Set.of(), Set.of()))
                            .attribute(RequestAttributes.PLAN, Plan.of("free"))
                            .build());
        }
        assertThat(usage.current())
                .containsExactly(
                        new Usage("2026-01-01", "anonymous", null, 2, 2, 3),
                        new Usage("2026-01-01", "free", "a", 3, 22, 2));
        assertThat(limits.evidence()).extracting(Evidence::id).contains("RATE-USAGE");
    }

    /** Or the bill would lack what costs most. */
    @Test
    void settledHolds_refusedOnesAndChargedRefusals_areCounted() {
        RateLimits limits = RateLimits.builder()
                .plan("anonymous", Quota.of(2).per(Duration.ofMinutes(1)))
                .rule(LimitRule.builder("tokens", LimitBy.CALLER)
                        .quota(Quota.of(1_000).per(Duration.ofHours(1)))
                        .build())
                .usage(usage)
                .build(LocalLimitStore.builder(1_000, Overflow.REFUSE)
                        .ticker(clock)
                        .build());
        RequestHead head = RequestHeads.get("/").build();
        Hold.Granted hold = (Hold.Granted) limits.reserve(head, "tokens", 500);
        assertThat(usage.current()).as("not before it is settled").isEmpty();
        hold.settle(700);
        hold.settle(9);
        ((Hold.Granted) limits.reserve(head, "tokens", 300)).settle(300);
        assertThat(limits.reserve(head, "tokens", 500)).isInstanceOf(Hold.Refused.class);
        assertThat(usage.current()).containsExactly(new Usage("2026-01-01", "anonymous", null, 0, 1_000, 1));

        Guard refusing = limits.chargeRejected(any -> Decision.reject(Problem.of(401, "invalid_token", "No")));
        for (int i = 0; i < 3; i++) {
            refusing.check(head);
        }
        assertThat(usage.current()).containsExactly(new Usage("2026-01-01", "anonymous", null, 2, 1_002, 2));
    }

    @Test
    void finishedPeriod_isHandedOverOnce() {
        usage.count("free", "a", 1, true);
        assertThat(usage.ended()).isEmpty();
        clock.advance(Duration.ofDays(1));
        usage.count("free", "b", 1, true);
        assertThat(usage.ended()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(usage.ended()).containsExactly(new Usage("2026-01-01", "free", "a", 1, 1, 0));
        assertThat(usage.ended()).isEmpty();
        assertThat(usage.current()).containsExactly(new Usage("2026-01-02", "free", "b", 1, 1, 0));
    }

    @Test
    void unexportedPeriods_areForgottenAfterTwo() {
        for (int day = 0; day < 5; day++) {
            usage.count("free", "a", 1, true);
            clock.advance(Duration.ofDays(1));
        }
        clock.advance(Duration.ofSeconds(1));
        assertThat(usage.ended()).extracting(Usage::period).containsExactly("2026-01-04", "2026-01-05");
    }

    @Test
    void callersBeyondTheBound_areCountedTogether() {
        for (int i = 0; i < 100_000; i++) {
            usage.count("free", "caller" + i, 1, true);
        }
        assertThat(usage.current()).hasSize(4);
        assertThat(usage.current().get(0)).isEqualTo(new Usage("2026-01-01", "free", null, 99_997, 99_997, 0));
    }

    @Test
    void clockSetBack_reopensNoDay() {
        clock.advance(Duration.ofHours(24));
        usage.count("free", "a", 1, true);
        clock.stepWallClock(Duration.ofHours(-1));
        usage.count("free", "a", 1, true);
        assertThat(usage.current()).containsExactly(new Usage("2026-01-02", "free", "a", 2, 2, 0));
    }

    /** A clock that was a year ahead for an hour must not keep a year's usage from being exported. */
    @Test
    void clockThatWasAhead_leavesTheRightDayOpen() {
        usage.count("free", "a", 1, true);
        clock.stepWallClock(Duration.ofDays(365));
        usage.count("free", "a", 2, true);
        usage.count("free", "b", 4, false);
        clock.stepWallClock(Duration.ofDays(-365));
        usage.count("free", "a", 8, true);
        assertThat(usage.current()).containsExactly(new Usage("2026-01-01", "free", "a", 2, 9, 0));
        assertThat(usage.ended())
                .containsExactly(
                        new Usage("2027-01-01", "free", "a", 1, 2, 0), new Usage("2027-01-01", "free", "b", 0, 0, 1));
        clock.advance(Duration.ofDays(1).plusSeconds(1));
        assertThat(usage.ended()).containsExactly(new Usage("2026-01-01", "free", "a", 2, 9, 0));
        assertThat(usage.ended()).isEmpty();
    }

    @Test
    void clockThatWasBehind_leavesNoHole() {
        usage.count("free", "a", 1, true);
        clock.stepWallClock(Duration.ofDays(-365));
        usage.count("free", "a", 2, true);
        clock.stepWallClock(Duration.ofDays(365));
        usage.count("free", "a", 4, true);
        clock.advance(Duration.ofDays(1).plusSeconds(1));
        assertThat(usage.ended())
                .containsExactlyInAnyOrder(
                        new Usage("2025-01-01", "free", "a", 1, 2, 0), new Usage("2026-01-01", "free", "a", 2, 5, 0));
    }

    @Test
    void month_isNamedByItsFirstDay() {
        UsageMeter months = UsageMeter.perMonth(ZoneOffset.UTC, 3, clock);
        clock.advance(Duration.ofDays(40));
        months.count("free", "a", 7, true);
        assertThat(months.current()).containsExactly(new Usage("2026-02-01", "free", "a", 1, 7, 0));
    }

    @Test
    void parallelCounts_loseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                parts.add(threads.submit(() -> {
                    for (int n = 0; n < 10_000; n++) {
                        usage.count("free", "caller" + n % 5, 1, n % 2 == 0);
                    }
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(usage.current().stream().mapToLong(Usage::requests).sum()).isEqualTo(20_000);
        assertThat(usage.current().stream().mapToLong(Usage::refused).sum()).isEqualTo(20_000);
    }

    @Test
    void export_isCsvAndJson() {
        List<Usage> rows = List.of(
                new Usage("2026-01-01", "free", "a\"b,c", 1, 2, 3), new Usage("2026-01-01", "free", "=1+1", 1, 1, 0));
        assertThat(Usage.toCsv(rows))
                .isEqualTo("period,plan,caller,requests,units,refused\r\n"
                        + "2026-01-01,free,\"a\"\"b,c\",1,2,3\r\n2026-01-01,free,\"'=1+1\",1,1,0\r\n");
        assertThat(Usage.toJson(List.of(new Usage("2026-01-01", "free", null, 1, 2, 3))))
                .isEqualTo("[{\"period\":\"2026-01-01\",\"plan\":\"free\",\"caller\":null,\"requests\":1,\"units\":2,"
                        + "\"refused\":3}]");
    }

    @Test
    void boundOutOfRange_isAFault() {
        assertThatThrownBy(() -> UsageMeter.perDay(ZoneOffset.UTC, 0)).isInstanceOf(ConfigurationException.class);
    }
}
