package io.seaworthy.ratelimit;

import static io.seaworthy.testkit.GuardAssertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitFieldsTest {

    private static final long SECOND = 1_000_000_000L;

    private static LimitFields fields(Quota quota) {
        return new LimitFields(Limit.of("plan", quota));
    }

    @ParameterizedTest
    @CsvSource({"60, PT1M, ;q=60;w=60", "1, PT1H, ;q=1;w=3600", "5, PT0.5S, ;q=5", "5, PT1.5S, ;q=5"})
    void policy_isAStringItemWithAWholeWindow(long requests, Duration period, String parameters) {
        assertThat(fields(Quota.of(requests).per(period)).policyItem()).isEqualTo("\"plan\"" + parameters);
    }

    @ParameterizedTest
    @CsvSource({
        "1000000000, 59, 1",
        "1, 59, 1",
        "1500000000, 58, 1",
        "2000000000, 58, 1",
        "60000000000, 0, 1",
        "59999999999, 0, 1",
        "59000000000, 1, 1",
        "-1, 0, 1",
        "-1000000000, 0, 1",
        "-1000000001, 0, 2",
        "-30500000000, 0, 31",
    })
    void state_tellsWhatIsLeftAndWhenThereIsMore(long verdict, long remaining, long seconds) {
        LimitFields minute = fields(Quota.of(60).per(Duration.ofMinutes(1)));
        assertThat(minute.stateItem(verdict)).isEqualTo("\"plan\";r=" + remaining + ";t=" + seconds);
    }

    @Test
    void slowQuota_saysHowLongTheNextOneTakes() {
        LimitFields slow = fields(Quota.of(1).per(Duration.ofHours(1)));
        assertThat(slow.stateItem(3600 * SECOND)).isEqualTo("\"plan\";r=0;t=3600");
        assertThat(slow.stateItem(-1800 * SECOND)).isEqualTo("\"plan\";r=0;t=1800");
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "-1000000000, 1", "-1000000001, 2", "-59000000001, 60"})
    void retryAfter_isTheCeilingAndAtLeastOne(long verdict, String seconds) {
        assertThat(LimitFields.retryAfter(verdict)).isEqualTo(seconds);
    }

    @Test
    void allowed_appendsBothFields() {
        LimitFields minute = fields(Quota.of(60).per(Duration.ofMinutes(1)));
        assertThat(minute.allowed(SECOND))
                .proceeds()
                .setsHeader("RateLimit-Policy", "\"plan\";q=60;w=60")
                .setsHeader("RateLimit", "\"plan\";r=59;t=1")
                .setsNoHeader("Retry-After");
        assertThat(minute.allowed(SECOND)).isSameAs(minute.allowed(SECOND));
        assertThat(minute.allowed(2 * SECOND)).setsHeader("RateLimit", "\"plan\";r=58;t=1");
    }

    @Test
    void refused_isAProblemOfTheDraft() {
        LimitFields minute = fields(Quota.of(60).per(Duration.ofMinutes(1)));
        assertThat(minute.refused(-1))
                .rejects(429, "rate_limited")
                .setsHeader("RateLimit-Policy", "\"plan\";q=60;w=60")
                .setsHeader("RateLimit", "\"plan\";r=0;t=1")
                .setsHeader("Retry-After", "1");
        assertThat(minute.problem().type()).isEqualTo("https://iana.org/assignments/http-problem-types#quota-exceeded");
    }

    @Test
    void undecided_isA503() {
        assertThat(fields(Quota.of(60).per(Duration.ofMinutes(1))).refused(Verdict.UNAVAILABLE))
                .rejects(503, "unavailable")
                .setsHeader("Retry-After", "1")
                .setsNoHeader("RateLimit");
    }
}
