package io.seaworthy.logging;

import org.jspecify.annotations.Nullable;

/**
 * Takes errors to wherever they are looked at: an issue tracker, a collector, a chat. Get one from {@link ErrorReports},
 * which limits and redacts. Implementations are thread-safe, return quickly (they queue, they do not send) and do not
 * throw.
 */
@FunctionalInterface
public interface ErrorReporter {

    /** An error that is to be looked at. */
    void report(ErrorReport report);

    /**
     * What is known of an error; all texts are redacted.
     *
     * @param fingerprint eight hex digits, the same for the same fault: types and methods, without lines and messages
     * @param type the class of what was thrown
     * @param message its message, or an empty text
     * @param thrown what was thrown, for its frames; its messages are not redacted
     * @param suppressed how many of the same fingerprint were left out since the last report of it
     * @param correlation the ids of the request, or null
     */
    record ErrorReport(
            String fingerprint,
            String type,
            String message,
            Throwable thrown,
            long suppressed,
            @Nullable Correlation correlation) {}
}
