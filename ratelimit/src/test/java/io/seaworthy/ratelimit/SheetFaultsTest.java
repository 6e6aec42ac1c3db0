package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SheetFaultsTest {

    private static final LimitStore STORE = LocalLimitStore.bounded(1_000, Overflow.REFUSE);
    private static final Quota SIXTY = Quota.of(60).per(Duration.ofMinutes(1));
    private static final Quota DAILY = Quota.of(10_000).perDay(ZoneOffset.UTC);

    private static RateLimitsBuilder table() {
        return RateLimits.builder().plan("anonymous", SIXTY).plan("free", SIXTY);
    }

    private static LimitRule.Builder rule(String policy, String... patterns) {
        return LimitRule.builder(policy, LimitBy.CALLER).on(patterns).quota(SIXTY);
    }

    private static List<String> faults(RateLimitsBuilder builder) {
        try {
            builder.build(STORE);
            return List.of();
        } catch (ConfigurationException e) {
            return e.violations().stream().map(Violation::reason).toList();
        }
    }

    @Test
    void windowThatTheFieldCannotSay_isAFault() {
        assertThat(faults(table().plan("odd", Quota.of(5).per(Duration.ofMillis(1500)))))
                .containsExactly("inexpressible_window");
        assertThat(faults(table().route("x", "/x", LimitBy.CALLER, Quota.of(5).per(Duration.ofMillis(500)))))
                .contains("inexpressible_window");
    }

    @Test
    void longWindowWithoutShortGuard_isAFault() {
        assertThat(faults(table().plan("daily", DAILY))).containsExactly("without_short_guard");
        assertThat(faults(table().plan("slow", Quota.of(1_000).per(Duration.ofDays(1)))))
                .containsExactly("without_short_guard");
        assertThat(faults(table().rule(rule("x", "/x").planQuota("free", DAILY).build())))
                .containsExactly("without_short_guard");
        assertThat(faults(table().caller("acme", DAILY))).containsExactly("without_short_guard");
    }

    @Test
    void costThatNeverFits_isAFault() {
        assertThat(faults(table().rule(rule("x", "/x").cost(61).build()))).containsExactly("never_admitted");
        assertThat(faults(table().rule(rule("x", "/x")
                        .cost(60)
                        .planQuota("free", SIXTY.burst(10))
                        .build())))
                .containsExactly("never_admitted");
        assertThat(faults(table().rule(rule("x", "/x").cost(60).build()))).isEmpty();
    }

    @Test
    void guardedWindow_isNone() {
        assertThat(faults(table().plan("both", SIXTY, DAILY))).isEmpty();
        assertThat(faults(table().plan("hour", Quota.of(5_000).per(Duration.ofHours(1)))))
                .isEmpty();
        assertThat(faults(table().plan(
                                "burst",
                                Quota.of(10_000).per(Duration.ofDays(1)).burst(100))))
                .isEmpty();
        // A handful at once harms nobody.
        assertThat(faults(table().plan("resets", Quota.of(5).per(Duration.ofDays(1)))))
                .isEmpty();
    }

    @Test
    void quotasOfOnePeriod_areAFault() {
        assertThat(faults(table().plan("x", SIXTY, DAILY, Quota.of(500).perDay(ZoneOffset.UTC))))
                .containsExactly("duplicate");
    }

    @Test
    void ruleOfExemptRoutes_isUnreachable() {
        assertThat(faults(table().exempt("/health/**")
                        .rule(rule("x", "GET /health/live").build())))
                .containsExactly("unreachable");
        assertThat(faults(table().exempt("/health/**").rule(rule("x", "/health").build())))
                .containsExactly("unreachable");
        assertThat(faults(table().exempt("GET /health/**")
                        .rule(rule("x", "/health/live").build())))
                .isEmpty();
        assertThat(faults(table().exempt("/health/*")
                        .rule(rule("x", "/health/a/b").build())))
                .isEmpty();
    }

    @Test
    void ruleThatAnotherReplacesEverywhere_isUnreachable() {
        LimitRule wide = rule("wide", "/api/**").replacing("narrow").build();
        LimitRule narrow = rule("narrow", "/api/x").build();
        assertThat(faults(table().rule(wide).rule(narrow))).containsExactly("unreachable");
        LimitRule tried =
                rule("wide", "/api/**").replacing("narrow").enforcedFor(50).build();
        assertThat(faults(table().rule(tried).rule(narrow))).isEmpty();
    }

    @Test
    void ruleThatNeverHasTheLastWord_isUnreachable() {
        LimitRule strict = LimitRule.builder("strict", LimitBy.CALLER)
                .on("/api/**")
                .quota(Quota.of(10).per(Duration.ofMinutes(1)))
                .build();
        assertThat(faults(table().rule(strict).rule(rule("lax", "/api/x").build())))
                .containsExactly("unreachable");
        assertThat(faults(table().rule(strict).rule(rule("lax", "/other").build())))
                .isEmpty();
        assertThat(faults(table().rule(strict)
                        .rule(rule("lax", "/api/x").replacing("strict").build())))
                .isEmpty();
    }

    @Test
    void ruleNamedLikeAnothersLongerQuota_isAFault() {
        assertThat(faults(table().plan("paid", SIXTY, DAILY)
                        .rule(rule("plan-day", "/x").build())))
                .containsExactly("ambiguous_policy");
        LimitRule reports = rule("reports", "/x")
                .quota(Quota.of(600).per(Duration.ofHours(1)))
                .build();
        assertThat(faults(table().rule(rule("reports-1h", "/y").build()).rule(reports)))
                .containsExactly("ambiguous_policy");
        assertThat(faults(table().rule(rule("reports-2h", "/y").build()).rule(reports)))
                .isEmpty();
    }

    @Test
    void unknownNames_areFaults() {
        assertThat(faults(
                        table().rule(rule("x", "/x").planQuota("premum", SIXTY).build())))
                .containsExactly("unknown_plan");
        assertThat(faults(table().rule(rule("x", "/x").replacing("y").build()))).containsExactly("unknown_policy");
        assertThat(faults(table().rule(rule("x", "/x").replacing("plan").build())))
                .isEmpty();
    }

    @Test
    void optionsOfTheFieldsOutOfRange_areFaults() {
        assertThat(faults(table().retryJitter(Duration.ofMillis(1500))
                        .longestWaitTold(Duration.ZERO)
                        .mostRemainingTold(0)))
                .containsExactly("out_of_range", "out_of_range", "out_of_range");
    }

    @Test
    void anonymousPlan_mustHaveALimit() {
        assertThat(faults(RateLimits.builder().unlimited("anonymous").plan("free", SIXTY)))
                .contains("not_anonymous");
    }

    @Test
    void faultsOfARule_areReportedTogether() {
        LimitRule.Builder builder = LimitRule.builder("x", LimitBy.CALLER)
                .on("no-slash")
                .cost(0)
                .enforcedFor(101)
                .replacing("x");
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::path)
                                .containsExactlyInAnyOrder("on", "cost", "enforcedFor", "quota", "replacing"));
        assertThatCode(() -> LimitRule.builder("x", LimitBy.CALLER).cost(2)).doesNotThrowAnyException();
        assertThatThrownBy(() -> LimitRule.builder("x", LimitBy.CALLER).cost(2).cost(head -> 1))
                .isInstanceOf(IllegalStateException.class);
    }
}
