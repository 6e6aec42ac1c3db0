package io.seaworthy.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What a chain decided about one request: the trail of those decisions of its guards that the response has something of,
 * oldest first. Immutable, shared between requests that were decided alike.
 */
public final class Outcome {

    private final @Nullable Outcome before;
    private final Decision decision;

    /**
     * The outcome that last followed this one by a reusable decision. Requests decided alike then share one trail and
     * allocate nothing. The race is harmless: the object is immutable, and a lost write only costs an allocation.
     */
    private @Nullable Outcome next;

    private Outcome(@Nullable Outcome before, Decision decision) {
        this.before = before;
        this.decision = decision;
    }

    static Outcome start() {
        return new Outcome(null, Decision.proceed());
    }

    Outcome then(Decision later) {
        Outcome known = next;
        if (known != null && known.decision == later) {
            return known;
        }
        if (isSilent(later)) {
            return this;
        }
        Outcome fresh = new Outcome(this, later);
        if (isReusable(later)) {
            next = fresh;
        }
        return fresh;
    }

    /** Whether the response has nothing of it: attributes and completions are the request's. */
    private static boolean isSilent(Decision decision) {
        return decision instanceof Decision.Proceed proceed
                && proceed.pass() == null
                && proceed.headers().isEmpty();
    }

    private static boolean isReusable(Decision decision) {
        return decision.headers().isReusable()
                && !(decision instanceof Decision.Proceed p
                        && (p.completion() != null || !p.attributes().isEmpty()));
    }

    /** A {@code Proceed} where the application is to run, else the answer. */
    public Decision decision() {
        return decision;
    }

    public boolean proceeds() {
        return decision instanceof Decision.Proceed;
    }

    /** Writes all header edits into a response that the application has not seen yet. */
    public void write(ResponseHeaders headers) {
        if (before != null) {
            before.write(headers);
            decision.headers().write(headers);
        }
    }

    void reconcile(ResponseHeaders headers, SecondWriters writers, ServerRequest request) {
        if (before != null) {
            before.reconcile(headers, writers, request);
            decision.headers().reconcile(headers, writers, request);
        }
    }

    void findSecondWriters(ResponseHeaders headers, SecondWriters writers, ServerRequest request) {
        if (before != null) {
            before.findSecondWriters(headers, writers, request);
            decision.headers().findSecondWriters(headers, writers, request);
        }
    }

    /** Whether one of the guards enforced exactly this: of two guards that enforce one field neither is a stranger. */
    boolean enforces(String name, String value) {
        return before != null && (decision.headers().enforces(name, value) || before.enforces(name, value));
    }

    void runPasses(int status, ResponseHeaders headers, Events events, RequestHead head) {
        if (before == null) {
            return;
        }
        before.runPasses(status, headers, events, head);
        if (decision instanceof Decision.Proceed proceed && proceed.pass() != null) {
            try {
                proceed.pass().atCommit(status, headers);
            } catch (RuntimeException e) {
                // The response is on its way: there is nobody left to refuse. Enforced headers stand already.
                events.emit(ChainEvent.PASS_FAILED, head, e);
            }
        }
    }
}
