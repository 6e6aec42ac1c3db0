package io.seaworthy.headers.cors;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.List;

/**
 * The guard of whichever {@link CorsPolicy} is in force. A request is judged by one policy as a whole. The readiness
 * report shows the policy of the moment at which it is asked for. Thread-safe.
 */
public final class LiveCorsPolicy implements Guard, EvidenceSource {

    private final Rotating<CorsPolicy> policy;

    LiveCorsPolicy(Rotating<CorsPolicy> policy) {
        this.policy = policy;
    }

    @Override
    public Decision check(RequestHead head) {
        return policy.current().check(head);
    }

    /** How the policy in force decides about a request, and so why. */
    public CorsReason reason(RequestHead head) {
        return policy.current().reason(head);
    }

    /** The reason in a sentence for people. */
    public String explain(RequestHead head) {
        return policy.current().explain(head);
    }

    @Override
    public List<Evidence> evidence() {
        return policy.current().evidence();
    }

    @Override
    public String toString() {
        return "Live" + policy.current();
    }
}
