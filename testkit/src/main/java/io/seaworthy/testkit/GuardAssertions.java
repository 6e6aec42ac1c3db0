package io.seaworthy.testkit;

import io.seaworthy.kernel.Decision;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ's assertions and those for decisions, so that one static import does.
 *
 * <pre>{@code
 * assertThat(guard.check(request)).rejects(403, "cross_site").setsHeader("Vary", "Origin");
 * }</pre>
 */
public final class GuardAssertions extends Assertions {

    private GuardAssertions() {}

    /** Assertions about what a guard decided. */
    public static DecisionAssert assertThat(@Nullable Decision decision) {
        return new DecisionAssert(decision);
    }
}
