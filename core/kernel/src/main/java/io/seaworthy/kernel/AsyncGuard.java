package io.seaworthy.kernel;

import java.util.concurrent.CompletionStage;

/**
 * A guard whose decision may arrive later. A stage that is complete when it is returned costs no hop to another thread;
 * a pending one has the chain's deadline, after which the answer is 503. A stage that completes exceptionally or with
 * null rejects the request.
 */
@FunctionalInterface
public interface AsyncGuard {

    /** The stage of the decision. The head may be read on any thread until the stage is complete. */
    CompletionStage<Decision> check(RequestHead head);
}
