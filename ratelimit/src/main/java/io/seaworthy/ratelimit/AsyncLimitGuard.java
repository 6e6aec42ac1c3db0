package io.seaworthy.ratelimit;

import io.seaworthy.kernel.AsyncGuard;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * An asynchronous guard of {@link RateLimits} with a name, which hands on the evidence of what it stands for.
 *
 * @param name for people
 * @param source what may have evidence
 * @param check what decides
 */
record AsyncLimitGuard(String name, Object source, AsyncGuard check) implements AsyncGuard, EvidenceSource {

    @Override
    public CompletionStage<Decision> check(RequestHead head) {
        return check.check(head);
    }

    @Override
    public List<Evidence> evidence() {
        return source instanceof EvidenceSource known ? known.evidence() : List.of();
    }

    @Override
    public String toString() {
        return "RateLimits." + name;
    }
}
