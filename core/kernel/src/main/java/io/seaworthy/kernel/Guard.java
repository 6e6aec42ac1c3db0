package io.seaworthy.kernel;

/**
 * Decides about a request from its head. A guard returns a value and never touches the response; one interpreter per
 * server applies the value.
 *
 * <p>A guard that throws or returns null rejects the request. A guard must be thread-safe and must not block on I/O;
 * one that has to wait is an {@link AsyncGuard}.
 */
@FunctionalInterface
public interface Guard {

    /** The decision; {@link Decision#proceed()} where there is nothing to say. */
    Decision check(RequestHead head);
}
