package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    private static final Quota TEN = Quota.of(10).per(Duration.ofNanos(10_000_000));

    @ParameterizedTest
    @CsvSource({
        // verdict, admitted, wait, remaining, next
        "0, true, 0, 10, 0",
        "1, true, 0, 9, 1",
        "1000000, true, 0, 9, 1000000",
        "1000001, true, 0, 8, 1",
        "9999999, true, 0, 0, 999999",
        "10000000, true, 0, 0, 1000000",
        "12000000, true, 0, 0, 3000000",
        "-1, false, 1, 0, 1",
        "-5000000, false, 5000000, 0, 5000000",
    })
    void verdict_saysWhatIsLeftAndWhenThereIsMore(
            long verdict, boolean admitted, long wait, long remaining, long next) {
        assertThat(Verdict.isAdmitted(verdict)).isEqualTo(admitted);
        assertThat(Verdict.waitNanos(verdict)).isEqualTo(wait);
        assertThat(Verdict.remaining(verdict, TEN)).isEqualTo(remaining);
        assertThat(Verdict.nanosToNext(verdict, TEN)).isEqualTo(next);
    }

    @Test
    void extremes_areRefusals() {
        assertThat(Verdict.isAdmitted(Verdict.UNAVAILABLE)).isFalse();
        assertThat(Verdict.isAdmitted(Verdict.NEVER)).isFalse();
        assertThat(Verdict.waitNanos(Verdict.NEVER)).isEqualTo(Long.MAX_VALUE);
        assertThat(Verdict.waitNanos(Verdict.UNAVAILABLE)).isPositive();
        assertThat(Verdict.refused(0)).isEqualTo(-1);
        assertThat(Verdict.admitted(-1)).isZero();
    }
}
