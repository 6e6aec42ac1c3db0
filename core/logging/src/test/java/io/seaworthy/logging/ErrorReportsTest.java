package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.logging.ErrorReporter.ErrorReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ErrorReportsTest {

    private final List<ErrorReport> reported = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final ErrorReports reports = ErrorReports.builder(reported::add)
            .burst(2)
            .perMinute(1)
            .ticker(now::get)
            .build();

    private static RuntimeException fault(String message) {
        return new IllegalStateException(message);
    }

    @Test
    void sameFault_hasTheSameFingerprintWhateverItSays() {
        assertThat(ErrorReports.fingerprint(fault("a"))).isEqualTo(ErrorReports.fingerprint(fault("a")));
        RuntimeException one = fault("a");
        RuntimeException other = fault("b");
        other.setStackTrace(one.getStackTrace());
        assertThat(ErrorReports.fingerprint(other))
                .isEqualTo(ErrorReports.fingerprint(one))
                .matches("[0-9a-f]{8}")
                .isNotEqualTo(ErrorReports.fingerprint(new IllegalArgumentException("a")));
    }

    @Test
    void floodOfOneFault_isCountedAndNotReported() {
        RuntimeException fault = fault("card 4111111111111111");
        for (int i = 0; i < 10; i++) {
            reports.report(fault, null);
        }
        assertThat(reported).hasSize(2);
        assertThat(reported.get(0).message()).isEqualTo("card [redacted:card]");
        now.addAndGet(61_000_000_000L);
        reports.report(fault, null);
        assertThat(reported).hasSize(3);
        assertThat(reported.get(2).suppressed()).isEqualTo(8);
    }

    @Test
    void otherFault_hasItsOwnLimit() {
        for (int i = 0; i < 5; i++) {
            reports.report(fault("a"), null);
            reports.report(new IllegalArgumentException("b"), null);
        }
        assertThat(reported).hasSize(4);
    }

    @Test
    void manyKinds_areBounded() {
        for (int i = 0; i < 5_000; i++) {
            RuntimeException fault = fault("x");
            fault.setStackTrace(new StackTraceElement[] {new StackTraceElement("C" + i, "m", "f", 1)});
            reports.report(fault, null);
        }
        assertThat(reported).hasSize(5_000);
    }

    @Test
    void eventsWithACause_areReportedAndABrokenReporterIsContained() {
        reports.emit(ChainEvent.PASS_FAILED, null, fault("x"));
        reports.emit(ChainEvent.PASS_FAILED, null, null);
        assertThat(reported).singleElement().satisfies(r -> assertThat(r.type()).endsWith("IllegalStateException"));
        ErrorReports.to(report -> {
                    throw new IllegalStateException("broken");
                })
                .report(fault("x"), null);
    }

    @Test
    void secretAtTheCut_isNotReportedInPart() {
        reports.report(fault("y".repeat(4083) + " 4111111111111111"), null);
        assertThat(reported.get(0).message()).doesNotContain("4111").hasSizeLessThanOrEqualTo(4099);
    }

    @Test
    void throwableThatCannotTellOfItself_isReportedAndThrowsNothing() {
        reports.report(
                new RuntimeException() {
                    @Override
                    public String getMessage() {
                        throw new StackOverflowError();
                    }
                },
                null);
        assertThat(reported.get(0).message()).isEqualTo("[getMessage failed: java.lang.StackOverflowError]");
        ErrorReports.to(report -> {
                    throw new StackOverflowError();
                })
                .report(fault("x"), null);
    }

    @Test
    void reporterThatReportsItself_isNotEnteredAgain() {
        AtomicInteger entered = new AtomicInteger();
        AtomicReference<ErrorReports> own = new AtomicReference<>();
        own.set(ErrorReports.to(report -> {
            entered.incrementAndGet();
            own.get().report(new IllegalStateException("no tracker"), null);
        }));
        own.get().report(fault("x"), null);
        own.get().report(fault("x"), null);
        assertThat(entered).hasValue(2);
    }

    @Test
    void limitsOutOfRange_areRefusedTogether() {
        assertThatThrownBy(() ->
                        ErrorReports.builder(r -> {}).burst(0).perMinute(61).build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(2));
    }
}
