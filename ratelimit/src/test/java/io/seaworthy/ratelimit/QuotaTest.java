package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {

    @ParameterizedTest
    @CsvSource({
        "60, PT1M, 1000000000",
        "120, PT1M, 500000000",
        "12000, PT1M, 5000000",
        "7, PT1M, 8571428572",
        "3, PT0.001S, 333334",
        "1, PT8784H, 31622400000000000",
        "1000000000, PT1S, 1",
    })
    void interval_isRoundedUp(long requests, Duration period, long nanos) {
        assertThat(Quota.of(requests).per(period).intervalNanos()).isEqualTo(nanos);
    }

    @Test
    void burst_isTheQuotaUnlessSaid() {
        Quota quota = Quota.of(60).per(Duration.ofMinutes(1));
        assertThat(quota.burst()).isEqualTo(60);
        assertThat(quota.burst(10).burst()).isEqualTo(10);
        assertThat(quota.burst(10).capacityNanos()).isEqualTo(10_000_000_000L);
        assertThat(quota.burst(10).burst(60)).isEqualTo(quota).hasSameHashCodeAs(quota);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT1M",
        "-1, PT1M",
        "1000000001, PT24H",
        "1, PT0S",
        "1, -PT1S",
        "1, PT0.0009S",
        "1, PT8785H",
        "1000001, PT0.001S",
    })
    void quotaOutOfRange_isAFault(long requests, Duration period) {
        assertThatThrownBy(() -> Quota.of(requests).per(period))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .allMatch(fault -> fault.reason().equals("out_of_range")));
    }

    @Test
    void severalFaults_areReportedTogether() {
        assertThatThrownBy(() -> Quota.of(0).per(Duration.ZERO))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations().stream().map(Violation::path))
                                .containsExactly("of", "per"));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1000000001", "400"})
    void burstOutOfRange_isAFault(long burst) {
        Quota daily = Quota.of(1).per(Duration.ofDays(1));
        assertThatThrownBy(() -> daily.burst(burst)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void text_saysBoth() {
        Quota quota = Quota.of(60).per(Duration.ofMinutes(1));
        assertThat(quota).hasToString("60 per PT1M");
        assertThat(quota.burst(5)).hasToString("60 per PT1M, burst 5");
    }
}
