package io.seaworthy.kernel.net;

/** Which header a trusted proxy reports the client in. */
public enum ForwardingHeader {
    /** {@code Forwarded} only (RFC 7239), with the scheme in its {@code proto}. */
    FORWARDED,
    /** {@code X-Forwarded-For} only, with the scheme in {@code X-Forwarded-Proto}. */
    X_FORWARDED_FOR,
    /**
     * Whichever is there. A proxy that sets one of them passes the client's own copy of the other on, so where both are
     * there and name different clients neither is used.
     */
    EITHER
}
