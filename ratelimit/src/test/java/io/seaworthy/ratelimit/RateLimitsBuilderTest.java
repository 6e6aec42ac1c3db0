package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitsBuilderTest {

    private static final LimitStore STORE = LocalLimitStore.bounded(1_000, Overflow.REFUSE);
    private static final Quota SIXTY = Quota.of(60).per(Duration.ofMinutes(1));

    @Test
    void everyFault_isReportedTogether() {
        RateLimitsBuilder builder = RateLimits.builder()
                .plan("Free Plan", SIXTY)
                .plan("pro", SIXTY)
                .plan("pro", SIXTY)
                .route("plan", "POST /a", LimitBy.ADDRESS, SIXTY)
                .route("x", "no-slash", LimitBy.ADDRESS, SIXTY)
                .route("x", "/b", LimitBy.ADDRESS, SIXTY)
                .exempt("/**/c")
                .floodCeiling(Quota.of(1).per(Duration.ofMinutes(1)));
        assertThatThrownBy(() -> builder.build(STORE))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::path, Violation::reason)
                                .contains(
                                        tuple("plan", "malformed"),
                                        tuple("plan", "duplicate"),
                                        tuple("plan", "missing"),
                                        tuple("floodCeiling", "too_low"),
                                        tuple("rule", "reserved"),
                                        tuple("rule", "invalid_path"),
                                        tuple("rule", "duplicate"),
                                        tuple("exempt", "rest_not_last")));
    }

    @Test
    void ceilingThatIsNoHigherThanAPlan_isAFault() {
        RateLimitsBuilder builder =
                RateLimits.builder().plan("anonymous", SIXTY).floodCeiling(SIXTY);
        assertThatThrownBy(() -> builder.build(STORE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("too_low");
    }

    @Test
    void defaultCeiling_isAboveEveryPlan() {
        RateLimits limits = RateLimits.builder()
                .plan("anonymous", SIXTY)
                .plan("bursty", Quota.of(10).per(Duration.ofSeconds(1)).burst(3000))
                .build(STORE);
        assertThat(limits.reference().rows())
                .last()
                .satisfies(row -> assertThat(row.quota()).hasToString("20 per PT1S, burst 6000"));
    }

    @Test
    void optionTwice_isRefused() {
        assertThatThrownBy(() -> RateLimits.builder().floodCeiling(SIXTY).floodCeiling(SIXTY))
                .isInstanceOf(IllegalStateException.class);
    }
}
