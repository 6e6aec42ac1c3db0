package io.seaworthy.ratelimit;

import static io.seaworthy.testkit.GuardAssertions.assertThat;

import io.seaworthy.kernel.Decision;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
                .rejects(503, "overloaded")
                .setsHeader("Retry-After", "1")
                .setsNoHeader("RateLimit");
    }

    private static LimitFields fields(FieldOptions options) {
        return new LimitFields(Limit.of("plan", Quota.of(60).per(Duration.ofMinutes(1))), options, false);
    }

    @Test
    void legacyFields_areSentTooWhereAskedFor() {
        LimitFields legacy = fields(new FieldOptions(true, 0, Long.MAX_VALUE, Long.MAX_VALUE));
        assertThat(legacy.allowed(SECOND))
                .setsHeader("RateLimit", "\"plan\";r=59;t=1")
                .setsHeader("X-RateLimit-Limit", "60")
                .setsHeader("X-RateLimit-Remaining", "59")
                .setsHeader("X-RateLimit-Reset", "1");
        assertThat(legacy.refused(-30 * SECOND))
                .setsHeader("X-RateLimit-Remaining", "0")
                .setsHeader("X-RateLimit-Reset", "30")
                .setsHeader("Retry-After", "30");
        assertThat(legacy.refused(Verdict.NEVER))
                .setsHeader("RateLimit", "\"plan\";r=0")
                .setsHeader("X-RateLimit-Remaining", "0")
                .setsNoHeader("X-RateLimit-Reset")
                .setsNoHeader("Retry-After");
    }

    @Test
    void jitter_isNeverEarlierAndSpreads() {
        LimitFields jittered = fields(new FieldOptions(false, 9, Long.MAX_VALUE, Long.MAX_VALUE));
        Set<Integer> seen = new TreeSet<>();
        for (int i = 0; i < 1_000; i++) {
            Decision decision = jittered.refused(-30 * SECOND + 1);
            assertThat(decision).setsHeader("RateLimit", "\"plan\";r=0;t=30");
            String text = decision.headers().toString();
            seen.add(Integer.parseInt(text.substring(text.indexOf("Retry-After: ") + 13, text.length() - 1)));
        }
        assertThat(seen).containsExactly(30, 31, 32, 33, 34, 35, 36, 37, 38, 39);
    }

    /** A shortened time would send clients back too early; none at all lets them back off by themselves. */
    @Test
    void timeBeyondTheCap_isLeftOutAndNeverShortened() {
        LimitFields capped = fields(new FieldOptions(false, 5, 20, Long.MAX_VALUE));
        assertThat(capped.refused(-21 * SECOND))
                .rejects(429, "rate_limited")
                .setsHeader("RateLimit", "\"plan\";r=0")
                .setsNoHeader("Retry-After");
        assertThat(fields(new FieldOptions(false, 0, 20, Long.MAX_VALUE)).refused(-20 * SECOND))
                .setsHeader("RateLimit", "\"plan\";r=0;t=20")
                .setsHeader("Retry-After", "20");
    }

    @Test
    void volumeBeyondTheCap_isNotTold() {
        LimitFields capped = fields(new FieldOptions(false, 0, Long.MAX_VALUE, 10));
        assertThat(capped.allowed(SECOND)).setsHeader("RateLimit", "\"plan\";r=10;t=1");
        assertThat(capped.allowed(55 * SECOND)).setsHeader("RateLimit", "\"plan\";r=5;t=1");
    }

    /** Every state that a minute's quota can have: structured fields whose numbers follow from the verdict. */
    @Test
    void everyState_isAStructuredFieldAndRetryIsNeverEarly() {
        LimitFields minute = fields(FieldOptions.DEFAULT);
        Random random = new Random(60);
        for (int i = 0; i < 20_000; i++) {
            long verdict = random.nextLong(-60 * SECOND, 60 * SECOND);
            Decision decision = verdict < 0 ? minute.refused(verdict) : minute.allowed(verdict);
            String text = decision.headers().toString();
            var state =
                    Pattern.compile("RateLimit: \"plan\";r=([0-9]+);t=([0-9]+)").matcher(text);
            assertThat(state.find()).as(text).isTrue();
            long told = Long.parseLong(state.group(2));
            assertThat(told * SECOND)
                    .isGreaterThanOrEqualTo(
                            Verdict.nanosToNext(verdict, minute.limit().quota()));
            assertThat((told - 1) * SECOND)
                    .isLessThan(Verdict.nanosToNext(verdict, minute.limit().quota()));
            if (verdict < 0) {
                long retry = Long.parseLong(text.substring(text.indexOf("Retry-After: ") + 13, text.length() - 1));
                assertThat(retry).isGreaterThanOrEqualTo(1).isGreaterThanOrEqualTo(told);
            }
        }
    }
}
