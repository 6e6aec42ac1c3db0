package io.seaworthy.kernel;

import java.io.IOException;

/** Thrown by a read that would pass the request's {@link BodyLimit}; adapters answer 413. */
public final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1;

    public BodyTooLargeException(BodyLimit limit) {
        super("The body is larger than " + limit.bytes() + " bytes");
    }
}
