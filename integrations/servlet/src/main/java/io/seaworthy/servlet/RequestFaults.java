package io.seaworthy.servlet;

import io.seaworthy.kernel.BodyTooLargeException;
import io.seaworthy.kernel.http.Problem;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong while the application read the request. Containers and frameworks wrap such failures in exceptions of
 * their own; remembering them tells a client's fault from the application's. Thread-safe.
 */
final class RequestFaults {

    static final Problem TOO_LARGE = Problem.of(413, "too_large", "The request's body is too large");
    static final Problem LENGTH_REQUIRED = Problem.of(411, "length_required", "A form must declare its length");
    static final Problem MALFORMED = Problem.of(400, "malformed_request", "The request is malformed");

    /** Longer chains of causes than this are not looked through. */
    private static final int DEPTH = 16;

    /** Made for the first of them: hardly any request has one. */
    private @Nullable Map<Throwable, Problem> faults;

    /** Remembers a failure to read and returns it, to be thrown. */
    <T extends Throwable> T add(T failure) {
        return add(failure, failure instanceof BodyTooLargeException ? TOO_LARGE : MALFORMED);
    }

    synchronized <T extends Throwable> T add(T failure, Problem problem) {
        if (faults == null) {
            faults = new IdentityHashMap<>();
        }
        faults.putIfAbsent(failure, problem);
        return failure;
    }

    /** What the client is to be told where its request caused the failure, else null. */
    synchronized @Nullable Problem problemFor(Throwable failure) {
        if (faults == null) {
            return null;
        }
        Throwable at = failure;
        for (int i = 0; at != null && i < DEPTH; i++) {
            Problem problem = faults.get(at);
            if (problem != null) {
                return problem;
            }
            at = at.getCause();
        }
        return null;
    }
}
