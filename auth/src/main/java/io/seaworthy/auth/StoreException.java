package io.seaworthy.auth;

/**
 * A store could not be reached or did not answer as it must. Thrown by store implementations; the building blocks turn
 * it into a refusal where they return one. The message names no key, token or subject.
 */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
