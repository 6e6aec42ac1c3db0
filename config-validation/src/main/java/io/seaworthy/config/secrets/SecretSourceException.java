package io.seaworthy.config.secrets;

/** A store that gave nothing. It says why by a reason, and holds nothing that the store answered. */
public final class SecretSourceException extends Exception {

    private static final long serialVersionUID = 1;

    /** What went wrong. */
    public enum Reason {
        /** No connection, no answer in time, or an answer of the server's own trouble. */
        UNREACHABLE,
        /** The credentials are not accepted, or may not read this. */
        REFUSED,
        /** There is no such secret. */
        NOT_FOUND,
        /** Too many requests, also after waiting. */
        THROTTLED,
        /** The store is sealed: an operator has to open it. */
        SEALED,
        /** An answer that is not what the store's documentation says. */
        MALFORMED
    }

    private final Reason reason;

    public SecretSourceException(Reason reason, String store) {
        super(store + ": " + reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
