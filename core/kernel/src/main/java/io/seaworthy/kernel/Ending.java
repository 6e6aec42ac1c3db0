package io.seaworthy.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended.
 *
 * @param how the kind of end
 * @param status the status that was or will be sent; 0 where none could be
 * @param bytes the bytes of body written, or -1 where unknown
 * @param failure what the handler or the connection threw, or null
 */
public record Ending(
        How how, int status, long bytes, @Nullable Throwable failure) {

    /** The kinds of end; a bounded set, fit for metric tags. */
    public enum How {
        /** The handler returned, or an asynchronous one completed. */
        RETURNED,
        /** The handler threw. */
        FAILED,
        /** The client went away. */
        ABORTED,
        /** An asynchronous handler or the handler deadline ran out of time. */
        TIMED_OUT,
        /** A later guard rejected the request. */
        REJECTED,
        /** A later guard answered in the application's place, a preflight for example. */
        ANSWERED
    }

    public Ending {
        Objects.requireNonNull(how, "how");
    }

    public static Ending of(How how, int status) {
        return new Ending(how, status, -1, null);
    }
}
