package io.seaworthy.kernel;

/**
 * Called exactly once when the request is over, however it ends: to return a permit, stop a timer, write an access log
 * line. Runs on whichever thread ends the request. What it throws is reported as an event and otherwise ignored.
 */
@FunctionalInterface
public interface Completion {

    void complete(Ending ending);
}
