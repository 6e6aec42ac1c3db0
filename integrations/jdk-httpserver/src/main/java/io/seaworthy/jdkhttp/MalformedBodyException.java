package io.seaworthy.jdkhttp;

import java.io.IOException;

/** The request's body broke off or its chunks are malformed (RFC 9112 section 7.1). */
final class MalformedBodyException extends IOException {

    private static final long serialVersionUID = 1;

    MalformedBodyException(Throwable cause) {
        super("The request's body could not be read", cause);
    }
}
