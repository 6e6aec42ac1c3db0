package io.seaworthy.kernel;

/**
 * Runs when the response is committed, after the header edits were reconciled: for cache rules, cookies to harden, a
 * nonce that must not be cached. It may edit headers and nothing else, and it must come to the same result when it is run
 * again: a container that changes the head between the adapter's commit and its own makes the adapter repeat it. What it
 * throws is reported as an event; the response then goes out without its edits.
 */
@FunctionalInterface
public interface ResponsePass {

    void atCommit(int status, ResponseHeaders headers);
}
