package io.seaworthy.ratelimit;

/** Whom a limit counts. */
public enum LimitBy {
    /** The client address: IPv4 whole, IPv6 by its /64. */
    ADDRESS,
    /** The verified caller; the client address where there is none. */
    CALLER,
    /** Everybody together, to protect what the routes use; a refusal is a 503, because no caller is to blame. */
    EVERYBODY
}
