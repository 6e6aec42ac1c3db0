package io.seaworthy.testkit;

/** The connection ended before the response did. */
public final class TruncatedResponseError extends AssertionError {

    private static final long serialVersionUID = 1;

    TruncatedResponseError(String message) {
        super(message);
    }
}
