package io.seaworthy.testkit;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static io.seaworthy.testkit.GuardAssertions.assertThatCode;
import static io.seaworthy.testkit.GuardAssertions.assertThatThrownBy;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.http.Problem;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionAssertTest {

    private static final HeaderEdits VARY =
            HeaderEdits.builder().append("Vary", "Origin").build();
    private static final Decision NOTHING = Decision.proceed();
    private static final Decision PLAN = Decision.proceed(RequestAttributes.PLAN, Plan.ANONYMOUS);
    private static final Decision HEADER = Decision.proceed(VARY);
    private static final Decision ANSWER = Decision.respond(204, VARY);
    private static final Decision REFUSAL = Decision.reject(Problem.of(403, "forbidden", "No"), VARY);

    static Stream<ThrowingCallable> holds() {
        return Stream.of(
                () -> assertThat(NOTHING).proceeds().saysNothing().setsNoHeaders(),
                () -> assertThat(PLAN).proceeds().tells(RequestAttributes.PLAN, Plan.ANONYMOUS),
                () -> assertThat(HEADER).setsHeader("vary", "Origin").setsNoHeader("ETag"),
                () -> assertThat(Decision.Proceed.of(VARY).with(ending -> {})).waitsForCompletion(),
                () -> assertThat(ANSWER).responds(204).setsHeader("Vary", "Origin"),
                () -> assertThat(REFUSAL).rejects(403, "forbidden").setsHeader("Vary", "Origin"));
    }

    static Stream<ThrowingCallable> fails() {
        return Stream.of(
                () -> assertThat((Decision) null).proceeds(),
                () -> assertThat(REFUSAL).proceeds(),
                () -> assertThat(PLAN).saysNothing(),
                () -> assertThat(PLAN).tells(RequestAttributes.PLAN, Plan.of("free")),
                () -> assertThat(NOTHING).tells(RequestAttributes.PLAN, Plan.of("free")),
                () -> assertThat(HEADER).setsNoHeaders(),
                () -> assertThat(HEADER).setsNoHeader("Vary"),
                () -> assertThat(HEADER).setsHeader("Vary", "Accept"),
                () -> assertThat(HEADER).waitsForCompletion(),
                () -> assertThat(HEADER).responds(204),
                () -> assertThat(ANSWER).responds(200),
                () -> assertThat(ANSWER).rejects(403, "forbidden"),
                () -> assertThat(REFUSAL).rejects(403, "cross_site"),
                () -> assertThat(REFUSAL).rejects(401, "forbidden"));
    }

    @ParameterizedTest
    @MethodSource("holds")
    void whatIsTrue_passes(ThrowingCallable assertion) {
        assertThatCode(assertion).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("fails")
    void whatIsFalse_failsWithAnAssertionError(ThrowingCallable assertion) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class);
    }
}
